"""A call that was kept on paper while nothing else worked: typed in as a whole, with the times that the paper says."""

from uuid import uuid5

from django.db.models import Q
from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Assignment, Encounter, Event, Incident, Note, Shift, StatusReport
from ..words import DESK_ROLES, LADDER, TO_A_TEAM, Ending, Role, UnitStatus
from .encounters import check_outcome
from .intake import open_incident
from .screening import keep_screening, screening_of

ON_PAPER = (UnitStatus.ASSIGNED, *LADDER)  # the times that a unit's log sheet has a line for


@action(*DESK_ROLES)
def enter_from_paper(
    *, call_type, received_at, unit=None, crew=(), times=None, outcome=None, ending=None, note="", by, id, occurred_at,
    priority=None, external_id=None, screening=None, **told
) -> Event:  # fmt: skip
    """File a whole call that is over; `id` becomes the incident's. No unit on the board is moved by it.

    `times`: when, by words.UnitStatus of ON_PAPER, only what the paper says. With a unit `outcome` has what
    actions.encounters.close takes of it, and `crew` are the people aboard; without one `ending` has `reason` and
    `sent_instead`. `told`: what receive_call takes beside. Of a late assignment `made_at` and `cleared_at` are only
    the first and the last time on the paper; what its crew did stands in its reports.
    Raises Refused for times that cannot be, an outcome that does not fit, and what receive_call refuses.
    """
    times = {UnitStatus(status): at for status, at in (times or {}).items() if at}
    _must_be_possible(received_at, times, occurred_at)
    _must_be_new(by, external_id)
    _must_have_ended(unit, crew, outcome, ending)
    told |= {"call_type": call_type, "priority": priority or call_type.priority, "external_id": external_id or None}
    told |= {"received_at": received_at, "closed_at": max([received_at, *times.values()]), "late_entry_at": occurred_at}
    incident = _file_call(told, screening or {}, unit, ending, by, id)
    assignment = _file_unit(incident, unit, crew, times, outcome, by) if unit else None
    if note.strip():
        hand = {"agency_id": by.agency_id, "author": by, "occurred_at": occurred_at}
        Note.objects.create(id=id, incident=incident, body=note, **hand)
    details = {name: outcome[name] for name in ("contact_outcome", "disposition", "people_served")} if unit else ending
    line = {"incident": incident, "assignment": assignment, "unit": unit, "call_type": call_type.code}
    return record("incident.entered_late", **line, **details)


def _file_call(told: dict, answers: dict, unit, ending, by, id) -> Incident:
    """Screened by the rules of the day on which it came in."""
    asked = Incident(call_type=told["call_type"], intake_channel=told.get("intake_channel", ""))
    found = screening_of(by, asked, answers, told["received_at"])
    eligible = found.result in TO_A_TEAM
    told |= {"eligible": eligible, "result": found.result, "screening": found.answers}
    incident = open_incident(by=by, id=id, **_ended(unit, eligible, ending), **told)
    keep_screening(found, incident, by, id, told["received_at"])
    return incident


def wrong_times(received_at, times: dict, now) -> dict[str, str]:
    """What cannot be, by its name: `received_at` or the status, with a sentence. Times are typed to the minute."""
    wrong = {}
    if received_at > now:
        wrong["received_at"] = _("That time is still to come.")
    before, since = _("the call came in"), received_at
    for status in ON_PAPER:
        at = times.get(status)
        if at is None:
            continue
        if at > now:
            wrong[status.value] = _("That time is still to come.")
        elif at < since:
            wrong[status.value] = _("That is before: {what}.").format(what=before)
        else:
            before, since = status.label, at
    return wrong


def _must_be_possible(received_at, times: dict, now) -> None:
    if strange := sorted(set(times) - set(ON_PAPER)):
        raise Refused(_("{status} is not something a crew reports on a call.").format(status=strange[0]))
    for name, sentence in wrong_times(received_at, times, now).items():
        what = _("Came in") if name == "received_at" else UnitStatus(name).label
        raise Refused(_("{what}: {problem}").format(what=what, problem=sentence))


def _must_be_new(by, external_id) -> None:
    if external_id and Incident.objects.filter(agency_id=by.agency_id, external_id=external_id).exists():
        number = {"number": external_id}
        raise Refused(_("The dispatch center's number {number} is already on file for another call.").format(**number))


def _must_have_ended(unit, crew, outcome, ending) -> None:
    if unit is None:
        if crew:
            raise Refused(_("Say which unit they were on."))
        if not ending or not ending.get("sent_instead"):
            raise Refused(_("Say what went instead; “Nobody” is an answer too."))
        return
    if not outcome or not outcome.get("contact_outcome"):
        raise Refused(_("Say how it ended. A call that is not over is typed in as a new one."))
    check_outcome(outcome["contact_outcome"], outcome["disposition"], outcome["disposition_note"])
    if strangers := [str(person) for person in crew if person.role != Role.RESPONDER]:
        raise Refused(_("{person} is no responder.").format(person=strangers[0]))


def _ended(unit, eligible: bool, ending) -> dict:
    if unit:
        return {"ending": Ending.TEAM}
    if eligible and not ending["reason"]:
        raise Refused(_("This call was eligible: say why no team went."))
    return {
        "ending": Ending.NO_TEAM,
        "unserved_reason": ending["reason"],
        "sent_instead": ending["sent_instead"],
    }


def _file_unit(incident, unit, crew, times: dict, outcome: dict, by) -> Assignment:
    first = min(times.values(), default=incident.received_at)
    last, mine = incident.closed_at, {"agency_id": by.agency_id}
    assignment = Assignment.objects.create(
        id=uuid5(incident.pk, "unit"),
        incident=incident,
        unit=unit,
        status=UnitStatus.AVAILABLE,
        status_at=last,
        made_at=first,
        accept_by=first,
        cleared_at=last,
        closed_at=last,
        late_entry_at=incident.late_entry_at,
        **mine,
    )
    assignment.crew.add(*[_aboard(person, unit, first, last) for person in crew])
    StatusReport.objects.bulk_create(
        StatusReport(
            id=uuid5(assignment.pk, status), assignment=assignment, status=status, by=by, occurred_at=at, **mine
        )
        for status, at in times.items()
    )
    Encounter.objects.create(
        id=uuid5(assignment.pk, "outcome"), assignment=assignment, by=by, occurred_at=last, **outcome, **mine
    )
    return assignment


def _aboard(person, unit, first, last) -> Shift:
    """The shift that they were on then; one of that call's times where none was signed on to."""
    then = Shift.objects.filter(Q(ended_at=None) | Q(ended_at__gte=first), person=person, unit=unit)
    found = then.filter(started_at__lte=first).order_by("-started_at").first()
    span = {"started_at": first, "ended_at": last}
    return found or Shift.objects.create(agency_id=unit.agency_id, unit=unit, person=person, **span)
