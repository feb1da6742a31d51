"""What a crew kept of the scene, in words: codes by the names that they had when they were chosen."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..models import PersonServed, SceneRecord
from ..words import ASKED_IN, LIST_OF, OF_A_PERSON, WORDS_OF, CodeList, FormSection, Missing, SceneField
from .lists import names_of

BEGINNING = (SceneField.PEOPLE_SERVED, SceneField.HOLD, *ASKED_IN[FormSection.ISSUES], *ASKED_IN[FormSection.DID])
RISK = (SceneField.SCREEN, SceneField.NO_SCREEN, *ASKED_IN[FormSection.RISK][1:])
SAFETY = (
    SceneField.FELT_SAFE,
    SceneField.INJURY_CREW,
    SceneField.INJURY_CREW_NOTE,
    SceneField.INJURY_PERSON,
    SceneField.INJURY_PERSON_NOTE,
    SceneField.NALOXONE,
    SceneField.GOOD_FIT,
)


class Names:
    """What the codes of one record are called."""

    def __init__(self, record: SceneRecord):
        self._labels = names_of(record.agency_id, _codes_of(record))

    def of(self, code_list: CodeList, code: str) -> str:
        if code in set(Missing):
            return Missing(code).label
        return self._labels.get((code_list, code), code)

    def told(self, field: SceneField, value) -> str:
        """An answer as it is read: a word, several, a number or what somebody wrote."""
        if field in LIST_OF:
            return ", ".join(self.of(LIST_OF[field], code) for code in _several(value))
        if field in WORDS_OF:
            labels = {word.value: word.label for word in WORDS_OF[field]}
            return ", ".join(labels.get(code, code) for code in _several(value))
        return str(value)


def sections(record: SceneRecord) -> list[tuple[str, list[tuple[str, str]]]]:
    """The record as headed lists of (question, answer) in the order of the form, without what was not asked."""
    names = Names(record)
    found = [
        ("", _answers(record, BEGINNING, names)),
        (FormSection.RISK.label, _answers(record, RISK, names)),
        *_people(record, names),
        (FormSection.SUPPLIES.label, _supplies(record, names)),
        (FormSection.SAFETY.label, _answers(record, SAFETY, names)),
    ]
    return [(heading, told) for heading, told in found if told]


def _answers(record: SceneRecord, fields, names: Names) -> list[tuple[str, str]]:
    given = record.answers
    return [(field.label, names.told(field, given[field])) for field in fields if field in given]


def _people(record: SceneRecord, names: Names):
    people = list(record.people.all())
    for number, person in enumerate(people, 1):
        heading = FormSection.PEOPLE.label
        yield (f"{heading} ({number})" if len(people) > 1 else heading), _details(person, names)


def _details(person: PersonServed, names: Names) -> list[tuple[str, str]]:
    told = [(field, getattr(person, field)) for field in OF_A_PERSON if field != SceneField.INTERPRETER]
    lines = [(field.label, names.told(field, value)) for field, value in told if value]
    return lines + ([(SceneField.INTERPRETER.label, _("Yes"))] if person.interpreter else [])


def _supplies(record: SceneRecord, names: Names) -> list[tuple[str, str]]:
    given = record.supplies.all()
    return [(names.of(CodeList.SUPPLIES, supply.item), str(supply.count)) for supply in given]


def _several(value) -> list[str]:
    return value if isinstance(value, list) else [value]


def _codes_of(record: SceneRecord) -> Iterator[tuple[str, str]]:
    people = [vars(person) for person in record.people.all()]
    for answers in (record.answers, *people):
        for field, code_list in LIST_OF.items():
            yield from ((code_list, code) for code in _several(answers.get(field) or []))
    yield from ((CodeList.SUPPLIES, supply.item) for supply in record.supplies.all())
