from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.actions.assignments import assign
from responder_app.actions.encounters import close
from responder_app.models import Event, PersonServed, SceneRecord
from tests import factories
from tests.conftest import TWO_PM


@pytest.fixture
def earlier(agency, other_unit, clinician, dispatcher, minutes):
    """A call of another crew, closed before, here unless told otherwise, where somebody called Juniper was met."""
    from responder_app.actions.shifts import sign_on

    def earlier(number, known_as="", **told):
        if not clinician.shifts.exists():
            sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=TWO_PM - minutes(5000))
        at = TWO_PM - minutes(5000 - number)
        incident = factories.Incident(
            agency=agency, **{"number": 500 + number, "received_at": at, "caller_name": "Secret Caller"} | told
        )
        made = assign(incident=incident, unit=other_unit, by=dispatcher, id=uuid4(), occurred_at=at).assignment
        if known_as:
            record = SceneRecord.objects.create(agency=agency, assignment=made, by=clinician, occurred_at=at)
            PersonServed.objects.create(agency=agency, scene=record, position=1, known_as=known_as)
        told = {"contact_outcome": "contact_made", "disposition": "remained_resolved", "people_served": 1}
        close(assignment=made, by=clinician, id=uuid4(), occurred_at=at, **told)
        return incident

    return earlier


@pytest.fixture
def page(tablet, assignment):
    return lambda name="tablet-call": tablet.get(reverse(name, args=[assignment.pk])).content.decode()


@pytest.fixture
def look(tablet, assignment):
    return lambda name: tablet.post(reverse("tablet-contacts", args=[assignment.pk]), {"known_as": name})


class TestEarlierContactsAtThePlace:
    def test_are_told_without_names(self, page, earlier):
        earlier(1, address="200 BLOCK of Alder  Street")
        told = page()

        assert "1 earlier contact of our program at this place" in told
        assert "Contact made, remained in community, resolved" in told
        assert "Secret Caller" not in told

    def test_are_the_newest_five_and_a_way_to_all(self, page, earlier):
        for number in range(7):
            earlier(number, summary=f"Told {number}")

        here = page().split('id="contacts"')[1].split("</section>")[0]
        assert (here.count("<li>"), "All 7" in here) == (5, True)
        assert page("tablet-contacts").count("<li>") == 7

    def test_are_none_elsewhere_or_where_nobody_closed(self, page, earlier, agency, elsewhere, incident):
        earlier(1, address="9 Other Road")
        factories.Incident(agency=agency, number=77)
        elsewhere.incident.place_key = incident.place_key
        elsewhere.incident.save()

        assert "No earlier contact of our program at this place." in page()


class TestLookingForAPerson:
    def test_shows_where_that_name_was_met_and_files_only_the_number(self, look, earlier):
        earlier(1, known_as="Juniper", address="9 Other Road")
        earlier(2, known_as="Somebody else", address="11 Third Road")

        told = look(" juniper ").content.decode()

        assert "Met on 1 call" in told
        assert "9 Other Road" in told
        assert "11 Third Road" not in told
        line = Event.objects.get(kind="contacts.looked_up")
        assert line.details == {"found": 1}

    def test_says_plainly_that_nobody_is_known(self, look):
        assert "Nobody of that name is on file with us." in look("Juniper").content.decode()

    @pytest.mark.parametrize("name", ["", "J", "x" * 81, "\0\0\0"])
    def test_asks_for_a_name_that_can_be_one_and_files_nothing(self, look, name):
        answer = look(name)

        assert answer.status_code == 422
        assert "errorlist" in answer.content.decode()
        assert not Event.objects.filter(kind="contacts.looked_up").exists()

    def test_knows_nothing_of_another_agency(self, look, elsewhere):
        record = SceneRecord.objects.create(
            agency=elsewhere.agency, assignment=elsewhere.assignment, by=elsewhere.responder, occurred_at=TWO_PM
        )
        PersonServed.objects.create(agency=elsewhere.agency, scene=record, position=1, known_as="Juniper")

        assert "Nobody of that name" in look("Juniper").content.decode()

    def test_is_for_the_crew_of_the_call_only(self, client, assignment, clinician, dispatcher, elsewhere):
        for person in (clinician, dispatcher, elsewhere.responder):
            client.force_login(person)
            answer = client.post(reverse("tablet-contacts", args=[assignment.pk]), {"known_as": "Juniper"})
            assert answer.status_code == 404
        assert not Event.objects.filter(kind="contacts.looked_up").exists()
