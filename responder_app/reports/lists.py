"""What the codes in old records are called now, also those that have ended."""

from collections.abc import Iterable

from ..models import ListEntry


def names_of(agency_id: int, codes: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """For each (list, code) its label in the reader's language, by its last entry; a code unknown stands for itself."""
    codes = set(codes)
    if not codes:
        return {}
    entries = ListEntry.objects.filter(
        agency_id=agency_id, list__in={name for name, _code in codes}, code__in={code for _name, code in codes}
    )
    called = {(entry.list, entry.code): entry.label for entry in entries.order_by("effective_from")}
    return {(name, code): called.get((name, code), code) for name, code in codes}


def name_of(agency_id: int, code_list: str, code: str) -> str:
    """Of one code; empty where there is none."""
    return names_of(agency_id, [(code_list, code)])[code_list, code] if code else ""
