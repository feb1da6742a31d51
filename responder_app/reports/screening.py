"""What was asked of a call, what is not known, and what it comes to; in words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from ..models import Question, Ruleset, Screening
from ..words import BY_TYPE, Answer, Rule, RuleEffect, Verdict, decide, first_questions

# What warns first: a yes, then what nobody knows.
ORDER = (Answer.YES, Answer.UNKNOWN, Answer.NO)


@dataclass(frozen=True, slots=True)
class Rules:
    """What is asked, in its order; without a `ruleset` of the agency the standard questions, which decide nothing."""

    ruleset: Ruleset | None
    questions: list[Question]

    @property
    def codes(self) -> set[str]:
        return {question.code for question in self.questions}

    def verdict(self, answers: dict, call_type, intake_channel: str) -> Verdict:
        """Raises ValueError for an answer that is none; `call_type` None: not chosen yet, so it rules nothing out."""
        eligible = call_type is None or call_type.eligible
        return decide(self.questions, answers, type_is_eligible=eligible, intake_channel=intake_channel)


@dataclass(frozen=True, slots=True)
class Screened:
    """What stands of a call's screening. `last` is None where nobody has screened it; `history`: newest first."""

    yes: list[str]
    unknown: list[str]
    no: list[str]
    result: str
    reasons: list[str]
    by_rules: str = ""
    rules: Ruleset | None = None
    last: Screening | None = None
    override: Screening | None = None
    history: list = field(default_factory=list)


def rules_of(questions) -> Rules:
    """`questions`: those in force, from access or the tables."""
    found = list(questions)
    return Rules(found[0].ruleset, found) if found else Rules(None, standard())


def standard() -> list[Question]:
    """Asked where an agency has no rules of its own; then the type of the call alone decides."""
    return [_asked(rule) for rule in first_questions()]


def _asked(rule: Rule) -> Question:
    told = {name: getattr(rule, name) for name in ("code", "text_en", "text_es", "definition", "example")}
    return Question(**told)


def screened(incident) -> Screened:
    """In two queries, however often it was screened."""
    history = list(incident.screenings.select_related("ruleset", "by"))
    last = history[0] if history else None
    rules = last and last.ruleset
    questions = list(rules.questions.all()) if rules else standard()
    found = {answer.value: [] for answer in ORDER}
    for question in questions:
        found[answer_to(incident, question.code)].append(question.text)
    return Screened(
        **found,
        result=incident.get_result_display() if incident.result else "",
        reasons=in_words(last.reasons, questions) if last else [],
        by_rules=last.get_by_rules_display() if last else "",
        rules=rules,
        last=last,
        override=_overriding(history),
        history=history,
    )


def answer_to(incident, code: str) -> str:
    """What was not asked, or not answered, is unknown."""
    return incident.screening.get(code, Answer.UNKNOWN.value)


def in_words(reasons: Iterable[dict], questions: Iterable[Question]) -> list[str]:
    """Why, a sentence each: what was answered and what that does."""
    texts = {question.code: question.text for question in questions}
    return [_in_words(reason, texts) for reason in reasons]


def _in_words(reason: dict, texts: dict[str, str]) -> str:
    if reason["code"] == BY_TYPE:
        return _("Calls of this type are not for a team")
    told = {"question": texts.get(reason["code"], reason["code"]), "answer": Answer(reason["answer"]).label}
    return _("{question}: {answer} → {effect}").format(**told, effect=RuleEffect(reason["effect"]).label)


def texts_of(incident, kinds: set[str]) -> dict[UUID, str]:
    """What a new screening or an override says beside its result, by the number of its line, for the crew to read."""
    if kinds.isdisjoint({"incident.screened", "incident.overridden"}):
        return {}
    rows = incident.screenings.exclude(pk=incident.pk).prefetch_related("ruleset__questions")
    return {row.pk: _told(row) for row in rows}


def _told(row: Screening) -> str:
    """The note of an override, else what was answered with yes, which is what warns."""
    if row.override_note:
        return row.override_note
    questions = row.ruleset.questions.all() if row.ruleset else standard()
    found = [question.text for question in questions if row.answers.get(question.code) == Answer.YES]
    return _("Yes: {questions}").format(questions="; ".join(found)) if found else _("Nothing was answered with yes.")


def _overriding(history: list[Screening]) -> Screening | None:
    """The override that stands, as it was made; screenings after it that changed nothing carry it on."""
    made = None
    for row in history:
        if row.result == row.by_rules or (made and _override_in(row) != _override_in(made)):
            break
        made = row
    return made


def _override_in(row: Screening) -> tuple:
    return row.result, row.override_reason, row.override_note
