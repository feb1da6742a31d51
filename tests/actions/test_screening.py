from datetime import timedelta
from uuid import uuid4

import pytest

from responder_app.actions.assignments import assign
from responder_app.actions.intake import close_without_team, receive_call
from responder_app.actions.screening import override_screening, screen
from responder_app.log import NotYours, Refused
from responder_app.models import Assignment, Incident, Ruleset, Screening
from responder_app.words import OverrideReason
from tests import factories


@pytest.fixture
def told(agency, two_pm):
    kind = factories.CallType(agency=agency, priority=2)
    return {"call_type": kind, "intake_channel": "988", "id": uuid4(), "occurred_at": two_pm}


@pytest.fixture
def call(told, dispatcher):
    """A call that came in at two; no answer is known."""
    return receive_call(by=dispatcher, **told).incident


@pytest.fixture
def hand(dispatcher, two_pm, minutes):
    def hand(minute=1, by=dispatcher):
        return {"by": by, "id": uuid4(), "occurred_at": two_pm + minutes(minute)}

    return hand


class TestTheFirstScreening:
    def test_is_filed_with_the_call_and_the_rules_of_its_day(self, told, dispatcher):
        call = receive_call(by=dispatcher, screening={"threat": "yes", "dog": "unknown"}, **told).incident

        row = Screening.objects.get()
        assert (row.incident, row.ruleset, row.by) == (call, Ruleset.objects.get(), dispatcher)
        assert row.answers == call.screening == {"threat": "yes", "dog": "unknown"}
        assert row.reasons == [{"code": "threat", "answer": "yes", "effect": "with_police"}]
        assert row.result == row.by_rules == call.result == "team_with_police_or_ems"
        assert call.eligible

    @pytest.mark.parametrize(
        ("answers", "eligible", "channel", "result"),
        [
            ({}, True, "988", "team_instead_of_police"),
            ({}, True, "field_unit_request", "hand_off_from_police"),
            ({"weapon": "yes"}, True, "988", "not_for_us"),
            ({}, False, "988", "not_for_us"),
        ],
    )
    def test_decides_whether_a_team_may_go(self, told, dispatcher, answers, eligible, channel, result):
        told["call_type"].eligible = eligible
        told |= {"intake_channel": channel}
        call = receive_call(by=dispatcher, screening=answers, **told).incident
        assert (call.result, call.eligible) == (result, result != "not_for_us")

    def test_leaves_it_to_the_call_type_where_there_are_no_rules(self, told, dispatcher):
        call = receive_call(
            by=dispatcher, screening={"weapon": "yes"}, **told | {"occurred_at": long_ago(told)}
        ).incident

        assert (call.result, call.eligible, Screening.objects.get().ruleset) == ("team_instead_of_police", True, None)

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"screening": {"mood": "yes"}}, "ask no such thing: mood"),
            ({"screening": {"dog": "perhaps"}}, "yes, no or unknown"),
            ({"result": "phone_only"}, "Say why the rules are overridden"),
            ({"result": "phone_only", "override_reason": "hunch"}, "Say why the rules are overridden"),
            ({"result": "phone_only", "override_reason": "other", "override_note": " "}, "what the other reason is"),
        ],
    )
    def test_refuses_with_a_sentence(self, told, dispatcher, said, sentence):
        with pytest.raises(Refused, match=sentence):
            receive_call(by=dispatcher, **said, **told)
        assert not Incident.objects.exists()

    def test_may_be_overridden_with_a_reason_at_once(self, told, dispatcher):
        why = {"result": "not_for_us", "override_reason": "other", "override_note": " Fire is there. "}
        call = receive_call(by=dispatcher, **why, **told).incident

        row = Screening.objects.get()
        assert (row.by_rules, row.result, row.override_note) == (
            "team_instead_of_police",
            "not_for_us",
            "Fire is there.",
        )
        assert (call.eligible, call.result) == (False, "not_for_us")

    def test_needs_no_reason_to_say_what_the_rules_say(self, told, dispatcher):
        receive_call(by=dispatcher, result="team_instead_of_police", override_reason="", **told)
        assert Screening.objects.get().override_reason == ""

    @pytest.mark.parametrize(("said", "result"), [(False, "not_for_us"), (True, "team_instead_of_police")])
    def test_takes_a_centers_plain_word_for_an_override(self, told, machine, said, result):
        told["call_type"].eligible = not said
        receive_call(by=machine, eligible=said, **told)

        row = Screening.objects.get()
        assert (row.result, row.override_reason) == (result, OverrideReason.CENTER)
        assert row.by_rules != row.result

    def test_takes_a_center_that_agrees_for_no_override(self, told, machine):
        receive_call(by=machine, eligible=True, screening={"threat": "yes"}, **told)
        assert (Screening.objects.get().result, Screening.objects.get().override_reason) == (
            "team_with_police_or_ems",
            "",
        )

    def test_sent_twice_is_one(self, told, dispatcher):
        for _ in range(2):
            receive_call(by=dispatcher, screening={"dog": "yes"}, **told)
        assert Screening.objects.count() == 1

    @pytest.mark.parametrize(
        ("place", "precision"),
        [
            ({}, "unknown"),
            ({"address": "12 Mill Lane"}, "exact"),
            ({"latitude": 1, "longitude": 1}, "exact"),
            ({"address": "By the river", "precision": "approximate"}, "approximate"),
        ],
    )
    def test_knows_how_well_the_place_is_known(self, told, dispatcher, place, precision):
        assert receive_call(by=dispatcher, **place, **told).incident.precision == precision


