"""What a crew speaks and knows, in words. A call names its caller's language as it was typed: by code or by name."""

from ..models import ListEntry
from ..words import CodeList

UNDERSTOOD = frozenset({"", "en", "english", "unknown"})


def entries_of(lists) -> list[ListEntry]:
    """Those of languages and skills among the entries of an agency's lists, the last in force last."""
    return list(lists.filter(list__in=[CodeList.LANGUAGES, CodeList.SKILLS]).order_by("effective_from"))


class Abilities:
    """Languages and skills as its crews have them. `entries`: entries_of the agency; `units`: reports.board.units."""

    def __init__(self, entries, units):
        self._names = {(entry.list, entry.code): entry.label for entry in entries}
        spoken = {code: name for (kind, code), name in self._names.items() if kind == CodeList.LANGUAGES}
        self._codes = {name.casefold(): code for code, name in spoken.items()} | {code: code for code in spoken}
        self._aboard = {unit.pk: _languages_of(unit) for unit in units}

    def wanted_by(self, incident) -> str:
        """The language, where it is one that not everybody at work speaks."""
        said = incident.caller_language.strip()
        if said.casefold() in UNDERSTOOD:
            return ""
        return self._codes.get(said.casefold(), said)

    def speaks(self, unit, code: str) -> bool:
        return code in self._aboard[unit.pk]

    def language(self, code: str) -> str:
        return self._names.get((CodeList.LANGUAGES, code), code)

    def skills_of(self, unit) -> list[str]:
        codes = dict.fromkeys(code for shift in unit.aboard for code in shift.person.skills)
        return [self._names.get((CodeList.SKILLS, code), code) for code in codes]


def _languages_of(unit) -> frozenset[str]:
    return frozenset(code for shift in unit.aboard for code in shift.person.languages)
