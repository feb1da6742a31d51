from uuid import uuid4

import pytest

from responder_app.actions.assignments import assign, decline, withdraw
from responder_app.actions.encounters import close
from responder_app.actions.endings import reopen_call
from responder_app.actions.hold_queue import ask_for_decision, go_on_holding, hold_for_team, log_call_back
from responder_app.actions.intake import close_without_team
from responder_app.log import NotYours, Refused
from responder_app.models import Alert, CallerContact, Incident, Note
from tests import factories


def fresh(incident):
    return Incident.objects.get(pk=incident.pk)


def in_queue():
    return list(Incident.objects.in_hold_queue())


class TestHoldForTeam:
    def test_puts_the_call_into_the_queue_with_its_target(self, incident, dispatcher, hand, two_pm, minutes):
        line = hold_for_team(incident=incident, by=dispatcher, **hand())

        held = fresh(incident)
        assert (held.will_wait, held.wait_from) == (True, two_pm)
        assert (held.wait_target_at, held.decide_by) == (two_pm + minutes(20), two_pm + minutes(60))
        assert line.kind == "incident.waits"
        assert in_queue() == [held]

    @pytest.mark.parametrize(("priority", "target", "limit"), [(1, 10, 20), (2, 10, 20), (4, 60, 180), (5, 60, 180)])
    def test_goes_by_the_priority(self, agency, dispatcher, hand, two_pm, minutes, priority, target, limit):
        call = factories.Incident(agency=agency, priority=priority)
        hold_for_team(incident=call, by=dispatcher, **hand())
        assert (fresh(call).wait_target_at, fresh(call).decide_by) == (
            two_pm + minutes(target),
            two_pm + minutes(limit),
        )

    def test_goes_by_the_agencys_own_limits(self, agency, incident, dispatcher, hand, two_pm, minutes):
        agency.hold_targets, agency.hold_limits = [5, 5, 7, 8, 9], [15, 15, 17, 18, 19]
        agency.save()
        hold_for_team(incident=incident, by=dispatcher, **hand())
        assert fresh(incident).wait_target_at == two_pm + minutes(7)

    def test_sent_twice_happens_once(self, incident, dispatcher, hand):
        letter = {"incident": incident, "by": dispatcher, **hand()}
        hold_for_team(**letter)
        assert hold_for_team(**letter).repeated
        with pytest.raises(Refused, match="waits already"):
            hold_for_team(**letter | {"id": uuid4()})

    @pytest.mark.parametrize(
        ("told", "sentence"),
        [
            ({"eligible": False}, "not eligible for a team"),
            ({"result": "team_with_police_or_ems"}, "Its screening says: Team with police or EMS"),
            ({"result": "hand_off_from_police"}, "cannot wait for a team alone"),
        ],
    )
    def test_refuses_what_is_not_for_a_team_alone(self, agency, dispatcher, hand, told, sentence):
        call = factories.Incident(agency=agency, **told)
        with pytest.raises(Refused, match=sentence):
            hold_for_team(incident=call, by=dispatcher, **hand())

    def test_refuses_a_call_in_a_crews_hands_and_a_closed_one(self, agency, assignment, dispatcher, hand):
        with pytest.raises(Refused, match="already with R1"):
            hold_for_team(incident=assignment.incident, by=dispatcher, **hand())
        call = factories.Incident(agency=agency)
        close_without_team(incident=call, reason="person_left", sent_instead="nobody", by=dispatcher, **hand())
        with pytest.raises(Refused, match="is closed"):
            hold_for_team(incident=call, by=dispatcher, **hand())

    def test_is_not_for_strangers(self, incident, medic, manager, elsewhere, hand):
        for stranger in (medic, manager, elsewhere.dispatcher):
            with pytest.raises(NotYours):
                hold_for_team(incident=incident, by=stranger, **hand())


class TestACrewThatGetsTheCall:
    def test_ends_the_waiting_and_it_goes_on_with_its_age_when_the_call_comes_back(
        self, waits, unit, on_duty, dispatcher, medic, hand, two_pm
    ):
        for back in (withdraw, decline):
            made = assign(incident=waits, unit=unit, by=dispatcher, **hand(after=5)).assignment
            assert in_queue() == []
            told = {"by": dispatcher} if back is withdraw else {"by": medic, "reason": "too_far"}
            back(assignment=made, **told, **hand(after=9))
            assert [call.wait_from for call in in_queue()] == [two_pm]

    def test_and_then_lost_it_does_not_end_it_by_a_late_outcome(self, waits, unit, on_duty, dispatcher, medic, hand):
        made = assign(incident=waits, unit=unit, by=dispatcher, **hand(after=5)).assignment
        withdraw(assignment=made, by=dispatcher, **hand(after=9))

        line = close(assignment=made, contact_outcome="cancelled_before_arrival", by=medic, **hand(after=8))

        assert line.details["incident_closed"] is False
        assert in_queue() == [waits]


