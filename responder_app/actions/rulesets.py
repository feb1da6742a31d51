"""The agency's screening rules: a version is published, never changed."""

from datetime import date

from django.utils.translation import gettext as _

from ..log import Refused, action, record
from ..models import Agency, Event, Question, Ruleset
from ..words import BY_TYPE, Role, RuleEffect, first_questions
from .lists import CODE

FIELDS = ("text_es", "definition", "example")
EFFECTS = ("on_yes", "on_no", "on_unknown")


@action(Role.MANAGER, Role.ADMINISTRATOR)
def publish_ruleset(*, questions: list, effective_from: date, note="", follows=None, by, id, occurred_at) -> Event:
    """New rules for the calls from that day on; those before end that day, and what had not begun never will.

    `questions`, in their order: `{"code", "text_en", "text_es", "definition", "example", "on_yes", "on_no",
    "on_unknown"}` each, effects of words.RuleEffect. `follows`: the number of the rules that they were made from.
    Raises Refused for a day that is past, for rules that others have followed meanwhile, and for questions that
    cannot be: none at all, two with one code, a code that asked something else before.
    """
    agency = Agency.objects.get(pk=by.agency_id)
    before = Ruleset.objects.filter(agency=agency)
    last = before.first()
    if effective_from < agency.day_of(occurred_at):
        raise Refused(_("Rules begin today or later: calls before that were screened by others."))
    if follows is not None and last and last.number != follows:
        said = _("Rules {number} were published meanwhile. Start again from them, so that nothing of theirs is lost.")
        raise Refused(said.format(number=last.number))
    _check(questions, agency, last)
    for ruleset in before:
        if ruleset.effective_to is None or ruleset.effective_to > effective_from:
            ruleset.effective_to = max(effective_from, ruleset.effective_from)
            ruleset.save(update_fields=["effective_to"])
    number = last.number + 1 if last else 1
    begin_rules(agency, questions, number, effective_from, [by, occurred_at], note.strip())
    return record("ruleset.published", number=number, effective_from=effective_from.isoformat())


def begin_rules(agency: Agency, questions, number: int, day: date, published: list, note="") -> None:
    """The rows of a version; `published`: by whom and when."""
    by, at = published
    ruleset = Ruleset.objects.create(
        agency=agency,
        number=number,
        note=note,
        effective_from=day,
        published_by=None if isinstance(by, Agency) else by,
        published_at=at,
    )
    Question.objects.bulk_create(
        Question(
            agency=agency,
            ruleset=ruleset,
            position=position,
            code=told["code"],
            text_en=told["text_en"].strip(),
            **{name: told.get(name, "").strip() for name in FIELDS},
            **{name: RuleEffect(told.get(name) or RuleEffect.NOTHING) for name in EFFECTS},
        )
        for position, told in enumerate(questions)
    )


def first_rules() -> list[dict]:
    """What a new agency's rules ask (words/rules.json), as publish_ruleset takes it."""
    return [
        {name: getattr(rule, name) for name in ("code", "text_en", *FIELDS, *EFFECTS)} for rule in first_questions()
    ]


def _check(questions: list, agency: Agency, last: Ruleset | None) -> None:
    if not questions:
        raise Refused(_("Rules ask at least one question."))
    seen = set()
    for told in questions:
        code, text = told["code"], told["text_en"].strip()
        if not CODE.fullmatch(code) or code == BY_TYPE:
            raise Refused(_("“{code}” cannot be a code: small letters, digits and _ + -.").format(code=code))
        if code in seen:
            raise Refused(_("Two questions have the code “{code}”. Give one of them another.").format(code=code))
        if not text:
            raise Refused(_("The question with the code “{code}” has no words.").format(code=code))
        if strange := {told.get(name) or RuleEffect.NOTHING for name in EFFECTS} - set(RuleEffect):
            raise Refused(_("An answer cannot do that: {what}.").format(what=", ".join(sorted(strange))))
        seen.add(code)
    _must_ask_the_same(questions, agency, last)


def _must_ask_the_same(questions: list, agency: Agency, last: Ruleset | None) -> None:
    """A question may be put in better words while it is asked. One that comes back asks what it asked, or else the
    answers of both would be counted as one."""
    standing = set(last.questions.values_list("code", flat=True)) if last else set()
    back = {told["code"]: told["text_en"].strip() for told in questions if told["code"] not in standing}
    earlier = Question.objects.filter(agency=agency, code__in=back).select_related("ruleset")
    for question in earlier.order_by("ruleset__number"):
        if question.text_en != back[question.code]:
            said = _("“{code}” asked something else in rules {number}: “{text}”. Give the new question another code.")
            told = {"code": question.code, "number": question.ruleset.number, "text": question.text_en}
            raise Refused(said.format(**told))
