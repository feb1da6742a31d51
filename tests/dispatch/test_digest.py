from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from responder_app.actions.people import change_person
from responder_app.models import Event
from tests import factories

URL = "/desk/digest/"


@pytest.fixture
def last_month(agency):
    """Some day of the month before this one, by the agency's clock."""
    first = agency.day_of(timezone.now()).replace(day=1)
    return datetime.combine(first - timedelta(days=3), time(18), UTC)


@pytest.fixture
def told(agency, administrator, last_month):
    """Five call takers of the North group, who took and were answered a call each."""
    kind = factories.CallType(agency=agency)
    unit = factories.Unit(agency=agency)
    for number in range(5):
        person = factories.Person(agency=agency, role="dispatcher", last_name="Quillfeather")
        change_person(person=person, group="North", by=administrator, id=uuid4(), occurred_at=last_month)
        call = factories.Incident(agency=agency, call_type=kind, number=500 + number)
        line = {"agency": agency, "occurred_at": last_month, "recorded_at": last_month, "incident": call}
        first = 1000 + 2 * number  # far beyond what the actions file
        Event.objects.create(seq=first, id=call.pk, kind="incident.received", by=person, **line)
        ride = call.assignments.create(
            agency=agency,
            unit=unit,
            status_at=last_month,
            made_at=last_month,
            accept_by=last_month,
            cleared_at=last_month,
        )
        line |= {"assignment": ride, "details": {"good_fit": "good"}}
        Event.objects.create(seq=first + 1, id=uuid4(), kind="assignment.closed", **line)
    Event.objects.filter(kind="person.changed").update(recorded_at=last_month)


class TestTheDigest:
    @pytest.mark.parametrize(("role", "url"), [("dispatcher", URL), ("manager", URL), ("manager", "/program/digest/")])
    def test_shows_the_last_month_by_group_and_names_nobody(self, client, told, role, url, request):
        client.force_login(request.getfixturevalue(role))
        page = client.get(url).content.decode()

        assert '<th scope="row">North</th>' in page
        assert '5 <span class="muted">100 %</span>' in page
        assert "Quillfeather" not in page

    def test_shows_the_month_that_is_chosen(self, desk, told, last_month):
        before = (last_month.replace(day=1) - timedelta(days=2)).strftime("%Y-%m")
        page = desk.get(URL, {"month": before}).content.decode()

        assert f'<option value="{before}" selected>' in page
        assert "No crew said anything of a call in" in page

    @pytest.mark.parametrize("month", ["2999-01", "1999-01", "may"])
    def test_has_no_month_that_is_not_over_or_none(self, desk, month):
        assert desk.get(URL, {"month": month}).status_code == 404
        this = datetime.now(tz=timezone.get_default_timezone()).strftime("%Y-%m")
        assert f'value="{this}"' not in desk.get(URL).content.decode()

    def test_says_that_there_is_nothing(self, desk):
        assert "No crew said anything of a call in" in desk.get(URL).content.decode()

    def test_says_that_what_there_is_would_tell_of_somebody(self, desk, told):
        Event.objects.filter(kind="assignment.closed").last().delete()
        assert "too few answers or call takers" in desk.get(URL).content.decode()

    def test_costs_the_same_for_many(self, client, manager, told, django_assert_num_queries):
        client.force_login(manager)
        # session, person, agency; calls, sent, answered, overridden, who took them, groups
        with django_assert_num_queries(11):
            client.get("/program/digest/")

    def test_is_not_for_strangers(self, client, told, elsewhere, medic, machine):
        client.force_login(elsewhere.dispatcher)
        assert "North" not in client.get(URL).content.decode()
        for stranger in (medic, machine):
            client.force_login(stranger)
            assert [client.get(url).status_code for url in (URL, "/program/digest/")] == [404, 404]
