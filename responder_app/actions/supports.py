"""Police, EMS or fire, sent by the desk beside a team or instead of one. What a crew asks for is actions.safety's."""

from datetime import timedelta

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Event, StatusReport, Support
from ..words import DESK_ROLES, Ending, Role, SupportKind, SupportStage, UnitStatus
from .assignments import shifts_kept_waiting, take_back
from .endings import end
from .remarks import remark
from .standing import must_be_open

DESK = (*DESK_ROLES, Role.MACHINE)
OVER = {SupportStage.DONE, SupportStage.CANCELLED}
LONGEST = 24 * 60


@action(*DESK)
def send_support(*, incident, kind, instead=False, reason="", eta_minutes=None, by, id, occurred_at) -> Event:
    """Somebody else goes too; `id` becomes the support's, `kind` of words.SupportKind. `instead`: no team will.

    Raises Refused for a closed call, for what goes there already, and instead of a team that is on its way.
    """
    must_be_open(incident)
    kind = SupportKind(kind)
    if incident.supports.going().filter(kind=kind).exists():
        raise Refused(_("{who} is on the way to call {call} already.").format(who=kind.label, call=incident))
    out = incident.assignments.open().select_related("unit").first()
    if instead and out:
        told = {"unit": out.unit, "call": incident}
        raise Refused(_("{unit} is on call {call}: hand the call over, or send it beside.").format(**told))
    support = _open(incident, kind, instead=instead, reason=reason, by=by, id=id, at=occurred_at)
    _expect(support, eta_minutes, occurred_at)
    return _line("support.asked", support)


@action(*DESK)
def change_support(*, support, stage="", eta_minutes=None, by, id, occurred_at) -> Event:
    """Where it is now: `stage` of words.SupportStage, or only a new time. Raises Refused once it is over."""
    support.refresh_from_db()
    if support.ended_at:
        raise Refused(_("{who}: that is over.").format(who=support.get_kind_display()))
    if not stage and eta_minutes is None:
        raise Refused(_("Say where they are, or in how many minutes they come."))
    if stage:
        support.stage, support.stage_at = SupportStage(stage), occurred_at
        support.ended_at = occurred_at if support.stage in OVER else None
    _expect(support, eta_minutes, occurred_at)
    return _line("support.changed", support)


@action(*DESK)
def hand_over(*, incident, kind, reason, unserved_reason="", close=False, by, id, occurred_at) -> Event:
    """Somebody else instead of the team, in one go: they are sent, every unit is taken back, and with `close` the call
    ends, which an eligible one does with its reason. `reason`: in own words, for the crew and the record.

    Raises Refused for a closed call, without words, and as actions.endings.end.
    """
    must_be_open(incident)
    kind = SupportKind(kind)
    if not reason.strip():
        raise Refused(_("Say why somebody else takes the call."))
    kept_waiting = shifts_kept_waiting(incident)
    out = list(incident.assignments.open().select_related("unit"))
    for assignment in out:
        take_back(assignment, occurred_at)
    _instead_of_the_team(incident, kind, reason, by=by, id=id, at=occurred_at)
    remark(incident, reason, by=by, id=id, at=occurred_at)
    told = {"kind": str(kind), "units": [one.unit_id for one in out], "assignments": [str(one.pk) for one in out]}
    if close:
        ending = Ending.TRANSFERRED if _met(incident) else Ending.NO_TEAM
        end(incident, ending, at=occurred_at, reason=unserved_reason, sent_instead=str(kind))
        told |= {"ending": str(ending), "reason": str(unserved_reason), "sent_instead": str(kind)}
    return record("incident.handed_over", incident=incident, shifts=kept_waiting, closed=close, **told)


def _met(incident) -> bool:
    """A crew was there: what follows is a transfer, not a call without a team."""
    there = {UnitStatus.ON_SCENE, UnitStatus.WITH_PERSON}
    return StatusReport.objects.filter(assignment__incident=incident, status__in=there).exists()


def _instead_of_the_team(incident, kind, reason, *, by, id, at) -> None:
    """Who went beside the team goes on alone."""
    going = incident.supports.going().filter(kind=kind).first()
    if going is None:
        _open(incident, kind, instead=True, reason=reason, by=by, id=id, at=at)
        return
    going.instead = True
    going.save(update_fields=["instead"])


def _open(incident, kind, *, instead, reason, by, id, at) -> Support:
    told = {"instead": instead, "reason": reason.strip(), "asked_at": at, "stage_at": at, "by": by}
    return Support.objects.create(id=id, agency_id=by.agency_id, incident=incident, kind=kind, **told)


def _expect(support: Support, minutes, at) -> None:
    if minutes is not None:
        if not 0 <= minutes <= LONGEST:
            raise Refused(_("Say in how many minutes, at most a day."))
        support.eta_at = at + timedelta(minutes=minutes)
    support.save()


def _line(kind: str, support: Support) -> Event:
    eta = support.eta_at.isoformat() if support.eta_at else None
    told = {"support": str(support.pk), "kind": support.kind, "stage": str(support.stage), "eta": eta}
    return record(kind, incident=support.incident, instead=support.instead, **told)
