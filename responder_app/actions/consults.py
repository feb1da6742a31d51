"""A call taker asks the clinician in the room about a screening, and is answered; the caller stays where they are."""

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Consult, Event, Incident
from ..words import DESK_ROLES, ConsultAnswer, Role, ScreeningResult
from .screening import follow_advice
from .standing import must_be_open


@action(*DESK_ROLES)
def ask_consult(*, incident, question, by, id, occurred_at) -> Event:
    """Raises Refused without a question, for a closed call, and while another question about it is open."""
    if not question.strip():
        raise Refused(_("Say what you want to know."))
    must_be_open(incident)
    if other := Consult.objects.open().filter(incident=incident).select_related("asked_by").first():
        raise Refused(_("{person} has asked already, and waits for the answer.").format(person=other.asked_by))
    consult = Consult.objects.create(
        id=id, agency_id=by.agency_id, incident=incident, question=question.strip(), asked_by=by, asked_at=occurred_at
    )
    return _line("consult.asked", consult)


@action(Role.CLINICIAN)
def answer_consult(*, consult, answer, advised="", note="", by, id, occurred_at) -> Event:
    """`advised`: the result that is to stand (words.ScreeningResult), where it is another; then with a `note` why, and
    on an open call it stands from now on.

    Raises Refused for somebody of no clinical profession, where it is answered, and where answer and result do not
    fit together.
    """
    if not by.is_clinical:
        raise Refused(_("Only clinical professions answer this."))
    consult.refresh_from_db()
    if consult.answered_at:
        raise Refused(_("{person} has answered already.").format(person=consult.answered_by))
    answer = ConsultAnswer(answer)
    otherwise = answer == ConsultAnswer.OTHERWISE
    if otherwise and not (advised and note.strip()):
        raise Refused(_("Say what the result should be, and why."))
    consult.answer, consult.note = answer, note.strip()
    consult.advised = ScreeningResult(advised) if otherwise else ""
    consult.answered_by, consult.answered_at = by, occurred_at
    consult.save()
    incident = Incident.objects.get(pk=consult.incident_id)
    if otherwise and incident.closed_at is None:
        follow_advice(incident, consult.advised, consult.note, by=by, id=id, at=occurred_at)
    return _line("consult.answered", consult, answer=str(answer), advised=str(consult.advised))


def _line(kind: str, consult: Consult, **details) -> Event:
    return record(kind, incident=consult.incident, consult=str(consult.pk), **details)
