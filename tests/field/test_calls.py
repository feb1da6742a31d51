from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.actions.assignments import assign, withdraw
from responder_app.actions.encounters import write_note
from responder_app.actions.endings import link_duplicate
from responder_app.actions.safety import call_backup
from responder_app.actions.shifts import sign_on
from responder_app.actions.supports import change_support, hand_over, send_support
from responder_app.field.calls import route_to
from tests import factories


@pytest.fixture
def page(tablet, assignment):
    return lambda: tablet.get(reverse("tablet-call", args=[assignment.pk])).content.decode()


class TestTheCallsPage:
    def test_tells_what_the_crew_must_know(self, page):
        told = page()

        for words in ("Priority 3", "Check the welfare", "200 block of Alder Street", "Somebody sits on the kerb"):
            assert words in told
        assert 'href="tel:555-0100"' in told
        assert 'href="geo:0,0?q=200%20block%20of%20Alder%20Street"' in told

    def test_has_the_whole_directory_for_the_time_without_signal(self, tablet, assignment, service):
        assert "Night shelter" in tablet.get(reverse("tablet-after", args=[assignment.pk])).content.decode()

    def test_says_that_the_desk_took_it_back(self, page, assignment, dispatcher, two_pm, minutes):
        withdraw(assignment=assignment, by=dispatcher, id=uuid4(), occurred_at=two_pm + minutes(1))

        assert "Dispatch took this call back at" in page()

    def test_says_that_the_crew_declined(self, page, post, assignment):
        post("tablet-decline", assignment.pk, reason="too_far")

        assert "Your crew declined this call" in page()

    def test_says_how_it_was_closed(self, page, post, assignment):
        post("tablet-close", assignment.pk, contact_outcome="gone_on_arrival")

        told = page()
        assert "Gone on arrival" in told
        assert reverse("tablet-close", args=[assignment.pk]) not in told

    def test_escapes_what_people_write(self, page, assignment, dispatcher, two_pm):
        write_note(incident=assignment.incident, body="<img src=x>", by=dispatcher, id=uuid4(), occurred_at=two_pm)

        assert "&lt;img src=x&gt;" in page()

    def test_knows_that_police_go_too_and_where_they_are(self, page, assignment, dispatcher, two_pm):
        hand = {"by": dispatcher, "occurred_at": two_pm}
        line = send_support(
            incident=assignment.incident, kind="police", reason="Threw a bottle.", eta_minutes=7, id=uuid4(), **hand
        )
        going = page().split('data-fact="going"')[1].split("</dd>")[0]
        assert "Police" in going
        assert "expected 08:07" in going
        assert "Threw a bottle." in page()

        support = assignment.incident.supports.get(pk=line.id)
        change_support(support=support, stage="on_scene", id=uuid4(), **hand)
        going = page().split('data-fact="going"')[1].split("</dd>")[0]
        assert "On scene" in going
        assert "expected" not in going

    def test_tells_what_another_caller_said_about_the_same(self, page, agency, assignment, dispatcher, two_pm):
        other = factories.Incident(agency=agency, summary="He shouts at the fountain.")
        link_duplicate(incident=other, other=assignment.incident, by=dispatcher, id=uuid4(), occurred_at=two_pm)

        line = page().split('id="timeline"')[1].split("He shouts at the fountain.")[0]
        assert "data-from-desk" in line.split("<li")[-1]

    def test_says_that_the_call_was_handed_over_and_why(self, page, assignment, dispatcher, two_pm):
        told = {"kind": "police", "reason": "A knife was seen."}
        hand_over(incident=assignment.incident, **told, by=dispatcher, id=uuid4(), occurred_at=two_pm)

        for words in ("Dispatch took this call back at", "Handed over to police", "A knife was seen."):
            assert words in page()

    def test_knows_who_else_is_going(self, page, assignment, other_unit, clinician, dispatcher, two_pm):
        sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=two_pm)
        assign(incident=assignment.incident, unit=other_unit, by=dispatcher, id=uuid4(), occurred_at=two_pm)

        going = page().split('data-fact="going"')[1].split("</dd>")[0]
        assert "R2" in going
        assert 'data-status="assigned"' in going

    def test_knows_what_help_another_crew_asked_for(self, page, assignment, other_unit, clinician, dispatcher, two_pm):
        sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=two_pm)
        made = assign(incident=assignment.incident, unit=other_unit, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        told = {"level": "urgent", "reasons": ["animal"], "by": clinician, "id": uuid4(), "occurred_at": two_pm}
        call_backup(assignment=made.assignment, **told)

        asked = page().split('data-fact="help"')[1].split("</dd>")[0]
        assert "Police" in asked
        assert "R2" in asked
        assert "nobody has it yet" in asked

    def test_says_what_was_asked_and_what_nobody_knows(self, page, assignment):
        assignment.incident.screening = {"weapon": "yes", "violence": "no"}
        assignment.incident.save()

        asked = page().split('id="screening"')[1].split("</section>")[0]
        assert "<strong>Yes:</strong> Weapon seen or reported" in asked
        assert "<strong>Unknown:</strong> Threat of violence to others" in asked
        assert "No to 1 question" in asked

    def test_says_that_nothing_was_asked(self, page):
        assert "Not screened: all of it is unknown." in page()

    def test_begins_its_timeline_with_the_newest_and_folds_what_is_long_ago(self, page, post, assignment):
        for turn in range(20):
            post("tablet-notes", assignment.pk, body=f"Note {turn}.")

        told = page().split('id="timeline"')[1].split('id="times"')[0]
        assert (
            told.index("Note 19.") < told.index("Note 6.") < told.index("6 lines before that") < told.index("Note 0.")
        )

    def test_marks_lines_by_others_and_by_the_desk(self, page, post, assignment, dispatcher, two_pm, minutes):
        write_note(
            incident=assignment.incident, body="Mine.", by=assignment.crew.get().person, id=uuid4(), occurred_at=two_pm
        )
        told = {"by": dispatcher, "id": uuid4(), "occurred_at": two_pm + minutes(1)}
        write_note(incident=assignment.incident, body="From the desk.", **told)

        lines = page().split('id="timeline"')[1].split("<li ")
        (mine,), (desk,) = ([line for line in lines if words in line] for words in ("Mine.", "From the desk."))
        assert ("data-from-others" in mine, "data-from-desk" in mine) == (False, False)
        assert ("data-from-others" in desk, "data-from-desk" in desk) == (True, True)

    def test_of_others_is_not_found(self, client, assignment, clinician, elsewhere, dispatcher):
        for person in (clinician, elsewhere.responder, dispatcher):
            client.force_login(person)
            assert client.get(reverse("tablet-call", args=[assignment.pk])).status_code == 404

    def test_is_a_fragment_for_htmx(self, tablet, assignment):
        url = reverse("tablet-call", args=[assignment.pk])

        fragment = tablet.get(url, headers={"HX-Request": "true"}).content.decode()

        assert "<html" not in fragment
        assert 'id="_call"' in fragment

    @pytest.mark.parametrize("number", [1, 9])
    def test_costs_a_fixed_number_of_queries(
        self, tablet, post, assignment, service, number, django_assert_num_queries
    ):
        for turn in range(number):
            post("tablet-notes", assignment.pk, body=f"Note {turn}")
            post("tablet-backup", assignment.pk, level="standby", reasons=["other"])
            factories.Service(agency=assignment.agency, name=f"Service {turn}")

        # session, user, head, assignment, agency; help, cautions; lines, notes, referrals, corrections, others, their
        # help; reports, earlier contacts, phrases; what was asked before, the check-in
        with django_assert_num_queries(19):
            tablet.get(reverse("tablet-call", args=[assignment.pk]))


class TestRouteTo:
    def test_uses_the_point_where_there_is_one(self, agency):
        incident = factories.Incident.build(
            agency=agency, call_type=None, latitude=39.5, longitude=-104.9, address="5 Elm, rear"
        )

        assert route_to(incident) == "geo:39.5,-104.9?q=39.5,-104.9(5%20Elm%2C%20rear)"

    def test_is_empty_without_a_place(self, agency):
        assert route_to(factories.Incident.build(agency=agency, call_type=None, address="")) == ""


class TestTwoOfACrew:
    def test_see_and_report_on_the_same_call(self, client, post, assignment, clinician, unit, two_pm):
        sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=two_pm)
        client.force_login(clinician)

        assert client.get(reverse("tablet-call", args=[assignment.pk])).status_code == 200
        assert post("tablet-status", assignment.pk, author=clinician.pk, status="on_scene").status_code == 201
