"""Rows of the board: rendered when something in them has changed, for everybody with the same rights, and sent when the
page that asks has not got them.

A row is made of what was read for it and of nothing else: no request, no person; its gaps are filled when it is sent.
Its mark is of its text; a page that has a row names the mark.
"""

import dataclasses
import threading
from base64 import urlsafe_b64encode
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b

from django.db.models import Model, QuerySet
from django.template import Context, Engine
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from .. import access
from ..models import Agency
from . import gaps
from .shared import PLAIN

HAVE = "X-Have"  # the marks of the rows that the page has
AT_MOST = 256  # lists of rows whose texts are kept
PLACE = mark_safe(salted_hmac(__name__, "place").hexdigest())  # noqa: S308 - where a row goes in the text around it


@dataclass(frozen=True, slots=True)
class Row:
    """`facts`: of what it was made."""

    id: str
    facts: tuple
    text: gaps.Text
    mark: str


_made: OrderedDict[tuple, tuple[tuple, dict[str, Row]]] = OrderedDict()
_guard = threading.Lock()


def made_of(user, template: str, things: list[dict], **told) -> list[Row]:
    """A row for each of `things`: what the template calls by name, with its `id` in the page. `told`: what all rows are
    told alike, the reader's rights among it."""
    agency = access.agency_of(user)
    about = (agency.pk, get_language(), template, told["may_act"])
    ground, rows = facts_of([told, agency]), []
    stood_on, before = _made.get(about, (None, {}))
    if stood_on != ground:
        before = {}
    page = Engine.get_default().get_template(template)
    blank = gaps.blank() | told
    for thing in things:
        id, facts = thing["id"], facts_of(thing)
        row = before.get(id)
        if row is None or row.facts != facts:
            row = _row(id, facts, page.render(Context(blank | thing)))
        rows.append(row)
    with _guard:
        _made[about] = ground, {row.id: row for row in rows}
        _made.move_to_end(about)
        while len(_made) > AT_MOST:
            _made.popitem(last=False)
    return rows


def _row(id: str, facts: tuple, text: str) -> Row:
    mark = urlsafe_b64encode(blake2b(text.encode(), digest_size=6).digest()).decode()
    return Row(id, facts, gaps.cut(text.strip().replace("<li ", f'<li data-mark="{mark}" ', 1)), mark)


def woven(text: str, rows: list[Row]) -> list[Row | gaps.Text]:
    """A text with a PLACE for each of the rows, and the rows in it."""
    first, *others = text.split(PLACE)
    parts = [gaps.cut(first)]
    for row, after in zip(rows, others, strict=True):
        parts += [row, gaps.cut(after)] if after else [row]
    return parts


class Sender(gaps.Filler):
    """Makes rows, and the text around them, one person's own."""

    def __init__(self, request):
        super().__init__(request)
        self._had = frozenset(request.headers.get(HAVE, "").split())

    def send(self, parts: list[Row | gaps.Text]) -> list[SafeString]:
        return [self._send(part) if isinstance(part, Row) else self.fill(part) for part in parts]

    def _send(self, row: Row) -> SafeString:
        if row.mark in self._had:
            return mark_safe(f'<li id="{row.id}" data-same></li>')  # noqa: S308 - our own id
        return self.fill(row.text)


def facts_of(thing, above: tuple = ()):
    """Plain values all the way down: equal for two things only if everything that was read for them is equal. What
    stands above itself is only named, and so is the agency, which is the same for all rows."""
    kind = type(thing)
    if kind in PLAIN:
        return thing
    if isinstance(thing, Model):
        return _facts_of_row(thing, above)
    if isinstance(thing, list | tuple | QuerySet):
        return tuple([one if type(one) in PLAIN else facts_of(one, above) for one in thing])
    if isinstance(thing, dict):
        return tuple([(key, facts_of(value, above)) for key, value in thing.items()])
    if isinstance(thing, str | frozenset):  # a Word is a str
        return thing
    if isinstance(thing, memoryview):
        return bytes(thing)
    if isinstance(thing, Promise):
        return str(thing)
    if dataclasses.is_dataclass(thing):
        return (kind, *(facts_of(getattr(thing, each.name), above) for each in dataclasses.fields(thing)))
    return object()  # nobody can tell whether it is as before


def _facts_of_row(thing: Model, above: tuple):
    name = (type(thing).__name__, thing.pk)
    if name in above or (above and isinstance(thing, Agency)):
        return name
    above = (*above, name)
    read = {**thing.__dict__, **thing._state.fields_cache}
    del read["_state"]
    return (name, *read, *[value if type(value) in PLAIN else facts_of(value, above) for value in read.values()])
