from uuid import uuid4

import pytest

from responder_app.actions.assignments import report_status
from responder_app.actions.encounters import close, write_note
from responder_app.dispatch import shared
from tests import factories


class TestCall:
    def test_shows_facts_and_timeline(self, desk, assignment, medic, two_pm):
        incident = assignment.incident
        write_note(incident=incident, body="Caller rang again.", by=medic, id=uuid4(), occurred_at=two_pm)
        page = desk.get(f"/desk/calls/{incident.pk}/").content.decode()

        for told in ("Somebody sits on the kerb", 'href="tel:555-0100"', "R1 was assigned", "Caller rang again."):
            assert told in page

    def test_shows_the_outcome_in_words(self, desk, assignment, medic, two_pm):
        said = {"contact_outcome": "contact_made", "disposition": "remained_referral", "people_served": 1}
        close(assignment=assignment, by=medic, id=uuid4(), occurred_at=two_pm, **said)

        page = desk.get(f"/desk/calls/{assignment.incident_id}/").content.decode()
        assert "<strong>Contact made</strong>. Remained, referral given; people served: 1" in page

    def test_shows_what_the_crew_says_of_the_call_itself(self, desk, assignment, medic, two_pm):
        said = {"contact_outcome": "gone_on_arrival", "scene": {"answers": {"good_fit": "too_risky"}}}
        close(assignment=assignment, by=medic, id=uuid4(), occurred_at=two_pm, **said)

        assert (
            "The crew says: <strong>Too risky</strong>"
            in desk.get(f"/desk/calls/{assignment.incident_id}/").content.decode()
        )

    @pytest.mark.parametrize("name", ["call", "timeline"])
    def test_serves_each_region_alone(self, desk, assignment, name):
        headers = {"HX-Request": "true", "HX-Target": name}
        html = desk.get(f"/desk/calls/{assignment.incident_id}/", headers=headers).content.decode()
        assert f'id="{name}"' in html
        assert "<body" not in html

    def test_asks_as_often_for_many_notes_as_for_one(self, desk, assignment, medic, two_pm, django_assert_num_queries):
        def page():
            shared.forget()
            with django_assert_num_queries(34):
                desk.get(f"/desk/calls/{assignment.incident_id}/")

        write_note(incident=assignment.incident, body="One.", by=medic, id=uuid4(), occurred_at=two_pm)
        page()
        for number in range(20):
            said = {"by": medic, "id": uuid4(), "occurred_at": two_pm}
            write_note(incident=assignment.incident, body=f"Note {number}.", **said)
        report_status(assignment=assignment, status="en_route", by=medic, id=uuid4(), occurred_at=two_pm)
        page()

    def test_is_not_for_strangers(self, client, incident, elsewhere, medic, machine):
        for stranger in (elsewhere.dispatcher, elsewhere.manager, medic, machine):
            client.force_login(stranger)
            assert client.get(f"/desk/calls/{incident.pk}/").status_code == 404


class TestCalls:
    @pytest.fixture
    def shelf(self, agency, two_pm):
        kind = factories.CallType(agency=agency)
        made = {"agency": agency, "call_type": kind}
        factories.Incident(address="1 Open Road", **made)
        factories.Incident(address="2 Closed Road", closed_at=two_pm, ending="team", **made)
        unserved = {"unserved_reason": "no_unit_free", "sent_instead": "police"}
        return factories.Incident(address="3 Unserved Road", closed_at=two_pm, ending="no_team", **made | unserved)

    @pytest.mark.parametrize(
        ("state", "shown"),
        [
            ("open", {"1 Open"}),
            ("closed", {"2 Closed", "3 Unserved"}),
            ("unserved", {"3 Unserved"}),
            ("odd", {"1 Open"}),
        ],
    )
    def test_shows_the_calls_of_one_state(self, desk, shelf, state, shown):
        page = desk.get("/desk/calls/", {"state": state}).content.decode()
        found = {road for road in ("1 Open", "2 Closed", "3 Unserved") if f"{road} Road" in page}
        assert found == shown

    def test_finds_a_call_by_its_number_whatever_its_state(self, desk, shelf):
        assert "3 Unserved Road" in desk.get("/desk/calls/", {"number": f"#{shelf.number}"}).content.decode()

    @pytest.mark.parametrize("asked", [{"number": "9" * 30}, {"before": "x"}, {"number": "\0"}, {"number": "²"}])
    def test_nonsense_is_not_found(self, desk, shelf, asked):
        assert desk.get("/desk/calls/", asked).status_code == 200

    def test_leafs_back_by_number_and_misses_none(self, desk, agency):
        kind = factories.CallType(agency=agency)
        numbers = {factories.Incident(agency=agency, call_type=kind).number for _ in range(120)}
        seen, page = [], desk.get("/desk/calls/")
        while True:
            seen += [call.number for call in page.context["calls"]]
            if page.context["before"] is None:
                break
            page = desk.get("/desk/calls/", {"state": "open", "before": page.context["before"]})
        assert seen == sorted(numbers, reverse=True)

    def test_shows_nothing_of_another_agency(self, desk, elsewhere):
        assert "Elsewhere Road" not in desk.get("/desk/calls/", {"state": "all"}).content.decode()

    def test_does_not_exist_for_crews_and_machines(self, client, medic, machine):
        for stranger in (medic, machine):
            client.force_login(stranger)
            assert client.get("/desk/calls/").status_code == 404
