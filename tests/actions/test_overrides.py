from uuid import uuid4

import pytest

from responder_app.actions.assignments import assign
from responder_app.actions.intake import close_without_team, receive_call
from responder_app.actions.screening import override_screening
from responder_app.log import NotYours, Refused
from responder_app.models import Assignment, Event
from tests import factories


@pytest.fixture
def call(agency, dispatcher, two_pm):
    """A call that came in at two and is for a team."""
    told = {"call_type": factories.CallType(agency=agency), "intake_channel": "988"}
    return receive_call(by=dispatcher, id=uuid4(), occurred_at=two_pm, **told).incident


@pytest.fixture
def hand(dispatcher, two_pm, minutes):
    def hand(minute=1, by=dispatcher):
        return {"by": by, "id": uuid4(), "occurred_at": two_pm + minutes(minute)}

    return hand


class TestOverrideScreening:
    def test_lets_another_result_stand_and_keeps_what_the_rules_say(self, call, hand, dispatcher):
        line = override_screening(incident=call, result="not_for_us", reason="new_information", **hand())

        call.refresh_from_db()
        row = call.screenings.first()
        assert (call.result, call.eligible) == ("not_for_us", False)
        assert (row.by_rules, row.override_reason, row.by) == ("team_instead_of_police", "new_information", dispatcher)
        assert (line.kind, line.details["reason"]) == ("incident.overridden", "new_information")

    def test_keeps_its_note_out_of_the_log(self, call, hand):
        told = {"result": "not_for_us", "reason": "other", "note": "Known to Noor"}
        assert "Noor" not in str(override_screening(incident=call, **told, **hand()).details)

    def test_may_go_back_to_what_the_rules_say(self, call, hand):
        override_screening(incident=call, result="not_for_us", reason="supervisor", **hand(1))
        override_screening(incident=call, result="team_instead_of_police", reason="new_information", **hand(2))

        call.refresh_from_db()
        assert call.eligible

    def test_overrides_a_call_that_nobody_screened(self, incident, hand):
        override_screening(incident=incident, result="phone_only", reason="supervisor", **hand())
        assert (incident.screenings.get().by_rules, incident.result) == ("team_instead_of_police", "phone_only")

    def test_never_takes_a_crew_off_the_call(self, call, hand, on_duty, unit, dispatcher, two_pm):
        assign(incident=call, unit=unit, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        override_screening(incident=call, result="not_for_us", reason="supervisor", **hand())
        assert Assignment.objects.get().withdrawn_at is None

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"result": "phone_only", "reason": ""}, "Say why the rules are overridden."),
            ({"result": "phone_only", "reason": "other"}, "what the other reason is"),
            ({"result": "team_instead_of_police", "reason": "supervisor"}, "stands so already: Team instead of police"),
        ],
    )
    def test_refuses_with_a_sentence(self, call, hand, said, sentence):
        with pytest.raises(Refused, match=sentence):
            override_screening(incident=call, **said, **hand())
        assert Event.objects.filter(kind="incident.overridden").count() == 0

    def test_refuses_a_closed_call(self, call, hand):
        close_without_team(incident=call, reason="no_unit_free", sent_instead="police", **hand(1))
        with pytest.raises(Refused, match="is closed"):
            override_screening(incident=call, result="not_for_us", reason="supervisor", **hand(2))

    def test_sent_twice_happens_once(self, call, hand):
        told = {"incident": call, "result": "not_for_us", "reason": "supervisor", **hand()}
        override_screening(**told)
        assert override_screening(**told).repeated
        assert call.screenings.count() == 2

    def test_is_for_everybody_at_the_desk(self, call, hand, agency):
        for number, role in enumerate(("clinician", "hotline", "administrator"), 1):
            result = "phone_only" if number % 2 else "not_for_us"
            by = factories.Person(agency=agency, role=role)
            override_screening(incident=call, result=result, reason="supervisor", **hand(number, by))
        assert call.screenings.count() == 4

    def test_is_not_for_strangers(self, call, hand, medic, manager, machine, elsewhere):
        for stranger in (medic, manager, machine, elsewhere.clinician):
            with pytest.raises(NotYours):
                override_screening(incident=call, result="not_for_us", reason="supervisor", **hand(by=stranger))
