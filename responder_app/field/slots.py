"""Where a form may be kept and sent later, for the service worker, which has no page to read that from."""

import re
from functools import cache

from django.urls import get_resolver

from .postbox import LetterView


@cache
def slots() -> tuple[str, ...]:
    """The addresses that take letters, as patterns that JavaScript reads too; none that needs an answer now."""
    found = get_resolver("responder_app.field.urls").url_patterns
    views = [(pattern, getattr(pattern.callback, "view_class", object)) for pattern in found]
    return tuple(_spoken(each) for each, view in views if issubclass(view, LetterView) and not view.needs_line)


def _spoken(pattern) -> str:
    return re.sub(r"\?P<\w+>", "?:", f"^/{pattern.pattern.regex.pattern.removeprefix('^')}").replace(r"\Z", "$")
