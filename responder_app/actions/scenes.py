"""What a crew keeps of the scene, and the form that asks for it."""

from datetime import date

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Agency, Encounter, Event, FormVersion, PersonServed, SceneRecord, SupplyGiven
from ..words import ASKED_IN, Role, SceneField, missing
from .assignments import line_of


@action(Role.RESPONDER)
def record_scene(*, assignment, scene, by, id, occurred_at) -> Event:
    """Keep the on-scene form as it is, whole or not; a fact, so filed on a closed call too. How that ended it leaves as
    it is: that is actions.amendments.amend."""
    ended = Encounter.objects.filter(assignment=assignment, occurred_at__lt=occurred_at)
    outcome = ended.values("contact_outcome", "disposition", "disposition_note", "people_served").first()
    if outcome:
        scene = scene | {"answers": scene.get("answers", {}) | outcome}
    keep(assignment, scene, by=by, id=id, occurred_at=occurred_at)
    return line_of("scene.recorded", assignment, **fit_of(scene))


@action(Role.MANAGER, Role.ADMINISTRATOR)
def publish_form(*, sections, effective_from: date, by, id, occurred_at) -> Event:
    """A new version of the agency's form, asked from that day on; the one before ends that day.

    `sections` as FormVersion has them. Versions that had not begun by then never will: their days become empty.
    Raises Refused for a day that is past and for a field that no section asks.
    """
    agency = Agency.objects.get(pk=by.agency_id)
    if effective_from < agency.day_of(occurred_at):
        raise Refused(_("A form begins today or later: what is written already was asked by another."))
    _check_sections(sections)
    before = FormVersion.objects.filter(agency=agency)
    for version in before:
        if version.effective_to is None or version.effective_to > effective_from:
            version.effective_to = max(effective_from, version.effective_from)
            version.save(update_fields=["effective_to"])
    last = before.first()
    version = FormVersion.objects.create(
        agency=agency,
        number=last.number + 1 if last else 1,
        sections=sections,
        effective_from=effective_from,
        published_by=None if isinstance(by, Agency) else by,
        published_at=occurred_at,
    )
    return record("form.published", number=version.number, effective_from=effective_from.isoformat())


def keep(assignment, scene: dict, *, by, id, occurred_at) -> None:
    """`scene`: `{"answers": {field: codes}, "people": [{field: codes}], "supplies": {item: count}}`, each as far as
    it was told; what was not asked stays away."""
    kept = SceneRecord.objects.create(
        id=id,
        agency_id=by.agency_id,
        assignment=assignment,
        form=form_of(assignment.agency, occurred_at),
        answers={name: told for name, told in scene.get("answers", {}).items() if told not in (None, "", [])},
        by=by,
        occurred_at=occurred_at,
    )
    mine = {"agency_id": by.agency_id, "scene": kept}
    people = enumerate(scene.get("people", ()), 1)
    PersonServed.objects.bulk_create(PersonServed(position=place, **told, **mine) for place, told in people)
    given = scene.get("supplies", {}).items()
    SupplyGiven.objects.bulk_create(SupplyGiven(item=item, count=count, **mine) for item, count in given if count)


def fit_of(scene: dict | None) -> dict:
    """What the crew says of the call itself, for the line of the log; nothing where it was not asked."""
    told = (scene or {}).get("answers", {}).get(SceneField.GOOD_FIT)
    return {"good_fit": str(told)} if told else {}


def check_whole(assignment, scene: dict, at) -> None:
    """Raises Refused, naming what the form of that day asks for and the scene does not tell."""
    form = form_of(assignment.agency, at)
    lacking = missing(form.sections if form else {}, scene.get("answers", {}), scene.get("people", []))
    if lacking:
        raise Refused(_("Still missing: {what}.").format(what=", ".join(lacking)))


def form_of(agency: Agency, at) -> FormVersion | None:
    """The agency's form of the day that it was there at that moment."""
    return FormVersion.objects.filter(agency=agency).in_force(agency.day_of(at)).first()


def _check_sections(sections: dict) -> None:
    for name, rule in sections.items():
        unknown = set(rule.get("required", ())) - {str(field) for field in ASKED_IN.get(name, ())}
        if name not in ASKED_IN or unknown:
            raise Refused(_("The form asks no such thing: {what}.").format(what=", ".join([name, *sorted(unknown)])))
