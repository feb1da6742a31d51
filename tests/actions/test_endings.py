from uuid import uuid4

import pytest

from responder_app.actions.assignments import assign, report_status, withdraw
from responder_app.actions.encounters import close
from responder_app.actions.endings import link_duplicate, reopen_call, void_call
from responder_app.actions.intake import close_without_team, receive_call
from responder_app.actions.waiting import hold
from responder_app.log import NotYours, Refused
from responder_app.models import Event, Hours, Incident, Note
from tests import factories


@pytest.fixture
def other(agency):
    return factories.Incident(agency=agency, number=7077)


@pytest.fixture
def closed(incident, dispatcher, hand):
    close_without_team(incident=incident, reason="no_unit_free", sent_instead="police", by=dispatcher, **hand())
    return incident


def fresh(incident):
    return Incident.objects.get(pk=incident.pk)


class TestClosingByHourAndPlace:
    @pytest.fixture
    def late(self, agency, dispatcher, hand, two_pm):
        """A call outside the program's hours: two in UTC is eight in the morning in Denver, on a Thursday."""
        Hours.objects.create(agency=agency, weekday=3, opens="09:00", closes="17:00")
        kind = factories.CallType(agency=agency)
        return receive_call(call_type=kind, intake_channel="988", by=dispatcher, **hand()).incident

    def test_a_call_keeps_whether_it_was_covered(self, late, dispatcher, hand):
        assert fresh(late).coverage == "out_of_hours"
        noon = receive_call(call_type=late.call_type, intake_channel="988", by=dispatcher, **hand(after=120)).incident
        assert fresh(noon).coverage == "covered"

    def test_out_of_hours_is_the_reason_by_itself(self, late, dispatcher, hand):
        line = close_without_team(incident=late, sent_instead="police", by=dispatcher, **hand())

        assert fresh(late).unserved_reason == "out_of_hours"
        assert line.details["by_coverage"] is True

    def test_another_reason_can_be_chosen(self, late, dispatcher, hand):
        line = close_without_team(
            incident=late, reason="caller_declined", sent_instead="nobody", by=dispatcher, **hand()
        )
        assert fresh(late).unserved_reason == "caller_declined"
        assert "by_coverage" not in line.details

    def test_is_no_reason_once_a_unit_was_sent(self, late, unit, on_duty, dispatcher, hand):
        made = assign(incident=late, unit=unit, by=dispatcher, **hand()).assignment
        withdraw(assignment=made, by=dispatcher, **hand())

        with pytest.raises(Refused, match="say why no team went"):
            close_without_team(incident=late, sent_instead="police", by=dispatcher, **hand())


class TestEndingsAtTheDesk:
    @pytest.mark.parametrize("ending", ["information", "transferred"])
    def test_say_how_the_call_ended_and_why(self, incident, dispatcher, ending, hand):
        told = {"reason": "settled_by_phone", "sent_instead": "phone", "note": " Gave the shelter's number. "}
        line = close_without_team(incident=incident, ending=ending, by=dispatcher, **told, **hand())

        ended = fresh(incident)
        assert (ended.ending, ended.ending_note) == (ending, "Gave the shelter's number.")
        assert (line.kind, line.details["ending"]) == ("incident.closed", ending)

    @pytest.mark.parametrize("ending", ["team", "phone", "duplicate", "void", "gone"])
    def test_refuse_what_is_another_actions(self, incident, dispatcher, ending, hand):
        told = {"reason": "person_left", "sent_instead": "nobody", "ending": ending}
        with pytest.raises(Refused, match="does not end like that"):
            close_without_team(incident=incident, by=dispatcher, **told, **hand())

    def test_an_eligible_call_has_a_reason_however_it_ends(self, incident, dispatcher, hand):
        with pytest.raises(Refused, match="say why no team went"):
            close_without_team(incident=incident, ending="information", sent_instead="phone", by=dispatcher, **hand())
        with pytest.raises(Refused, match="what went instead"):
            close_without_team(incident=incident, reason="person_left", sent_instead="", by=dispatcher, **hand())
        assert fresh(incident).closed_at is None

    def test_wait_for_what_the_crew_writes(self, assignment, dispatcher, medic, hand):
        report_status(assignment=assignment, status="available", by=medic, **hand())
        told = {"reason": "person_left", "sent_instead": "nobody"}
        with pytest.raises(Refused, match="and writes how it ended"):
            close_without_team(incident=assignment.incident, by=dispatcher, **told, **hand())


