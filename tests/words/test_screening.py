from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from responder_app.words import (
    TO_A_TEAM,
    Answer,
    Disqualifier,
    Rule,
    RuleEffect,
    ScreeningResult,
    decide,
    first_questions,
)
from responder_app.words.screening import GRAVITY

WEAPON, DOG = Rule("weapon", "Weapon", on_yes="not_for_us"), Rule("dog", "Dog")
FROM_LIGHT_TO_GRAVE = ("team_instead_of_police", "phone_only", "team_with_police_or_ems", "not_for_us")

# The same tries every time, however busy the machine is.
steady = settings(deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow])

effects = st.sampled_from([effect.value for effect in RuleEffect])
rules = st.builds(Rule, st.sampled_from("abcdefgh"), st.just("?"), on_yes=effects, on_no=effects, on_unknown=effects)
rulesets = st.lists(rules, max_size=8, unique_by=lambda rule: rule.code)
answered = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from([answer.value for answer in Answer]))


def verdict(questions, answers, eligible=True, channel="911_call_taker"):
    return decide(questions, answers, type_is_eligible=eligible, intake_channel=channel)


def weight(result) -> int:
    return FROM_LIGHT_TO_GRAVE.index(result)


class TestDecide:
    def test_sends_a_team_where_nothing_rules_one_out(self):
        assert verdict([WEAPON, DOG], {"weapon": "no", "dog": "yes"}).result == ScreeningResult.TEAM

    def test_says_which_answer_decided(self):
        found = verdict([WEAPON, DOG], {"weapon": "yes", "dog": "yes"})

        assert found.result == ScreeningResult.NOT_OURS
        assert found.reasons == [{"code": "weapon", "answer": "yes", "effect": "not_for_us"}]

    def test_lets_the_gravest_count_and_keeps_all(self):
        questions = [
            Rule("a", "?", on_yes="phone_only"),
            Rule("b", "?", on_yes="with_ems"),
            Rule("c", "?", on_yes="with_police"),
        ]
        found = verdict(questions, dict.fromkeys("abc", "yes"))

        assert found.result == ScreeningResult.TANDEM
        assert [reason["code"] for reason in found.reasons] == ["c", "b", "a"]

    def test_takes_an_unknown_for_what_it_is(self):
        asked = [Rule("weapon", "?", on_no="not_for_us", on_unknown="with_police")]

        assert verdict(asked, {}).result == ScreeningResult.TANDEM
        assert verdict(asked, {"weapon": "unknown"}) == verdict(asked, {})
        assert verdict(asked, {"weapon": "no"}).result == ScreeningResult.NOT_OURS

    def test_keeps_to_the_type_of_the_call(self):
        found = verdict([WEAPON], {"weapon": "no"}, eligible=False)
        assert (found.result, found.reasons) == (ScreeningResult.NOT_OURS, [{"code": "call_type"}])

    def test_calls_it_a_hand_off_where_officers_ask(self):
        assert verdict([WEAPON], {}, channel="field_unit_request").result == ScreeningResult.HAND_OFF
        assert verdict([WEAPON], {"weapon": "yes"}, channel="field_unit_request").result == ScreeningResult.NOT_OURS

    @pytest.mark.parametrize("answer", ["perhaps", "", "YES", None, 1, "yes "])
    def test_refuses_an_answer_that_is_none(self, answer):
        with pytest.raises(ValueError, match="valid Answer"):
            verdict([WEAPON], {"weapon": answer})

    @steady
    @given(rulesets, answered, st.booleans(), st.randoms())
    def test_does_not_mind_the_order_of_the_questions(self, questions, answers, eligible, chance):
        shuffled = chance.sample(questions, len(questions))
        assert verdict(shuffled, answers, eligible) == verdict(questions, answers, eligible)

    @steady
    @given(rulesets.filter(bool), answered, st.booleans(), st.data())
    def test_never_makes_a_graver_answer_lighter(self, questions, answers, eligible, data):
        number = data.draw(st.integers(0, len(questions) - 1))
        rule, answer = questions[number], answers.get(questions[number].code, "unknown")
        effect = f"on_{answer}"
        grave = GRAVITY.index(getattr(rule, effect))
        graver = data.draw(st.sampled_from(GRAVITY[grave:])).value
        changed = [*questions[:number], replace(rule, **{effect: graver}), *questions[number + 1 :]]

        before, after = verdict(questions, answers, eligible), verdict(changed, answers, eligible)

        assert weight(after.result) >= weight(before.result)
        assert {reason["code"] for reason in before.reasons} <= {reason["code"] for reason in after.reasons}

    @steady
    @given(rulesets, answered)
    def test_has_a_reason_whenever_it_is_not_simply_a_team(self, questions, answers):
        found = verdict(questions, answers)
        assert bool(found.reasons) == (found.result != ScreeningResult.TEAM)

    @steady
    @given(rulesets, answered)
    def test_never_sends_a_team_where_the_type_is_for_none(self, questions, answers):
        assert verdict(questions, answers, eligible=False).result not in TO_A_TEAM


class TestTheFirstQuestions:
    def test_keep_the_codes_that_are_on_file(self):
        assert [rule.code for rule in first_questions()] == [question.value for question in Disqualifier]

    def test_are_explained_and_speak_both_languages(self):
        for rule in first_questions():
            assert rule.text_en != rule.text_es != ""
            assert rule.definition
            assert rule.example.startswith("Yes: ")
            assert "No: " in rule.example

    def test_do_only_what_an_effect_can(self):
        for rule in first_questions():
            assert {rule.on_yes, rule.on_no, rule.on_unknown} <= set(RuleEffect)

    def test_leave_a_call_of_which_nothing_is_known_to_a_team(self):
        assert verdict(first_questions(), {}).result == ScreeningResult.TEAM