class TestGoOnHolding:
    def test_asks_again_later_and_keeps_why(self, waits, agency, dispatcher, hand, two_pm, minutes):
        ask_for_decision(incident=waits, by=agency, **hand(after=60))
        letter = hand(after=62)
        line = go_on_holding(incident=waits, minutes=15, reason="R2 is clearing.", by=dispatcher, **letter)

        held = fresh(waits)
        assert (held.decide_by, held.decision_asked_at) == (two_pm + minutes(77), None)
        assert (held.wait_from, held.wait_target_at) == (two_pm, two_pm + minutes(20))
        assert Note.objects.get(pk=letter["id"]).body == "R2 is clearing."
        assert "R2" not in str(line.details)

    def test_sent_twice_happens_once(self, waits, dispatcher, hand):
        letter = {"incident": waits, "minutes": 15, "reason": "Soon.", "by": dispatcher, **hand()}
        go_on_holding(**letter)
        assert go_on_holding(**letter).repeated

    @pytest.mark.parametrize(("minutes", "reason"), [(0, "Soon."), (241, "Soon."), (15, " ")])
    def test_is_refused_with_a_sentence(self, waits, dispatcher, hand, minutes, reason):
        with pytest.raises(Refused, match="for how many minutes, at most 240, and why"):
            go_on_holding(incident=waits, minutes=minutes, reason=reason, by=dispatcher, **hand())

    def test_refuses_a_call_that_is_not_in_the_queue(self, incident, dispatcher, hand):
        with pytest.raises(Refused, match="not in the hold queue"):
            go_on_holding(incident=incident, minutes=15, reason="Soon.", by=dispatcher, **hand())

    def test_is_not_for_strangers(self, waits, medic, manager, machine, elsewhere, hand):
        for stranger in (medic, manager, machine, elsewhere.dispatcher):
            with pytest.raises(NotYours):
                go_on_holding(incident=waits, minutes=15, reason="Soon.", by=stranger, **hand())


class TestLogCallBack:
    DELAY = {"kind": "advised_of_delay", "reached": True, "will_wait": True, "told_minutes": 20}

    def test_keeps_what_the_caller_was_told(self, waits, dispatcher, hand):
        letter = hand(after=12)
        line = log_call_back(incident=waits, **self.DELAY, note=" Stands inside now. ", by=dispatcher, **letter)

        kept = CallerContact.objects.get(pk=letter["id"])
        assert (kept.kind, kept.told_minutes, kept.note) == ("advised_of_delay", 20, "Stands inside now.")
        assert line.details == {**self.DELAY}
        assert in_queue() == [waits]

    def test_a_caller_who_would_not_wait_leaves_and_the_desk_decides(self, waits, dispatcher, hand):
        letter = hand(after=12)
        log_call_back(incident=waits, kind="advised_of_delay", reached=True, will_wait=False, by=dispatcher, **letter)

        left = fresh(waits)
        assert (left.will_wait, left.wait_from, left.decide_by) == (False, None, None)
        assert left.decision_asked_at == letter["occurred_at"]
        assert in_queue() == []

    def test_a_caller_who_would_not_wait_for_a_crew_on_its_way_asks_for_no_decision(
        self, waits, unit, on_duty, dispatcher, hand
    ):
        assign(incident=waits, unit=unit, by=dispatcher, **hand(5))
        said = {"kind": "advised_of_delay", "reached": True, "will_wait": False}
        log_call_back(incident=waits, **said, by=dispatcher, **hand(6))

        assert (fresh(waits).wait_from, fresh(waits).decision_asked_at) == (None, None)
        assert not Alert.objects.open().filter(kind="wait_is_over").exists()

    def test_a_caller_who_will_wait_comes_into_the_queue(self, incident, dispatcher, hand):
        log_call_back(incident=incident, **self.DELAY, by=dispatcher, **hand(after=3))
        assert [call.wait_from for call in in_queue()] == [hand(after=3)["occurred_at"]]

    def test_does_not_put_into_the_queue_what_cannot_wait(self, agency, assignment, dispatcher, hand):
        police_too = factories.Incident(agency=agency, result="team_with_police_or_ems")
        for call in (police_too, assignment.incident):
            log_call_back(incident=call, **self.DELAY, by=dispatcher, **hand())
        assert in_queue() == []
        assert CallerContact.objects.count() == 2

    def test_nobody_reached_changes_nothing(self, waits, dispatcher, hand):
        log_call_back(incident=waits, kind="advised_of_delay", reached=False, by=dispatcher, **hand())
        assert in_queue() == [waits]

    def test_is_a_fact_also_on_a_closed_call(self, waits, dispatcher, hand):
        close_without_team(incident=waits, reason="no_unit_free", sent_instead="police", by=dispatcher, **hand())
        log_call_back(incident=waits, kind="told_the_end", reached=True, by=dispatcher, **hand())
        assert CallerContact.objects.count() == 1

    def test_sent_twice_happens_once(self, waits, dispatcher, hand):
        letter = {"incident": waits, **self.DELAY, "by": dispatcher, **hand()}
        log_call_back(**letter)
        assert log_call_back(**letter).repeated
        assert CallerContact.objects.count() == 1

    @pytest.mark.parametrize("said", [{"will_wait": True}, {"will_wait": False}, {"told_minutes": 20}])
    def test_refuses_what_nobody_can_have_said(self, waits, dispatcher, hand, said):
        with pytest.raises(Refused, match="Nobody was reached"):
            log_call_back(incident=waits, kind="safety_check", reached=False, **said, by=dispatcher, **hand())

    def test_is_not_for_strangers(self, waits, medic, manager, machine, elsewhere, hand):
        for stranger in (medic, manager, machine, elsewhere.dispatcher):
            with pytest.raises(NotYours):
                log_call_back(incident=waits, **self.DELAY, by=stranger, **hand())


