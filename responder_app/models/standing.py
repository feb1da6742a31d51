"""The rows that the board shows, and the notebook in which the action under way finds those that it changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models

_notebook: ContextVar[set | None] = ContextVar("rows of the board changed by the action under way", default=None)


class Standing(models.Model):
    """A row that the board shows. Whoever saves it need not say so: the line of the action tells what stands now.

    `stands`: the columns that the board shows of it; codes, numbers and times, no personal data.
    """

    stands: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def save(self, *, update_fields=None, **how):
        super().save(update_fields=update_fields, **how)
        if update_fields is None or set(update_fields) & set(self.stands):
            _note(self)

    def delete(self, **how):
        _note(self)
        return super().delete(**how)


@contextmanager
def noting() -> Iterator[None]:
    """Note which rows are changed from here on; an action within an action writes into the same notebook."""
    if _notebook.get() is not None:
        yield
        return
    begun = _notebook.set(set())
    try:
        yield
    finally:
        _notebook.reset(begun)


def told(agency_id: int) -> dict:
    """What stands now in the agency's rows that were noted, which are crossed off: `{table: {key: {column: value}}}`,
    ready for JSON; None for a row that is gone."""
    notes = _notebook.get()
    mine = {note for note in notes if note[0] == agency_id}
    notes -= mine
    tables = sorted({table for _agency, table, _key in mine}, key=lambda table: table.__name__)
    return {
        table.__name__.lower(): _rows(table, {key for _agency, noted, key in mine if noted is table})
        for table in tables
    }


def of(row: Standing) -> dict:
    """What the board shows of the row, ready for JSON."""
    return {name: _plain(row._meta.get_field(name).value_from_object(row)) for name in row.stands}


def _rows(table, keys: set) -> dict:
    """As they are in the table: whoever saved one may have held an older copy."""
    found = {str(row.pk): of(row) for row in table.objects.filter(pk__in=keys)}
    return dict.fromkeys(sorted(str(key) for key in keys)) | found


def _plain(value):
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int) else str(value)


def _note(row: Standing) -> None:
    notes = _notebook.get()
    if notes is not None:
        notes.add((row.agency_id, type(row), row.pk))
