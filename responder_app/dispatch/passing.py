"""Callers, as every desk sees them: what is offered to it, what came back, whose hands they are in."""

from django.utils import timezone

from .. import access, words
from ..reports import callers
from . import caller_forms, shared


def party_of(user) -> words.Party:
    """The desk that somebody speaks for; whoever only looks sees what the call takers see."""
    return words.PARTY_OF.get(user.role, words.Party.CALL_TAKER)


def may_answer_for(user, desk: words.Party) -> bool:
    return user.role == words.Role.ADMINISTRATOR or words.PARTY_OF.get(user.role) == desk


def region(user) -> dict:
    """The board's: what its own desk is offered, has offered and got back, with the answers to one's own questions."""
    return region_of(party_of(user))(user) | {"answers": _answers(user).get(user.pk, [])}


def own(user) -> int | None:
    """Answers are for who asked."""
    return user.pk if user.pk in _answers(user) else None


def _answers(user) -> dict[int, list]:
    return shared.read(user, "answers", lambda: callers.answers(access.consults_for(user)))


def region_of(party: words.Party):
    """The same for one desk, without the answers."""

    def region(user) -> dict:
        passing = shared.read(user, "passing", lambda: _passing(user, party), rights=(user.role, party))
        return {"passing": passing, "party": party, **answer_forms(user)}

    return region


def _passing(user, party: words.Party) -> callers.Passing:
    passing = callers.passing(access.transfers_for(user), party)
    places = {transfer.incident.place_key for transfer in passing.here}
    earlier = access.earlier_contacts_at_places(user, places)
    callers.add_records(passing.here, access.cautions_for(user), earlier, timezone.now())
    return passing


def on_call(user, incident) -> dict:
    """The call page's: everything about the caller, and what can be done for them."""
    about = {"incident": incident}
    transfers = access.transfers_for(user).filter(**about).select_related("offered_by", "ended_by")
    consults = access.consults_for(user).filter(**about).select_related("asked_by", "answered_by")
    telehealth = access.telehealth_for(user).filter(**about).select_related("clinician", "unit")
    resolved = access.phone_resolutions_for(user).filter(**about).select_related("by")
    desk = callers.desk_of(incident)
    has = callers.who_has([incident], desk).get(incident.pk) if desk else None
    return {
        "has": has,
        "may_take_over": desk is not None and has != user and may_answer_for(user, desk),
        "transfers": list(transfers.order_by("offered_at")),
        "consults": list(consults),
        "telehealth": list(telehealth),
        "resolved": resolved.last(),
        "party": party_of(user),
        "with_crew": access.assignments_for(user).unfinished().filter(**about).exists(),
        **forms_for(user),
    }


def forms_for(user) -> dict:
    """Blank ones, for every caller on the page alike: their fields have no ids."""
    made = {
        "offer_form": caller_forms.OfferForm,
        "receive_form": caller_forms.ReceiveForm,
        "phone_form": caller_forms.PhoneForm,
        "information_form": caller_forms.InformationForm,
        "consult_form": caller_forms.ConsultForm,
        "answer_form": caller_forms.AnswerForm,
    }
    blank = {name: form(user=user, auto_id=False) for name, form in made.items()}
    return blank | answer_forms(user) | {"clinical": access.reads_clinical(user)}


def answer_forms(user) -> dict:
    made = {"accept_form": caller_forms.AcceptForm, "decline_form": caller_forms.DeclineForm}
    return {name: form(user=user, auto_id=False) for name, form in made.items()}
