"""Every address of the project, found in its resolver, so that whatever is added later is walked too."""

import itertools
import re

from asgiref.sync import async_to_sync
from django.urls import URLResolver, get_resolver
from django.urls.converters import get_converters

PART = re.compile(r"<(?:(\w+):)?\w+>")


def routes(resolver=None, prefix: str = "/") -> list[str]:
    """Routes with their parts in angle brackets: `/api/v1/incidents/<id:id>/`."""
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        here = prefix + str(pattern.pattern)
        found += routes(pattern, here) if isinstance(pattern, URLResolver) else [here]
    unknown = [route for route in found if re.search(r"[()^$\\]", route)]
    assert not unknown, f"Teach the walk to fill in {unknown}"
    return sorted(set(found))


def addresses(route: str, ids: list[str]) -> list[str]:
    """The route with every id that its converters take."""
    wanted = [re.compile(get_converters()[kind or "str"].regex) for kind in PART.findall(route)]
    fitting = [[id for id in ids if shape.fullmatch(id)] for shape in wanted]
    return [_filled(route, chosen) for chosen in itertools.islice(itertools.product(*fitting), 60)]


def _filled(route: str, ids: tuple) -> str:
    remaining = iter(ids)
    return PART.sub(lambda _: next(remaining), route)


def text_of(response) -> str:
    """Everything the answer tells: headers, cookies and body, streamed or not."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    if not response.streaming:
        return headers + response.content.decode(errors="replace")
    if response.is_async:
        return headers + async_to_sync(_drained)(response).decode(errors="replace")
    return headers + b"".join(response.streaming_content).decode(errors="replace")


async def _drained(response) -> bytes:
    return b"".join([part async for part in response.streaming_content])
