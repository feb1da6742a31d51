"""Callers are passed on with the record: offered, then accepted, declined, dropped or taken back."""

from datetime import timedelta

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Event, Transfer
from ..words import DESK_ROLES, INSIDE, OWNER_OF, PARTY_OF, AlertKind, Ending, Party, Role, TransferEnd, TransferReason
from . import alerts
from .endings import end
from .standing import must_be_open

DESK = (*DESK_ROLES, Role.MACHINE)


@action(*DESK)
def offer_transfer(*, incident, to_party, reason, from_party="", note="", by, id, occurred_at) -> Event:
    """Pass the caller on to another desk, or out of the house; they have the agency's limit to answer.

    `from_party`: where it is not the desk of who offers, as when a center's own system offers its caller.
    Raises Refused for a closed call, one that is offered already, and for oneself.
    """
    _must_not_be_passed_on(incident)
    from_party, to_party = Party(from_party or PARTY_OF[by.role]), Party(to_party)
    if from_party == to_party:
        raise Refused(_("The caller is with that desk already."))
    alerts.end_for_call(incident, occurred_at, AlertKind.TRANSFER)
    transfer = Transfer.objects.create(
        id=id,
        agency_id=by.agency_id,
        incident=incident,
        from_party=from_party,
        to_party=to_party,
        reason=TransferReason(reason),
        note=note.strip(),
        offered_by=by,
        offered_at=occurred_at,
        answer_by=occurred_at + timedelta(seconds=by.agency.transfer_limit),
    )
    return _line("transfer.offered", transfer, reason=str(reason))


@action(*DESK_ROLES)
def receive_transfer(
    *, incident, from_party, reason, end=TransferEnd.ACCEPTED, end_reason="", note="", by, id, occurred_at
) -> Event:
    """A caller came from outside, by telephone: filed as it ended, for the call was received first. A fact.

    `end`: accepted, declined (then with `end_reason`) or dropped. Raises Refused for a party inside the house, whose
    own desk offers, for a call that is offered already, and for a declined one without its reason.
    """
    if Party(from_party) in INSIDE:
        raise Refused(_("That desk offers its callers here itself."))
    if end not in ENDED:
        raise Refused(_("Say whether it was accepted, declined or dropped."))
    _must_not_be_passed_on(incident)
    transfer = Transfer(
        id=id,
        agency_id=by.agency_id,
        incident=incident,
        from_party=Party(from_party),
        to_party=PARTY_OF[by.role],
        reason=TransferReason(reason),
        note=note.strip(),
        offered_at=occurred_at,
        answer_by=occurred_at,
    )
    _end(transfer, TransferEnd(end), by=by, at=occurred_at, why=end_reason)
    if transfer.end == TransferEnd.ACCEPTED:
        _hand_to(transfer)
    return _line(ENDED[transfer.end], transfer, reason=str(reason), **_why(transfer))


@action(*DESK)
def accept_transfer(*, transfer, reason="", sent_instead="", by, id, occurred_at) -> Event:
    """They have the caller: a desk of the house answers itself, of others somebody here says what they answered.

    With `sent_instead` the call ends here as transferred; an eligible one needs its `reason` then, one of
    words.UnservedReason.
    Raises Refused where it is answered, for somebody else's desk, where the call has ended meanwhile, or cannot end.
    """
    _must_be_answered_by(transfer, by)
    if transfer.is_answered_here:
        must_be_open(transfer.incident)
    if sent_instead and transfer.to_party in INSIDE:
        raise Refused(_("The caller stays in the house, and so the call goes on."))
    _end(transfer, TransferEnd.ACCEPTED, by=by, at=occurred_at)
    if not sent_instead:
        _hand_to(transfer)
        return _line("transfer.accepted", transfer, incident_closed=False)
    told = {"reason": str(reason), "sent_instead": str(sent_instead)}
    transfer.incident.refresh_from_db()
    shifts = end(transfer.incident, Ending.TRANSFERRED, at=occurred_at, **told)
    return _line("transfer.accepted", transfer, incident_closed=True, shifts=shifts, **told)


@action(*DESK)
def decline_transfer(*, transfer, reason, by, id, occurred_at) -> Event:
    """They cannot take the caller, who is with whoever offered. Raises Refused where it is answered, or not theirs."""
    _must_be_answered_by(transfer, by)
    _end(transfer, TransferEnd.DECLINED, by=by, at=occurred_at, why=reason)
    return _line("transfer.declined", transfer, **_why(transfer))


