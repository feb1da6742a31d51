"""A call is screened: what the answers come to by the rules of the day, and who says otherwise."""

from datetime import timedelta

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Agency, Event, Question, Screening
from ..reports.screening import rules_of
from ..words import DESK_ROLES, TO_A_TEAM, Answer, OverrideReason, Role, ScreeningResult, a_team_through

A_MOMENT = timedelta(microseconds=1)


@action(*DESK_ROLES, Role.MACHINE)
def screen(*, incident, answers: dict, by, id, occurred_at) -> Event:
    """Screen an open call again; `answers` (words.Answer by the question's code) take the place of those before, and
    what they come to stands. An override goes on where the rules have the same reasons as before.

    Raises Refused for a closed call and for what the rules of that day do not ask.
    """
    incident.refresh_from_db()
    _must_be_open(incident)
    last = incident.screenings.first()
    found = screening_of(by, incident, answers, occurred_at)
    if last and last.result != last.by_rules and last.reasons == found.reasons:
        found.result, found.override_reason = last.result, last.override_reason
        found.override_note = last.override_note
    return _stand("incident.screened", incident, found, last, {"by": by, "id": id, "occurred_at": occurred_at})


@action(*DESK_ROLES)
def override_screening(*, incident, result, reason, note="", by, id, occurred_at) -> Event:
    """Let `result` (words.ScreeningResult) stand, whatever the rules say. A crew that is on the call stays on it.

    Raises Refused for a closed call, without a reason of words.OverrideReason ("other" is explained by `note`), and
    where the call stands so already.
    """
    incident.refresh_from_db()
    _must_be_open(incident)
    last = incident.screenings.first()
    found = last or screening_of(by, incident, incident.screening, occurred_at)
    if found.result == result:
        said = _("Call {call} stands so already: {result}.")
        raise Refused(said.format(call=incident, result=ScreeningResult(result).label))
    override = _beside(found)
    overrule(override, result, reason, note)
    return _stand("incident.overridden", incident, override, last, {"by": by, "id": id, "occurred_at": occurred_at})


def follow_advice(incident, result, note: str, *, by, id, at) -> None:
    """Part of a clinician's answer: what they say stands from now on, if it does not already."""
    last = incident.screenings.first()
    found = last or screening_of(by, incident, incident.screening, at)
    if found.result != result:
        override = _beside(found)
        overrule(override, result, OverrideReason.CONSULT, note)
        _take_effect(incident, override, last, {"by": by, "id": id, "occurred_at": at})


def _beside(found: Screening) -> Screening:
    """A new row with the answers and reasons of one that stood."""
    return Screening(ruleset_id=found.ruleset_id, answers=found.answers, reasons=found.reasons, by_rules=found.by_rules)


def screening_of(by, incident, answers: dict, at) -> Screening:
    """What the rules of that day say, not kept yet. `incident` may be one that is about to be. Raises Refused."""
    agency = by if isinstance(by, Agency) else by.agency
    rules = rules_of(Question.objects.filter(agency=agency).in_force(agency.day_of(at)))
    if strange := sorted(set(answers) - rules.codes):
        raise Refused(_("The rules of that day ask no such thing: {what}.").format(what=", ".join(strange)))
    try:
        verdict = rules.verdict(answers, incident.call_type, incident.intake_channel)
    except ValueError as error:
        raise Refused(_("Every answer is yes, no or unknown.")) from error
    return Screening(
        ruleset=rules.ruleset,
        answers={code: Answer(answer).value for code, answer in answers.items()},
        reasons=verdict.reasons,
        by_rules=verdict.result,
        result=verdict.result,
    )


def overrule(screening: Screening, result, reason, note="") -> None:
    """Raises Refused without a reason, and for an "other" one that nobody explains."""
    if reason not in set(OverrideReason):
        raise Refused(_("Say why the rules are overridden."))
    if reason == OverrideReason.OTHER and not note.strip():
        raise Refused(_("Say in a few words what the other reason is."))
    screening.result = ScreeningResult(result)
    screening.override_reason, screening.override_note = OverrideReason(reason), note.strip()


def overrule_by_center(screening: Screening, eligible: bool, intake_channel: str) -> None:
    """A dispatch center that says only whether a team may go: where the rules say otherwise, it overrides them."""
    if eligible != (screening.result in TO_A_TEAM):
        result = a_team_through(intake_channel) if eligible else ScreeningResult.NOT_OURS
        overrule(screening, result, OverrideReason.CENTER)


def keep_screening(screening: Screening, incident, by, id, at) -> None:
    """The row beside the call that it says the standing of."""
    screening.id, screening.incident, screening.agency_id, screening.occurred_at = id, incident, by.agency_id, at
    screening.by_id = None if isinstance(by, Agency) else by.pk
    screening.save(force_insert=True)


def _stand(kind: str, incident, screening: Screening, last: Screening | None, hand: dict) -> Event:
    _take_effect(incident, screening, last, hand)
    told = {"result": str(screening.result), "by_rules": str(screening.by_rules), "eligible": incident.eligible}
    return record(kind, incident=incident, reason=str(screening.override_reason), **told)


def _take_effect(incident, screening: Screening, last: Screening | None, hand: dict) -> None:
    """The call follows its last screening. A center's clock may run ahead of ours: this one is the later one still."""
    at = max(hand["occurred_at"], last.occurred_at + A_MOMENT) if last else hand["occurred_at"]
    keep_screening(screening, incident, hand["by"], hand["id"], at)
    incident.result, incident.eligible = screening.result, screening.result in TO_A_TEAM
    incident.screening = screening.answers
    incident.save(update_fields=["result", "eligible", "screening"])


def _must_be_open(incident) -> None:
    if incident.closed_at:
        raise Refused(_("Call {call} is closed; what it was screened for stays.").format(call=incident))
