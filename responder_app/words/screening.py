"""What a call's screening comes to, what an answer does to it, and who may say otherwise (domain.md 1.3, 8.4)."""

from dataclasses import dataclass

from .incidents import Answer, IntakeChannel
from .word import Word


class ScreeningResult(Word):
    TEAM = "team_instead_of_police", "Team instead of police"
    TANDEM = "team_with_police_or_ems", "Team with police or EMS"
    HAND_OFF = "hand_off_from_police", "Hand-off from police"
    PHONE = "phone_only", "Phone only"
    NOT_OURS = "not_for_us", "Not for us"


# Calls of these are eligible: a team may go.
TO_A_TEAM = (ScreeningResult.TEAM, ScreeningResult.TANDEM, ScreeningResult.HAND_OFF)


class RuleEffect(Word):
    """What one answer to a question does; of several the gravest counts, and all are kept."""

    NOTHING = "nothing", "Nothing"
    PHONE = "phone_only", "Phone only"
    EMS_TOO = "with_ems", "Team with EMS"
    POLICE_TOO = "with_police", "Team with police"
    NOT_OURS = "not_for_us", "Not for us"


class OverrideReason(Word):
    CONSULT = "clinician_consulted", "Clinician consulted"
    NEW = "new_information", "New information"
    INSISTS = "caller_insists_on_officer", "Caller insists on an officer"
    KNOWN = "known_to_program", "Person or place known to the program"
    SUPERVISOR = "supervisor", "Supervisor's decision"
    CENTER = "said_by_center", "Said by the dispatch center"
    OTHER = "other", "Other reason"


GRAVITY = (RuleEffect.NOTHING, RuleEffect.PHONE, RuleEffect.EMS_TOO, RuleEffect.POLICE_TOO, RuleEffect.NOT_OURS)
LEADS_TO = {
    RuleEffect.PHONE: ScreeningResult.PHONE,
    RuleEffect.EMS_TOO: ScreeningResult.TANDEM,
    RuleEffect.POLICE_TOO: ScreeningResult.TANDEM,
    RuleEffect.NOT_OURS: ScreeningResult.NOT_OURS,
}
# What a reason names that is no question: the type of the call rules a team out by itself.
BY_TYPE = "call_type"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reasons`, the gravest first: `{"code", "answer", "effect"}` of each question that decided, `{"code": BY_TYPE}`
    where the type of the call did."""

    result: ScreeningResult
    reasons: list[dict[str, str]]


def decide(questions, answers: dict[str, str], *, type_is_eligible: bool, intake_channel: str) -> Verdict:
    """What the answers come to by the questions' rules: of several the gravest counts, and all are kept.

    `questions` have `code`, `on_yes`, `on_no` and `on_unknown` (RuleEffect); what `answers` (Answer by code) does not
    name is unknown, which is never a no. Raises ValueError for an answer that is none of the three.
    """
    for answer in answers.values():
        Answer(answer)
    met = []
    for question in questions:
        answer = str(answers.get(question.code, Answer.UNKNOWN))
        effect = getattr(question, f"on_{answer}")
        if effect != RuleEffect.NOTHING:
            met.append({"code": question.code, "answer": answer, "effect": str(effect)})
    met.sort(key=lambda reason: (-GRAVITY.index(reason["effect"]), reason["code"]))
    reasons = met if type_is_eligible else [{"code": BY_TYPE}, *met]
    return Verdict(result_of(reasons, intake_channel), reasons)


def result_of(reasons: list[dict[str, str]], intake_channel: str) -> ScreeningResult:
    """What a verdict's reasons, the gravest first, come to."""
    if not reasons:
        return a_team_through(intake_channel)
    return LEADS_TO[reasons[0].get("effect", RuleEffect.NOT_OURS)]


def a_team_through(intake_channel: str) -> ScreeningResult:
    """What a team is called where nothing rules it out: officers who ask for one hand the person over."""
    return ScreeningResult.HAND_OFF if intake_channel == IntakeChannel.FIELD_UNIT else ScreeningResult.TEAM