class TestLinkDuplicate:
    def test_ends_the_call_and_names_the_other(self, incident, other, dispatcher, hand, two_pm):
        line = link_duplicate(incident=incident, other=other, by=dispatcher, **hand())

        ended = fresh(incident)
        assert (ended.ending, ended.duplicate_of, ended.closed_at) == ("duplicate", other, two_pm)
        assert (line.kind, line.incident, line.details["duplicate"]) == ("incident.linked", other, str(incident.pk))
        assert list(Incident.objects.counted()) == [other]

    def test_tells_the_crews_of_the_other_call(self, assignment, other, dispatcher, on_duty, hand):
        line = link_duplicate(incident=other, other=assignment.incident, by=dispatcher, **hand())
        assert line.shifts == [on_duty.pk]

    def test_sent_twice_happens_once(self, incident, other, dispatcher, hand):
        letter = {"incident": incident, "other": other, "by": dispatcher, **hand()}
        link_duplicate(**letter)
        assert link_duplicate(**letter).repeated

    def test_refuses_itself_chains_and_loops(self, agency, incident, other, dispatcher, hand):
        third = factories.Incident(agency=agency)
        with pytest.raises(Refused, match="not linked to itself"):
            link_duplicate(incident=incident, other=incident, by=dispatcher, **hand())
        link_duplicate(incident=incident, other=other, by=dispatcher, **hand())
        with pytest.raises(Refused, match=f"itself linked to call {other}: link to that one"):
            link_duplicate(incident=third, other=incident, by=dispatcher, **hand())
        with pytest.raises(Refused, match=f"Call {incident} is linked to call {other}, which has to stand"):
            link_duplicate(incident=other, other=third, by=dispatcher, **hand())
        with pytest.raises(Refused, match="itself linked"):
            link_duplicate(incident=other, other=incident, by=dispatcher, **hand())

    def test_tells_whom_it_was_kept_for(self, assignment, agency, other, unit, dispatcher, on_duty, hand):
        kept = factories.Incident(agency=agency)
        hold(incident=kept, unit=unit, by=dispatcher, **hand())

        assert link_duplicate(incident=kept, other=other, by=dispatcher, **hand()).shifts == [on_duty.pk]
        assert fresh(kept).held_for is None

    def test_refuses_a_closed_call(self, closed, other, dispatcher, hand):
        with pytest.raises(Refused, match="is closed"):
            link_duplicate(incident=closed, other=other, by=dispatcher, **hand())

    def test_its_crew_has_to_be_off_first(self, assignment, other, dispatcher, hand):
        with pytest.raises(Refused, match="R1 is still on call"):
            link_duplicate(incident=assignment.incident, other=other, by=dispatcher, **hand())

    def test_refuses_a_void_call(self, incident, other, dispatcher, hand):
        Incident.objects.filter(pk=other.pk).update(ending="void", closed_at=other.received_at, ending_note="Test")
        with pytest.raises(Refused, match="is void"):
            link_duplicate(incident=incident, other=other, by=dispatcher, **hand())

    def test_is_not_for_strangers(self, incident, other, medic, manager, elsewhere, dispatcher, hand):
        for stranger in (medic, manager, elsewhere.dispatcher):
            with pytest.raises(NotYours):
                link_duplicate(incident=incident, other=other, by=stranger, **hand())
        with pytest.raises(NotYours):
            link_duplicate(incident=incident, other=elsewhere.incident, by=dispatcher, **hand())


