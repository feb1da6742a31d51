"""A call sheet typed in, sheet after sheet."""

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from responder_app.models import Assignment, Event, Incident
from tests import factories

URL = "/desk/late/"
DENVER = ZoneInfo("America/Denver")


@pytest.fixture
def yesterday():
    """So long ago that its night is over too, whatever the time is now."""
    return timezone.now().astimezone(DENVER).date() - timedelta(days=2)


@pytest.fixture
def sheet(agency, unit, medic, yesterday):
    factories.CallType(agency=agency, code="CW", label="Check the welfare")
    return {
        "id": str(uuid4()),
        "received_day": yesterday.isoformat(),
        "received_time": "23:50",
        "call_type": "cw",
        "intake_channel": "911_call_taker",
        "caller_relation": "unknown",
        "address": "12 Mill Lane",
        "unit": "r1",
        "crew": [medic.pk],
        "time_en_route": "2355",
        "time_on_scene": "0.10",
        "contact_outcome": "contact_made",
        "disposition": "remained_resolved",
        "people_served": "1",
        "note": "By torchlight.",
    }


class TestALateEntry:
    def test_is_filed_with_its_times_over_midnight_and_leads_to_the_next_sheet(self, desk, sheet, yesterday):
        answer = desk.post(URL, sheet)

        assert (answer.status_code, answer["Location"]) == (302, f"{URL}?filed={sheet['id']}")
        ride = Assignment.objects.get()
        times = {report.status: report.occurred_at for report in ride.reports.all()}
        tomorrow = yesterday + timedelta(days=1)
        assert times["en_route"] == datetime(yesterday.year, yesterday.month, yesterday.day, 23, 55, tzinfo=DENVER)
        assert times["on_scene"] == datetime(tomorrow.year, tomorrow.month, tomorrow.day, 0, 10, tzinfo=DENVER)
        assert str(ride.incident_id) == sheet["id"]

    def test_is_shown_everywhere_as_such_with_who_typed_it(self, desk, sheet, dispatcher):
        desk.post(URL, sheet)

        call = Incident.objects.get()
        for address in (f"/desk/calls/{call.pk}/", "/desk/calls/?state=closed", "/desk/paper/", URL):
            page = desk.get(address).content.decode()
            assert "Late entry</span>" in page, address
            assert f"typed in by {dispatcher}" in page, address
        page = desk.get(f"/desk/calls/{call.pk}/").content.decode()
        assert 'En route <b class="num">23:55</b>' in page
        assert "By torchlight." in page

    def test_without_a_unit_says_what_went_instead(self, desk, sheet):
        plain = {
            name: told for name, told in sheet.items() if not name.startswith(("time_", "contact", "dispo", "people"))
        }
        plain |= {"unit": "", "crew": [], "sent_instead": "police", "reason": "no_unit_free"}
        assert desk.post(URL, plain).status_code == 302
        assert (Incident.objects.get().sent_instead, Assignment.objects.count()) == ("police", 0)

    def test_a_double_click_files_one(self, desk, sheet):
        assert [desk.post(URL, sheet).status_code for _ in range(2)] == [302, 302]
        assert Event.objects.filter(kind="incident.entered_late").count() == 1

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"received_time": ""}, "When did it come in?"),
            ({"received_time": "25:00"}, "Write the time like 14:05 or 1405."),
            ({"received_day": "soon"}, "Write the day like 2026-05-31."),
            ({"received_day": "2999-01-01"}, "That time is still to come."),
            ({"time_en_route": "23:40", "received_time": "23:50"}, "That is before: the call came in."),
            ({"time_on_scene": "23:51"}, "That is before: En route."),
            ({"call_type": "zz"}, "There is no call type “zz”."),
            ({"unit": "R77"}, "There is no unit R77."),
            ({"unit": ""}, "Which unit? There are times of one."),
            ({"contact_outcome": ""}, "A call that is not over is typed in as a new one."),
            ({"disposition": ""}, "There was a person: say where they went."),
            ({"contact_outcome": "gone_on_arrival"}, "With nobody met there is no disposition."),
            ({"disposition": "other"}, "Say in a few words what the other outcome was."),
            ({"external_id": "C-7"}, "C-7 is already on file for another call"),
        ],
    )
    def test_says_at_the_field_what_cannot_be_and_loses_nothing(self, desk, sheet, agency, wrong, sentence):
        factories.Incident(agency=agency, external_id="C-7")
        answer = desk.post(URL, sheet | wrong)

        page = answer.content.decode()
        assert answer.status_code in {409, 422}
        assert sentence in page
        assert 'value="12 Mill Lane"' in page
        assert not Assignment.objects.exists()

    def test_of_the_same_sheet_at_another_desk_asks_first(self, desk, sheet):
        desk.post(URL, sheet)
        other = sheet | {"id": str(uuid4())}
        answer = desk.post(URL, other)
        assert (answer.status_code, "was typed in already" in answer.content.decode()) == (422, True)

        assert desk.post(URL, other | {"again": "on"}).status_code == 302
        assert Incident.objects.count() == 2

    def test_takes_a_type_that_was_in_force_on_that_day(self, desk, sheet, agency, yesterday):
        factories.CallType(agency=agency, code="OLD", label="Old type", effective_to=yesterday)
        answer = desk.post(URL, sheet | {"call_type": "OLD"})
        assert "There is no call type “OLD”." in answer.content.decode()
        before = (yesterday - timedelta(days=1)).isoformat()
        assert desk.post(URL, sheet | {"call_type": "OLD", "received_day": before}).status_code == 302

    def test_is_not_for_strangers(self, strangers, sheet):
        got = [(client.get(URL).status_code, client.post(URL, sheet).status_code) for client in strangers()]
        assert got == [(200, 422), (404, 404), (404, 404), (404, 404)]
        assert not Incident.objects.filter(pk=sheet["id"]).exists()
