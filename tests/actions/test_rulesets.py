from datetime import timedelta
from uuid import uuid4

import pytest

from responder_app.actions.intake import receive_call
from responder_app.actions.rulesets import first_rules, publish_ruleset
from responder_app.log import NotYours, Refused
from responder_app.models import Question, Ruleset, Screening
from tests import factories

INDOORS = {"code": "indoors", "text_en": "Inside a shop", "on_yes": "with_police", "on_unknown": "phone_only"}


@pytest.fixture
def today(agency, two_pm):
    return agency.day_of(two_pm)


@pytest.fixture
def publish(manager, today, two_pm):
    def publish(questions=None, **told):
        questions = questions if questions is not None else [*first_rules(), INDOORS]
        told = {"effective_from": today, "by": manager, "id": uuid4(), "occurred_at": two_pm} | told
        return publish_ruleset(questions=questions, **told)

    return publish


class TestPublishRuleset:
    def test_begins_new_rules_and_ends_those_before(self, publish, agency, today, manager):
        line = publish(effective_from=today + timedelta(days=7), note="Shops")

        new, old = Ruleset.objects.filter(agency=agency)
        assert (new.number, new.effective_from, new.note, new.published_by) == (
            2,
            today + timedelta(days=7),
            "Shops",
            manager,
        )
        assert old.effective_to == new.effective_from
        assert (line.kind, line.details["number"]) == ("ruleset.published", 2)

    def test_keeps_the_questions_in_their_order_with_what_they_do(self, publish):
        publish([INDOORS, *first_rules()])

        first = Question.objects.filter(ruleset__number=2).first()
        assert (first.code, first.on_yes, first.on_no, first.on_unknown) == (
            "indoors",
            "with_police",
            "nothing",
            "phone_only",
        )

    def test_changes_nothing_in_the_rules_before(self, publish):
        before = list(Question.objects.values())
        publish([INDOORS])
        assert list(Question.objects.filter(ruleset__number=1).values()) == before

    def test_is_met_by_the_next_call_and_leaves_the_one_before(self, publish, agency, dispatcher, two_pm):
        told = {"call_type": factories.CallType(agency=agency), "intake_channel": "988", "by": dispatcher}
        before = receive_call(id=uuid4(), occurred_at=two_pm, **told).incident
        publish()
        after = receive_call(id=uuid4(), occurred_at=two_pm, screening={"indoors": "yes"}, **told).incident

        before.refresh_from_db()
        assert (before.result, after.result) == ("team_instead_of_police", "team_with_police_or_ems")
        assert Screening.objects.get(incident=after).ruleset.number == 2

    def test_has_rules_of_one_day_only_however_often_they_were_published(self, publish, agency, today):
        for days in (7, 1, 3):
            publish(effective_from=today + timedelta(days=days))
        for day in range(10):
            assert Ruleset.objects.filter(agency=agency).in_force(today + timedelta(days=day)).count() == 1

    def test_sent_twice_happens_once(self, publish):
        id = uuid4()
        publish(id=id)
        assert publish(id=id).repeated
        assert Ruleset.objects.filter(number__gt=1).count() == 1

    @pytest.mark.parametrize(
        ("questions", "sentence"),
        [
            ([], "at least one question"),
            ([INDOORS, INDOORS], "Two questions have the code “indoors”"),
            ([INDOORS | {"code": "In doors"}], "“In doors” cannot be a code"),
            ([INDOORS | {"code": "call_type"}], "“call_type” cannot be a code"),
            ([INDOORS | {"text_en": " "}], "“indoors” has no words"),
            ([INDOORS | {"on_no": "helicopter"}], "An answer cannot do that: helicopter"),
        ],
    )
    def test_refuses_questions_that_cannot_be(self, publish, questions, sentence):
        with pytest.raises(Refused, match=sentence):
            publish(questions)
        assert not Ruleset.objects.filter(number__gt=1).exists()

    def test_refuses_a_day_that_is_past(self, publish, today):
        with pytest.raises(Refused, match="begin today or later"):
            publish(effective_from=today - timedelta(days=1))

    def test_refuses_what_was_made_from_rules_that_others_have_followed(self, publish):
        publish(follows=1)
        with pytest.raises(Refused, match="Rules 2 were published meanwhile"):
            publish(follows=1)

    def test_lets_a_standing_question_be_put_in_better_words(self, publish):
        publish([INDOORS])
        publish([INDOORS | {"text_en": "Inside a shop or a bank"}])
        assert Ruleset.objects.first().number == 3

    def test_refuses_an_old_code_for_a_new_question(self, publish):
        publish([INDOORS])
        with pytest.raises(Refused, match="“dog” asked something else in rules 1: “Dog or other animal there”"):
            publish([INDOORS, {"code": "dog", "text_en": "Dogged by debts"}])

    def test_takes_a_removed_question_back_as_it_was(self, publish):
        publish([INDOORS])
        publish(first_rules())
        assert Question.objects.filter(ruleset__number=3).count() == 12

    def test_is_not_for_strangers(self, publish, dispatcher, medic, machine, elsewhere):
        for stranger in (dispatcher, medic, machine):
            with pytest.raises(NotYours):
                publish(by=stranger)
        publish(by=elsewhere.manager)
        assert Ruleset.objects.filter(agency=elsewhere.agency).count() == 2
        assert Ruleset.objects.exclude(agency=elsewhere.agency).count() == 1
