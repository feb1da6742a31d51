"""Texts that are made once for many readers, with gaps for what is each reader's own: their name, the token of their
forms, and a new number for every form."""

import re
from dataclasses import dataclass
from uuid import uuid4

from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

TOKEN, NUMBER, READER = (salted_hmac(__name__, name).hexdigest() for name in ("token", "number", "reader"))
_GAP = re.compile(f"({TOKEN}|{NUMBER}|{READER})")


def blank() -> dict:
    """What a template is told instead of a request."""
    return {"csrf_token": TOKEN, "fresh_id": NUMBER, "request": {"user": READER, "path": reverse("desk")}}


@dataclass(frozen=True, slots=True)
class Text:
    """`pieces`: text and gap in turn."""

    pieces: tuple[str, ...]


def cut(text: str) -> Text:
    return Text(tuple(_GAP.split(text)))


class Filler:
    """What fills the gaps for one who asks."""

    def __init__(self, request):
        self._request = request

    def fill(self, text: Text) -> SafeString:
        if len(text.pieces) == 1:
            return mark_safe(text.pieces[0])  # noqa: S308 - a template made it
        filled = [self._of(piece) if turn % 2 else piece for turn, piece in enumerate(text.pieces)]
        return mark_safe("".join(filled))  # noqa: S308 - a template made it, and escaped what fills it

    def _of(self, gap: str) -> str:
        if gap == NUMBER:
            return str(uuid4())
        return self._token if gap == TOKEN else self._reader

    @cached_property
    def _token(self) -> str:
        return get_token(self._request)

    @cached_property
    def _reader(self) -> str:
        return conditional_escape(str(self._request.user))