@action(*DESK)
def drop_transfer(*, transfer, by, id, occurred_at) -> Event:
    """The caller was lost on the way, says whoever noticed, and is rung while the call is open. Raises Refused where it
    is answered."""
    _must_be_unanswered(transfer)
    _end(transfer, TransferEnd.DROPPED, by=by, at=occurred_at)
    transfer.incident.refresh_from_db(fields=["closed_at"])
    if transfer.incident.closed_at is None:
        alerts.raise_for(kind=AlertKind.TRANSFER, about=transfer, at=occurred_at)
    return _line("transfer.dropped", transfer)


@action(*DESK)
def take_transfer_back(*, transfer, by, id, occurred_at) -> Event:
    """Offered by mistake, or not needed any more: it counts as no transfer. Raises Refused for another desk's."""
    _must_be_unanswered(transfer)
    if by.role != Role.ADMINISTRATOR and PARTY_OF[by.role] != transfer.from_party:
        raise Refused(_("{party} offered this caller, and takes it back.").format(party=_name(transfer.from_party)))
    _end(transfer, TransferEnd.WITHDRAWN, by=by, at=occurred_at)
    return _line("transfer.withdrawn", transfer)


@action()
def alarm_transfer(*, transfer, by, id, occurred_at) -> Event:
    """Nobody answered in time: whoever offered still has the caller, and must act."""
    transfer.refresh_from_db()
    transfer.incident.refresh_from_db(fields=["closed_at"])
    if transfer.ended_at or transfer.alarmed_at or transfer.incident.closed_at:
        raise Refused(_("It was answered after all."))
    transfer.alarmed_at = occurred_at
    transfer.save(update_fields=["alarmed_at"])
    alerts.raise_for(kind=AlertKind.TRANSFER, about=transfer, at=occurred_at)
    return _line("transfer.unanswered", transfer)


ENDED = {
    TransferEnd.ACCEPTED: "transfer.accepted",
    TransferEnd.DECLINED: "transfer.declined",
    TransferEnd.DROPPED: "transfer.dropped",
}


def _end(transfer: Transfer, end: TransferEnd, *, by, at, why="") -> None:
    if end == TransferEnd.DECLINED and not why:
        raise Refused(_("Say why the caller was not taken."))
    transfer.end, transfer.ended_by, transfer.ended_at = end, by, at
    transfer.end_reason = TransferReason(why) if end == TransferEnd.DECLINED else ""
    transfer.save()
    alerts.end_for(about=transfer, at=at)


def _hand_to(transfer: Transfer) -> None:
    """A desk of the house that has the caller sends the team from now on; outside nobody does."""
    if transfer.to_party in OWNER_OF:
        transfer.incident.dispatch_owner = OWNER_OF[transfer.to_party]
        transfer.incident.save(update_fields=["dispatch_owner"])


def _must_not_be_passed_on(incident) -> None:
    must_be_open(incident)
    if other := Transfer.objects.open().filter(incident=incident).first():
        told = {"call": incident, "party": _name(other.to_party)}
        raise Refused(_("The caller of call {call} is offered to {party} already.").format(**told))


def _must_be_unanswered(transfer: Transfer) -> None:
    transfer.refresh_from_db()
    if transfer.ended_at is None:
        return
    ended = TransferEnd(transfer.end).label
    raise Refused(_("That transfer is over: {end}.").format(end=ended[:1].lower() + ended[1:]))


def _must_be_answered_by(transfer: Transfer, by) -> None:
    _must_be_unanswered(transfer)
    if transfer.to_party not in INSIDE or by.role == Role.ADMINISTRATOR:
        return
    if PARTY_OF[by.role] != transfer.to_party:
        raise Refused(_("{party} answers this itself.").format(party=_name(transfer.to_party)))


def _name(party: str) -> str:
    return Party(party).label


def _why(transfer: Transfer) -> dict:
    return {"end_reason": str(transfer.end_reason)} if transfer.end_reason else {}


def _line(kind: str, transfer: Transfer, *, shifts=(), **details) -> Event:
    parties = {"from_party": str(transfer.from_party), "to_party": str(transfer.to_party)}
    return record(kind, incident=transfer.incident, shifts=shifts, transfer=str(transfer.pk), **parties, **details)
