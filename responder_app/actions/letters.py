"""Letters the server refused: known to the desk, settled by their authors."""

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Event, SetAsideLetter
from ..words import DESK_ROLES, AlertKind, LetterEnd, Role
from . import alerts


@action(Role.RESPONDER)
def set_letter_aside(*, unit, label, problem, written_at=None, by, id, occurred_at) -> Event:
    """Tell the desk that a letter was refused: what it was and why, not what it says."""
    letter = SetAsideLetter.objects.create(
        id=id,
        agency_id=by.agency_id,
        author=by,
        unit=unit,
        label=label,
        problem=problem,
        written_at=written_at,
        occurred_at=occurred_at,
    )
    alerts.raise_for(kind=AlertKind.LETTER, about=letter, at=occurred_at)
    return record("letter.set_aside", unit=unit)


@action(Role.RESPONDER)
def settle_letter(*, letter, end, body=None, by, id, occurred_at) -> Event:
    """The author corrected it, withdrew it, or hands it to the desk, and then with its text.

    Raises Refused for somebody else's letter, one that is settled, or one handed over without its text.
    """
    letter.refresh_from_db()
    if letter.author_id != by.pk:
        raise Refused(_("That is somebody else's letter."))
    if letter.settled_at:
        raise Refused(_("That letter is settled."))
    if end == LetterEnd.HANDED_OVER and not body:
        raise Refused(_("A letter is handed over with its text."))
    letter.end, letter.settled_at = LetterEnd(end), occurred_at
    letter.body = body if end == LetterEnd.HANDED_OVER else None
    letter.save()
    if end != LetterEnd.HANDED_OVER:
        alerts.end_for(about=letter, at=occurred_at)
    return record("letter.settled", unit=letter.unit, end=str(end))


@action(*DESK_ROLES)
def deal_with_letter(*, letter, by, id, occurred_at) -> Event:
    """The desk has done what a letter handed to it asks; it leaves the board.

    Raises Refused when the letter was not handed over, or somebody was first.
    """
    letter.refresh_from_db()
    if letter.end != LetterEnd.HANDED_OVER:
        raise Refused(_("That letter is with its author, not with the desk."))
    if letter.dealt_with_at:
        raise Refused(_("Somebody has dealt with that letter."))
    letter.dealt_with_at = occurred_at
    letter.save(update_fields=["dealt_with_at"])
    alerts.end_for(about=letter, at=occurred_at)
    return record("letter.dealt_with", unit=letter.unit)
