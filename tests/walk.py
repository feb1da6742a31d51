"""Every address of the project, found in its resolver, so that whatever is added later is walked too."""

import itertools
import re
from uuid import uuid4

from asgiref.sync import async_to_sync
from django.apps import apps
from django.db.backends.utils import CursorWrapper
from django.urls import URLResolver, get_resolver
from django.urls.converters import get_converters

PART = re.compile(r"<(?:(\w+):)?\w+>")
# In the database's words: a column compared with anything, the one compared with what comes next, a table's other name.
ANY = re.compile(r'"?(\w+)"?\."(\w+)" (?:=|IN|LIKE)')
BESIDE = re.compile(r'"?(\w+)"?\."(\w+)" (?:=|IN) \(*(?:%s, )*$')
ALIAS = re.compile(r'"(\w+)" "?([A-Z]\d+)"?\b')
NEWEST = 3


def routes(resolver=None, prefix: str = "/") -> list[str]:
    """Routes with their parts in angle brackets: `/api/v1/incidents/<id:id>/`."""
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        here = prefix + str(pattern.pattern)
        found += routes(pattern, here) if isinstance(pattern, URLResolver) else [here]
    unknown = [route for route in found if re.search(r"[()^$\\]", route)]
    assert not unknown, f"Teach the walk to fill in {unknown}"
    return sorted(set(found))


def made_up() -> list[str]:
    """Of every shape one that stands for nothing."""
    return [str(uuid4()), "987654321"]


def addresses(route: str, ids: list[str]) -> list[str]:
    """The route with every id that its converters take."""
    wanted = [re.compile(get_converters()[kind or "str"].regex) for kind in PART.findall(route)]
    fitting = [[id for id in ids if shape.fullmatch(id)] for shape in wanted]
    return [_filled(route, chosen) for chosen in itertools.product(*fitting)]


def _filled(route: str, ids: tuple) -> str:
    remaining = iter(ids)
    return PART.sub(lambda _: next(remaining), route)


def tables() -> list:
    return [table for table in apps.get_app_config("responder_app").get_models() if hasattr(table, "agency")]


class Ear:
    """Hears what the database is asked, in any thread: by which columns it looks for what stands in an address."""

    def __init__(self, monkeypatch):
        self._asked: list[tuple] = []
        self._standing: dict[tuple, list[str]] = {}
        execute = CursorWrapper.execute

        def heard(cursor, sql, params=None):
            self._asked.append((sql, params))
            return execute(cursor, sql, params)

        monkeypatch.setattr(CursorWrapper, "execute", heard)

    def walk(self, route: str, *agencies):
        """Its addresses: one that is made up, then one for every row that the answers to the last were sought by."""
        ids, walked = made_up(), set()
        while fresh := [address for address in addresses(route, ids) if address not in walked]:
            yield from fresh
            walked.update(fresh)
            columns = self.columns(ids)
            ids += [id for agency in agencies for column in columns for id in self._standing_in(column, agency)]
            ids = list(dict.fromkeys(ids))

    def columns(self, ids: list[str]) -> list[tuple[str, str]]:
        """Table and column that were compared with one of the ids since this was asked last."""
        sought, found = {_plain(id) for id in ids}, set()
        asked, self._asked = self._asked, []
        for sql, params in asked:
            for place, told in enumerate(params or ()):
                if _plain(told) in sought:
                    found |= _compared(sql, place)
        return sorted(found)

    def _standing_in(self, column: tuple[str, str], agency) -> list[str]:
        """What stands in the column in the agency's newest rows."""
        if (column, agency) not in self._standing:
            self._standing[column, agency] = list(_newest(*column, agency))
        return self._standing[column, agency]


def _compared(sql: str, place: int) -> set[tuple[str, str]]:
    """The column beside that place of the question; where it cannot be told, all that are compared with anything."""
    before = "%s".join(sql.split("%s")[: place + 1])
    beside = BESIDE.search(before)
    names = {alias: table for table, alias in ALIAS.findall(sql)}
    return {(names.get(table, table), name) for table, name in ([beside.groups()] if beside else ANY.findall(sql))}


def _newest(table: str, column: str, agency):
    for model in tables():
        rows = model._base_manager.filter(agency=agency).order_by("-pk")
        for field in model._meta.concrete_fields:
            if (model._meta.db_table, field.column) == (table, column):
                yield from (str(told) for told in rows.values_list(field.attname, flat=True)[:NEWEST] if told)


def _plain(value) -> str:
    """SQLite is asked for a number without its dashes."""
    return str(value).replace("-", "")


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
