"""What a crew warns others of at a place. It ends by itself, and keeping it asks for a reviewer (domain.md 3.7)."""

from datetime import timedelta

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Caution, Event
from ..words import DESK_ROLES, CautionKind, CautionReview, CautionSource, Role

LONGEST = 365  # days


@action(Role.RESPONDER, *DESK_ROLES)
def file_caution(*, incident, kind, source, body, days, by, id, occurred_at) -> Event:
    """Warn of the call's place for so many days; `id` becomes the caution's. Raises Refused where the call has no
    address, nothing is said, or the days are not 1 to 365."""
    if not incident.place_key:
        raise Refused(_("This call has no address to warn of. Write a note instead."))
    if not body.strip():
        raise Refused(_("Say what to be careful of."))
    Caution.objects.create(
        id=id,
        agency_id=by.agency_id,
        incident=incident,
        place_key=incident.place_key,
        kind=CautionKind(kind),
        source=CautionSource(source),
        body=body.strip(),
        filed_by=by,
        filed_at=occurred_at,
        expires_at=_after(days, occurred_at),
    )
    return record("caution.filed", incident=incident, kind=str(kind), source=str(source))


@action(Role.MANAGER, Role.ADMINISTRATOR)
def review_caution(*, caution, review, days=None, by, id, occurred_at) -> Event:
    """Keep it for so many days more, counted from now, or remove it; `review` of words.CautionReview. Raises Refused
    where it is removed already, or the days are not 1 to 365."""
    caution.refresh_from_db()
    if caution.review == CautionReview.REMOVED:
        raise Refused(_("This caution is removed already."))
    if review == CautionReview.KEPT:
        caution.expires_at = _after(days, occurred_at)
    caution.review, caution.reviewed_by, caution.reviewed_at = CautionReview(review), by, occurred_at
    caution.save()
    return record("caution.reviewed", incident=caution.incident, review=str(review))


def _after(days: int | None, at):
    if days is None or not 1 <= days <= LONGEST:
        raise Refused(_("Choose from 1 to {most} days.").format(most=LONGEST))
    return at + timedelta(days=days)
