"""What was filed by mistake is taken back: the row stays, marked, and is counted nowhere any more."""

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Event, Withdrawal
from ..words import Role, WithdrawalReason
from .assignments import line_of


@action(Role.RESPONDER)
def withdraw_referral(*, referral, reason, by, id, occurred_at) -> Event:
    """The referral was a mistake. `reason`: a code of words.WithdrawalReason, or what somebody wrote.

    A fact, so taken on a closed call too. Raises Refused without a reason, and for what was taken back before.
    """
    _file(Withdrawal(referral=referral), reason, by=by, id=id, at=occurred_at)
    about = {"incident": referral.incident, "unit": referral.unit}
    return record("referral.withdrawn", **about, referral=str(referral.pk), reason=_code(reason))


@action(Role.RESPONDER)
def withdraw_gap(*, gap, reason, by, id, occurred_at) -> Event:
    """Nothing was lacking after all, or it stands on the wrong call; else as withdraw_referral."""
    _file(Withdrawal(gap=gap), reason, by=by, id=id, at=occurred_at)
    return record("gap.withdrawn", incident=gap.incident, gap=str(gap.pk), reason=_code(reason))


@action(Role.RESPONDER)
def withdraw_transport(*, transport, reason, by, id, occurred_at) -> Event:
    """Nobody was taken, or not so; else as withdraw_referral. The times that the crew reported stay as they are."""
    _file(Withdrawal(transport=transport), reason, by=by, id=id, at=occurred_at)
    return line_of("transport.withdrawn", transport.assignment, transport=str(transport.pk), reason=_code(reason))


def _file(withdrawal: Withdrawal, reason: str, *, by, id, at) -> None:
    if not reason.strip():
        raise Refused(_("Say why it is taken back."))
    same = {name: getattr(withdrawal, f"{name}_id") for name in ("referral", "gap", "transport")}
    if before := Withdrawal.objects.filter(**same).select_related("by").first():
        raise Refused(_("{person} has taken that back already.").format(person=before.by))
    withdrawal.id, withdrawal.agency_id, withdrawal.by = id, by.agency_id, by
    withdrawal.reason, withdrawal.occurred_at = str(reason), at
    withdrawal.save(force_insert=True)


def _code(reason: str) -> str:
    """What the log may hold: a code, never what somebody wrote."""
    return str(reason) if reason in set(WithdrawalReason) else str(WithdrawalReason.OTHER)
