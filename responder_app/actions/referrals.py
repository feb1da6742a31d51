"""Somebody is pointed, handed or taken to a service."""

from ..log import action, record
from ..models import Event, Referral
from ..words import DESK_ROLES, ReferralMode, ReferralStatus, Role


@action(Role.RESPONDER, *DESK_ROLES, Role.MACHINE)
def refer(*, incident, service, mode, unit=None, accepted=True, consent=False, note="", by, id, occurred_at) -> Event:
    """Record a referral made or offered; `accepted=False`: offered and declined. A fact, always filed."""
    referral = Referral.objects.create(
        id=id,
        agency_id=by.agency_id,
        incident=incident,
        unit=unit,
        service=service,
        mode=ReferralMode(mode),
        status=ReferralStatus.SENT if accepted else ReferralStatus.OFFERED_DECLINED,
        consent=consent and accepted,
        note=note,
        by=by,
        occurred_at=occurred_at,
    )
    return record(
        "referral.sent",
        incident=incident,
        unit=unit,
        referral=str(referral.id),
        service=service.pk,
        mode=str(mode),
        status=str(referral.status),
    )
