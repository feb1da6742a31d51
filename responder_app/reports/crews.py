"""Who is aboard, against who should be."""

from collections import Counter

from ..words import Profession, inside


def short_of(unit) -> list[str]:
    """What the crew lacks of the agency's make-up, in words. `unit`: one of reports.board.units, with its agency."""
    agency, aboard = unit.agency, unit.aboard
    if not aboard:
        return []
    there = Counter(shift.person.profession for shift in aboard)
    lacking = Counter(agency.make_up) - there
    said = [f"no {_inside(code)}" for code in lacking]
    if len(aboard) < agency.least_crew:
        said.append(f"{len(aboard)} of {agency.least_crew} aboard")
    return said


def _inside(code: str) -> str:
    known = {word.value: word.label for word in Profession}
    return inside(known.get(code, code).split(" or ")[0])
