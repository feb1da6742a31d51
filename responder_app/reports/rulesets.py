"""What screening rules would have made of the calls there were, before anybody publishes them (domain.md 8.4)."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F

from ..models import Screening
from ..words import TO_A_TEAM, Answer, Rule, ScreeningResult, a_team_through, decide, result_of

A_YEAR = timedelta(days=365)
READ = ("result", "eligible", "screening", "intake_channel", "call_type__eligible")


@dataclass(frozen=True, slots=True)
class Change:
    """So many calls would have become something else."""

    was: ScreeningResult
    becomes: ScreeningResult
    number: int

    @property
    def loses_team(self) -> bool:
        return self.was in TO_A_TEAM and self.becomes not in TO_A_TEAM

    @property
    def gains_team(self) -> bool:
        return self.was not in TO_A_TEAM and self.becomes in TO_A_TEAM


@dataclass(frozen=True, slots=True)
class Effect:
    """What one question does in a year: how it was answered, how many calls it `removes` although nothing else rules
    a team out, `of` how many, and how many go with police or EMS because of it."""

    question: Rule
    yes: int
    no: int
    unknown: int
    removes: int
    of: int
    with_help: int


@dataclass(frozen=True, slots=True)
class Preview:
    """`overridden` calls stand as somebody said, and are not in `calls`. `eligible`, now and then: calls for a team."""

    since: datetime
    calls: int
    overridden: int
    changed: int
    eligible_now: int
    eligible_then: int
    changes: list[Change]
    effects: list[Effect]


def preview(incidents, questions: list[Rule], now: datetime) -> Preview:
    """The rules tried on the counted calls of the last 365 days: in two queries, and once for all calls alike.

    `incidents`: what the reader may see. What was not asked then is unknown.
    """
    since = now - A_YEAR
    found = incidents.counted().filter(received_at__gte=since, received_at__lte=now)
    said_otherwise = Screening.objects.filter(incident__result=F("result")).exclude(result=F("by_rules"))
    by_rules = found.exclude(pk__in=said_otherwise.values("incident"))
    tally = _Tally(questions)
    for *told, number in by_rules.order_by().values_list(*READ).annotate(number=Count("pk")):
        tally.add(*told, number)
    return tally.preview(since, found.count() - tally.calls["all"])


class _Tally:
    def __init__(self, questions: list[Rule]):
        self._questions = questions
        self.calls, self._changes = Counter(), Counter()
        self._answers, self._removes, self._with_help = Counter(), Counter(), Counter()

    def add(self, result, eligible, answers, channel, type_is_eligible, number: int) -> None:
        """So many calls that are alike."""
        was = ScreeningResult(result) if result else _unscreened(eligible, channel)
        told = {"type_is_eligible": type_is_eligible, "intake_channel": channel}
        verdict = decide(self._questions, answers, **told)
        self.calls["all"] += number
        self.calls["eligible_now"] += number * (was in TO_A_TEAM)
        self.calls["eligible_then"] += number * (verdict.result in TO_A_TEAM)
        self._changes[was, verdict.result] += number
        for question in self._questions:
            self._answers[question.code, answers.get(question.code, Answer.UNKNOWN.value)] += number
        for reason in verdict.reasons:
            without = result_of([other for other in verdict.reasons if other is not reason], channel)
            self._removes[reason["code"]] += number * (verdict.result not in TO_A_TEAM and without in TO_A_TEAM)
            self._with_help[reason["code"]] += number * (verdict.result == ScreeningResult.TANDEM != without)

    def preview(self, since: datetime, overridden: int) -> Preview:
        changes = [
            Change(was, becomes, number) for (was, becomes), number in self._changes.most_common() if was != becomes
        ]
        return Preview(
            since,
            self.calls["all"],
            overridden,
            sum(change.number for change in changes),
            self.calls["eligible_now"],
            self.calls["eligible_then"],
            changes,
            [self._effect(question) for question in self._questions],
        )

    def _effect(self, question: Rule) -> Effect:
        removes = self._removes[question.code]
        return Effect(
            question,
            *(self._answers[question.code, answer] for answer in ("yes", "no", "unknown")),
            removes,
            self.calls["eligible_then"] + removes,
            self._with_help[question.code],
        )


def _unscreened(eligible: bool, channel: str) -> ScreeningResult:
    """Of a call from before there were rules only this is known."""
    return a_team_through(channel) if eligible else ScreeningResult.NOT_OURS