def long_ago(told):
    """Before the agency had rules."""
    return told["occurred_at"] - timedelta(days=900)


class TestScreen:
    def test_puts_the_new_answers_in_the_place_of_the_old_and_keeps_both_rows(self, call, hand):
        line = screen(incident=call, answers={"threat": "yes"}, **hand())

        call.refresh_from_db()
        assert (call.result, call.screening) == ("team_with_police_or_ems", {"threat": "yes"})
        assert [row.result for row in call.screenings.all()] == ["team_with_police_or_ems", "team_instead_of_police"]
        assert (line.kind, line.details["result"]) == ("incident.screened", "team_with_police_or_ems")

    def test_makes_a_call_not_ours_and_leaves_the_crew_on_it(self, call, hand, on_duty, unit, dispatcher, two_pm):
        assign(incident=call, unit=unit, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        line = screen(incident=call, answers={"weapon": "yes"}, **hand())

        call.refresh_from_db()
        assert not call.eligible
        assert Assignment.objects.get().cleared_at is None
        assert line.shifts == [on_duty.pk]

    def test_carries_an_override_on_while_the_rules_have_the_same_reasons(self, call, hand):
        override_screening(incident=call, result="phone_only", reason="clinician_consulted", **hand(1))
        screen(incident=call, answers={"dog": "yes"}, **hand(2))

        call.refresh_from_db()
        last = call.screenings.first()
        assert (call.result, last.override_reason, last.answers) == (
            "phone_only",
            "clinician_consulted",
            {"dog": "yes"},
        )

    def test_ends_an_override_where_the_rules_have_other_reasons(self, call, hand):
        override_screening(incident=call, result="phone_only", reason="clinician_consulted", **hand(1))
        screen(incident=call, answers={"threat": "yes"}, **hand(2))

        call.refresh_from_db()
        assert (call.result, call.screenings.first().override_reason) == ("team_with_police_or_ems", "")

    def test_stands_last_though_the_centers_clock_ran_ahead(self, call, hand):
        screen(incident=call, answers={"weapon": "yes"}, **hand(-2))
        assert call.screenings.first().result == "not_for_us"

    def test_sent_twice_happens_once(self, call, hand):
        told = {"incident": call, "answers": {"dog": "yes"}, **hand()}
        screen(**told)
        assert screen(**told).repeated
        assert call.screenings.count() == 2

    @pytest.mark.parametrize(
        ("answers", "sentence"), [({"mood": "no"}, "no such thing"), ({"dog": "x"}, "yes, no or unknown")]
    )
    def test_refuses_what_the_rules_do_not_ask(self, call, hand, answers, sentence):
        with pytest.raises(Refused, match=sentence):
            screen(incident=call, answers=answers, **hand())

    def test_refuses_a_closed_call(self, call, hand):
        close_without_team(incident=call, reason="no_unit_free", sent_instead="police", **hand(1))
        with pytest.raises(Refused, match="is closed; what it was screened for stays"):
            screen(incident=call, answers={}, **hand(2))

    def test_is_not_for_strangers(self, call, hand, medic, manager, elsewhere):
        for stranger in (medic, manager, elsewhere.dispatcher):
            with pytest.raises(NotYours):
                screen(incident=call, answers={}, **hand(by=stranger))