class TestVoidCall:
    def test_counts_nowhere_and_says_why(self, incident, dispatcher, hand):
        incident.received_at = hand()["occurred_at"]
        incident.save()
        letter = hand(after=59)
        line = void_call(incident=incident, reason="Test of the line.", by=dispatcher, **letter)

        assert (fresh(incident).ending, fresh(incident).ending_note) == ("void", "Test of the line.")
        assert not Incident.objects.counted().exists()
        assert Note.objects.get(pk=letter["id"]).body == "Test of the line."
        assert "Test of the line" not in str(line.details)

    def test_the_desk_may_within_the_hour_and_the_administrator_later(self, incident, dispatcher, administrator, hand):
        with pytest.raises(Refused, match="An administrator can void it"):
            void_call(incident=incident, reason="Test.", by=dispatcher, **hand())
        void_call(incident=incident, reason="Test.", by=administrator, **hand())
        assert fresh(incident).ending == "void"

    def test_sent_twice_happens_once(self, incident, administrator, hand):
        letter = {"incident": incident, "reason": "Test.", "by": administrator, **hand()}
        void_call(**letter)
        assert void_call(**letter).repeated
        with pytest.raises(Refused, match="void already"):
            void_call(**letter | {"id": uuid4()})

    def test_takes_the_reason_of_a_closed_call_with_it(self, closed, administrator, hand):
        line = void_call(incident=closed, reason="It was a drill.", by=administrator, **hand())

        ended = fresh(closed)
        assert (ended.ending, ended.unserved_reason, ended.sent_instead) == ("void", "", "")
        assert line.details["ending_before"] == "no_team"

    def test_refuses_what_a_crew_has_had(self, assignment, administrator, medic, hand):
        close(assignment=assignment, contact_outcome="gone_on_arrival", by=medic, **hand())
        with pytest.raises(Refused, match="it is no test"):
            void_call(incident=assignment.incident, reason="Test.", by=administrator, **hand())

    def test_refuses_without_a_reason_and_under_a_linked_call(self, incident, other, administrator, hand):
        with pytest.raises(Refused, match="Say why"):
            void_call(incident=incident, reason="  ", by=administrator, **hand())
        link_duplicate(incident=incident, other=other, by=administrator, **hand())
        with pytest.raises(Refused, match="has to stand"):
            void_call(incident=other, reason="Test.", by=administrator, **hand())

    def test_is_not_for_strangers(self, incident, medic, manager, machine, elsewhere, hand):
        for stranger in (medic, manager, machine, elsewhere.administrator):
            with pytest.raises(NotYours):
                void_call(incident=incident, reason="Test.", by=stranger, **hand())


class TestReopenCall:
    def test_lets_the_call_wait_again(self, closed, dispatcher, hand):
        letter = hand(after=30)
        line = reopen_call(incident=closed, reason="She rang again.", by=dispatcher, **letter)

        opened = fresh(closed)
        assert (opened.closed_at, opened.ending, opened.unserved_reason, opened.sent_instead) == (None, "", "", "")
        assert (line.kind, line.details["ending_before"]) == ("incident.reopened", "no_team")
        assert Note.objects.get(pk=letter["id"]).body == "She rang again."

    def test_lets_go_of_the_call_it_was_linked_to(self, assignment, other, on_duty, dispatcher, hand):
        link_duplicate(incident=other, other=assignment.incident, by=dispatcher, **hand())
        line = reopen_call(incident=other, reason="Another house.", by=dispatcher, **hand())

        assert fresh(other).duplicate_of is None
        assert (line.details["duplicate_of_before"], line.shifts) == (str(assignment.incident_id), [on_duty.pk])

    def test_sent_twice_happens_once(self, closed, dispatcher, hand):
        letter = {"incident": closed, "reason": "Again.", "by": dispatcher, **hand()}
        reopen_call(**letter)
        assert reopen_call(**letter).repeated
        assert Event.objects.filter(kind="incident.reopened").count() == 1

    @pytest.mark.parametrize(
        ("after", "reason", "sentence"),
        [(24 * 60 + 1, "She rang again.", "over a day ago"), (5, " ", "Say why the call is opened again")],
    )
    def test_is_refused_with_a_sentence(self, closed, dispatcher, hand, after, reason, sentence):
        with pytest.raises(Refused, match=sentence):
            reopen_call(incident=closed, reason=reason, by=dispatcher, **hand(after))

    def test_refuses_an_open_call_and_what_a_crew_ended(self, assignment, other, medic, dispatcher, hand):
        with pytest.raises(Refused, match="is open"):
            reopen_call(incident=other, reason="Again.", by=dispatcher, **hand())
        close(assignment=assignment, contact_outcome="gone_on_arrival", by=medic, **hand())
        with pytest.raises(Refused, match="can amend how it ended"):
            reopen_call(incident=assignment.incident, reason="Again.", by=dispatcher, **hand())

    def test_is_not_for_strangers(self, closed, medic, manager, machine, elsewhere, hand):
        for stranger in (medic, manager, machine, elsewhere.dispatcher):
            with pytest.raises(NotYours):
                reopen_call(incident=closed, reason="Again.", by=stranger, **hand())