class TestAskForDecision:
    def test_asks_once_the_limit_is_over(self, waits, agency, hand, two_pm, minutes):
        line = ask_for_decision(incident=waits, by=agency, **hand(after=60))
        assert (line.kind, fresh(waits).decision_asked_at) == ("incident.decision_asked", two_pm + minutes(60))
        assert not Incident.objects.overdue_for_decision(two_pm + minutes(90)).exists()

    @pytest.mark.parametrize("decided", ["early", "asked", "assigned", "left", "closed"])
    def test_is_refused_where_it_was_decided_meanwhile(self, waits, agency, dispatcher, unit, on_duty, hand, decided):
        after = 59 if decided == "early" else 61
        if decided == "asked":
            ask_for_decision(incident=waits, by=agency, **hand(after=60))
        if decided == "assigned":
            assign(incident=waits, unit=unit, by=dispatcher, **hand(after=60))
        if decided == "left":
            said = {"kind": "advised_of_delay", "reached": True, "will_wait": False}
            log_call_back(incident=waits, **said, by=dispatcher, **hand(after=60))
        if decided == "closed":
            close_without_team(incident=waits, reason="no_unit_free", sent_instead="police", by=dispatcher, **hand())
        with pytest.raises(Refused, match="decided meanwhile"):
            ask_for_decision(incident=waits, by=agency, **hand(after))

    def test_asks_again_where_the_call_comes_back_from_a_crew(self, waits, agency, dispatcher, unit, on_duty, hand):
        ask_for_decision(incident=waits, by=agency, **hand(60))
        sent = assign(incident=waits, unit=unit, by=dispatcher, **hand(61)).assignment
        withdraw(assignment=sent, by=dispatcher, **hand(62))

        assert list(Incident.objects.overdue_for_decision(hand(62)["occurred_at"])) == [waits]
        ask_for_decision(incident=waits, by=agency, **hand(62))
        assert Alert.objects.open().get().kind == "wait_is_over"

    def test_asks_again_where_a_call_that_had_ended_is_opened(self, waits, agency, dispatcher, hand):
        ask_for_decision(incident=waits, by=agency, **hand(60))
        told = {"reason": "no_unit_free", "sent_instead": "nobody"}
        close_without_team(incident=waits, **told, by=dispatcher, **hand(61))
        reopen_call(incident=waits, reason="They rang again.", by=dispatcher, **hand(62))

        assert list(Incident.objects.overdue_for_decision(hand(62)["occurred_at"])) == [waits]

    def test_is_nobodys_to_say(self, waits, dispatcher, administrator, hand):
        for person in (dispatcher, administrator):
            with pytest.raises(NotYours):
                ask_for_decision(incident=waits, by=person, **hand(after=60))
