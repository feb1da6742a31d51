from uuid import uuid4

import pytest

from responder_app.actions.assignments import report_status
from responder_app.actions.intake import close_without_team
from responder_app.actions.supports import change_support, hand_over, send_support
from responder_app.log import NotYours, Refused
from responder_app.models import Event, Incident, Support
from responder_app.reports import going
from tests import factories


@pytest.fixture
def police(assignment, dispatcher, hand):
    """Beside R1."""
    letter = hand()
    send_support(incident=assignment.incident, kind="police", by=dispatcher, **letter)
    return Support.objects.get(pk=letter["id"])


def fresh(row):
    return type(row).objects.get(pk=row.pk)


class TestSendSupport:
    def test_sends_somebody_beside_the_team_and_tells_it(self, assignment, dispatcher, on_duty, hand, two_pm, minutes):
        told = {"kind": "police", "reason": "Threw a bottle.", "eta_minutes": 7}
        line = send_support(incident=assignment.incident, **told, by=dispatcher, **hand())

        sent = Support.objects.get(pk=line.id)
        assert (sent.stage, sent.instead, sent.eta_at) == ("asked", False, two_pm + minutes(7))
        assert (line.kind, line.shifts) == ("support.asked", [on_duty.pk])
        assert "bottle" not in str(line.details)
        assert going.supports_for(assignment.incident) == [sent]

    def test_instead_of_a_team_only_where_none_is_on_it(self, assignment, agency, dispatcher, hand):
        with pytest.raises(Refused, match="hand the call over, or send it beside"):
            send_support(incident=assignment.incident, kind="ems", instead=True, by=dispatcher, **hand())
        call = factories.Incident(agency=agency)
        send_support(incident=call, kind="ems", instead=True, by=dispatcher, **hand())
        assert Support.objects.get().instead

    def test_sent_twice_happens_once(self, incident, dispatcher, hand):
        letter = {"incident": incident, "kind": "fire", "by": dispatcher, **hand()}
        send_support(**letter)
        assert send_support(**letter).repeated
        with pytest.raises(Refused, match="Fire is on the way"):
            send_support(**letter | {"id": uuid4()})

    def test_refuses_a_closed_call_and_a_strange_time(self, incident, dispatcher, hand):
        with pytest.raises(Refused, match="at most a day"):
            send_support(incident=incident, kind="ems", eta_minutes=1441, by=dispatcher, **hand())
        close_without_team(incident=incident, reason="person_left", sent_instead="nobody", by=dispatcher, **hand())
        with pytest.raises(Refused, match="is closed"):
            send_support(incident=incident, kind="ems", by=dispatcher, **hand())
        assert not Support.objects.exists()

    def test_is_not_for_strangers(self, incident, medic, manager, elsewhere, hand):
        for stranger in (medic, manager, elsewhere.dispatcher):
            with pytest.raises(NotYours):
                send_support(incident=incident, kind="police", by=stranger, **hand())


class TestChangeSupport:
    def test_says_where_they_are_and_tells_the_crew(self, police, dispatcher, on_duty, hand, two_pm, minutes):
        line = change_support(support=police, stage="on_scene", by=dispatcher, **hand(after=6))
        assert (fresh(police).stage, fresh(police).stage_at) == ("on_scene", two_pm + minutes(6))
        assert (line.kind, line.shifts, line.details["stage"]) == ("support.changed", [on_duty.pk], "on_scene")

    def test_a_new_time_takes_the_place_of_the_old(self, police, dispatcher, hand, two_pm, minutes):
        change_support(support=police, eta_minutes=9, by=dispatcher, **hand(after=2))
        assert (fresh(police).stage, fresh(police).eta_at) == ("asked", two_pm + minutes(11))

    @pytest.mark.parametrize("end", ["done", "cancelled"])
    def test_once_it_is_over_another_can_be_sent(self, police, dispatcher, hand, end):
        change_support(support=police, stage=end, by=dispatcher, **hand())

        assert going.supports_for(police.incident) == []
        with pytest.raises(Refused, match="Police: that is over"):
            change_support(support=police, stage="on_scene", by=dispatcher, **hand())
        send_support(incident=police.incident, kind="police", by=dispatcher, **hand())

    def test_sent_twice_happens_once(self, police, dispatcher, hand):
        letter = {"support": police, "stage": "en_route", "by": dispatcher, **hand()}
        change_support(**letter)
        assert change_support(**letter).repeated

    def test_refuses_to_say_nothing(self, police, dispatcher, hand):
        with pytest.raises(Refused, match="Say where they are"):
            change_support(support=police, by=dispatcher, **hand())

    def test_is_not_for_strangers(self, police, medic, manager, elsewhere, hand):
        for stranger in (medic, manager, elsewhere.dispatcher):
            with pytest.raises(NotYours):
                change_support(support=police, stage="done", by=stranger, **hand())


