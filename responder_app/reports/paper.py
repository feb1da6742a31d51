"""What goes onto paper and comes back from it: the sheets to fill in, and the calls that were typed in."""

from dataclasses import dataclass

from django.db.models import Prefetch

from ..models import Event
from ..words import ASKED_IN, LIST_OF, OF_A_PERSON, WORDS_OF, CodeList, FormSection, SceneField, required_in
from ..words.scenes import is_on

FIRST = (SceneField.CONTACT, SceneField.DISPOSITION, SceneField.PEOPLE_SERVED)
LATE = "incident.entered_late"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a sheet; `boxes` to tick, or none: a line to write on."""

    label: str
    must: bool
    boxes: list[str]


@dataclass(frozen=True, slots=True)
class Part:
    label: str
    questions: list[Asked]


def on_scene(version, entries) -> list[Part]:
    """The on-scene form of that version (None: everything is on), with the lists that `entries` are of."""
    rules = version.sections if version else {}
    listed: dict[str, list[str]] = {}
    for entry in entries:
        listed.setdefault(entry.list, []).append(entry.label)
    must = required_in(rules)
    parts = [Part("", [_asked(field, listed, must) for field in FIRST])]
    for section, fields in ASKED_IN.items():
        if not is_on(rules, section):
            continue
        if section == FormSection.SUPPLIES:
            given = [Asked(f"{label}: how many", False, []) for label in listed.get(CodeList.SUPPLIES, [])]
            parts.append(Part(section.label, given))
        else:
            parts.append(Part(_heading(section), [_asked(field, listed, must) for field in fields]))
    return [part for part in parts if part.questions]


def with_typist(incidents):
    """Each with the line by which it was typed in from paper in `typed_in`, a list of one or none."""
    lines = Event.objects.filter(kind=LATE).select_related("by")
    return incidents.prefetch_related(Prefetch("events", lines, to_attr="typed_in"))


def typed_in(incidents, limit: int = 20) -> list:
    """The calls typed in from paper, the last first."""
    found = with_typist(incidents.exclude(late_entry_at=None).select_related("call_type"))
    return list(found.order_by("-late_entry_at")[:limit])


def typist_of(incident) -> Event | None:
    """The line by which the call was typed in; its `by` did it."""
    return Event.objects.filter(incident=incident, kind=LATE).select_related("by").first()


def _asked(field: SceneField, listed: dict, must: set) -> Asked:
    if field in WORDS_OF:
        boxes = [word.label for word in WORDS_OF[field]]
    else:
        boxes = listed.get(LIST_OF[field], []) if field in LIST_OF else []
    return Asked(field.label, field in must, boxes)


def _heading(section: FormSection) -> str:
    """A second person goes onto a second sheet."""
    return f"{section.label} (one sheet for each)" if set(ASKED_IN[section]) & set(OF_A_PERSON) else section.label
