import pytest

from responder_app.actions.hold_queue import ask_for_decision
from responder_app.actions.intake import close_without_team
from responder_app.actions.priorities import change_priority
from responder_app.log import NotYours, Refused
from responder_app.models import Event, Incident, Note


def fresh(incident):
    return Incident.objects.get(pk=incident.pk)


class TestChangePriority:
    def test_moves_the_target_from_when_the_caller_began_to_wait(self, waits, dispatcher, hand, two_pm, minutes):
        letter = hand(after=5)
        line = change_priority(incident=waits, priority=2, reason="He is shouting now.", by=dispatcher, **letter)

        held = fresh(waits)
        assert (held.priority, held.wait_target_at, held.decide_by) == (
            2,
            two_pm + minutes(10),
            two_pm + minutes(20),
        )
        assert line.details == {"before": 3, "priority": 2}
        assert Note.objects.get(pk=letter["id"]).body == "He is shouting now."

    def test_asks_for_a_decision_again_where_there_is_time_again(self, waits, agency, dispatcher, hand):
        ask_for_decision(incident=waits, by=agency, **hand(after=60))
        change_priority(incident=waits, priority=4, reason="Calm.", by=dispatcher, **hand(after=61))
        assert fresh(waits).decision_asked_at is None

    def test_tells_the_crew(self, assignment, dispatcher, on_duty, hand):
        told = {"incident": assignment.incident, "priority": 1, "reason": "Worse."}
        assert change_priority(**told, by=dispatcher, **hand()).shifts == [on_duty.pk]

    def test_sent_twice_happens_once(self, incident, dispatcher, hand):
        letter = {"incident": incident, "priority": 1, "reason": "Worse.", "by": dispatcher, **hand()}
        change_priority(**letter)
        assert change_priority(**letter).repeated
        assert Event.objects.filter(kind="incident.priority_changed").count() == 1

    @pytest.mark.parametrize(
        ("priority", "reason", "sentence"),
        [(3, "Same.", "has priority 3 already"), (6, "More.", "from 1, most urgent, to 5"), (1, " ", "Say why")],
    )
    def test_is_refused_with_a_sentence(self, incident, dispatcher, hand, priority, reason, sentence):
        with pytest.raises(Refused, match=sentence):
            change_priority(incident=incident, priority=priority, reason=reason, by=dispatcher, **hand())

    def test_is_refused_for_a_closed_call(self, incident, dispatcher, hand):
        close_without_team(incident=incident, reason="person_left", sent_instead="nobody", by=dispatcher, **hand())
        with pytest.raises(Refused, match="is closed"):
            change_priority(incident=incident, priority=1, reason="Worse.", by=dispatcher, **hand())

    def test_is_not_for_strangers(self, incident, medic, manager, machine, elsewhere, hand):
        for stranger in (medic, manager, machine, elsewhere.dispatcher):
            with pytest.raises(NotYours):
                change_priority(incident=incident, priority=1, reason="Worse.", by=stranger, **hand())