class TestHandOver:
    ENDING = {"reason": "A knife was seen.", "unserved_reason": "disqualifier_present", "close": True}

    def test_sends_police_takes_the_team_back_and_closes_in_one_line(self, assignment, unit, dispatcher, on_duty, hand):
        before = Event.objects.count()
        line = hand_over(incident=assignment.incident, kind="police", **self.ENDING, by=dispatcher, **hand())

        ended = fresh(assignment.incident)
        assert (ended.ending, ended.unserved_reason, ended.sent_instead) == (
            "no_team",
            "disqualifier_present",
            "police",
        )
        assert fresh(assignment).withdrawn_at
        assert fresh(unit).status == "available"
        assert Support.objects.get().instead
        assert (Event.objects.count() - before, line.kind, line.shifts) == (1, "incident.handed_over", [on_duty.pk])
        assert "knife" not in str(line.details)

    def test_can_leave_the_call_open(self, assignment, dispatcher, hand):
        hand_over(incident=assignment.incident, kind="ems", reason="Not breathing well.", by=dispatcher, **hand())
        assert fresh(assignment.incident).closed_at is None
        assert list(Incident.objects.waiting()) == [assignment.incident]

    def test_is_a_transfer_where_the_crew_was_there(self, assignment, medic, dispatcher, hand):
        report_status(assignment=assignment, status="on_scene", by=medic, **hand())
        hand_over(incident=assignment.incident, kind="police", **self.ENDING, by=dispatcher, **hand())
        assert fresh(assignment.incident).ending == "transferred"

    def test_lets_go_on_alone_whoever_went_beside(self, police, dispatcher, hand):
        hand_over(incident=police.incident, kind="police", **self.ENDING, by=dispatcher, **hand())
        assert Support.objects.get().instead

    def test_all_or_nothing(self, assignment, unit, dispatcher, hand):
        with pytest.raises(Refused, match="say why no team went"):
            hand_over(incident=assignment.incident, kind="police", reason="Knife.", close=True, by=dispatcher, **hand())
        assert fresh(assignment).withdrawn_at is None
        assert fresh(unit).status == "assigned"
        assert not Support.objects.exists()

    def test_sent_twice_happens_once(self, assignment, dispatcher, hand):
        letter = {"incident": assignment.incident, "kind": "police", **self.ENDING, "by": dispatcher, **hand()}
        hand_over(**letter)
        assert hand_over(**letter).repeated
        with pytest.raises(Refused, match="is closed"):
            hand_over(**letter | {"id": uuid4()})

    def test_refuses_without_words(self, incident, dispatcher, hand):
        with pytest.raises(Refused, match="Say why somebody else takes the call"):
            hand_over(incident=incident, kind="police", reason=" ", by=dispatcher, **hand())

    def test_is_not_for_strangers(self, incident, medic, manager, elsewhere, hand):
        for stranger in (medic, manager, elsewhere.dispatcher):
            with pytest.raises(NotYours):
                hand_over(incident=incident, kind="police", **self.ENDING, by=stranger, **hand())
