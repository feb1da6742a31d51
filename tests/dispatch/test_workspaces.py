from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from responder_app.actions.consults import ask_consult
from responder_app.actions.intake import receive_call
from responder_app.actions.transfers import accept_transfer, offer_transfer
from responder_app.dispatch import hotline_regions, shared
from responder_app.models import Assignment, CallType, FollowUp, Incident, StatusReport, Transfer
from tests import factories


@pytest.fixture
def page(client):
    def page(person, path, part=None):
        client.force_login(person)
        headers = {"HX-Request": "true", "HX-Target": part} if part else {}
        return client.get(path, headers=headers)

    return page


@pytest.fixture
def offered(agency, dispatcher):
    """So many callers are offered to that desk."""

    def offered(to_party, number=1):
        for turn in range(number):
            call = factories.Incident(agency=agency, address=f"{turn} Mill Lane", summary=f"Told {turn}")
            told = {"incident": call, "to_party": to_party, "reason": "clinical"}
            offer_transfer(**told, by=dispatcher, id=uuid4(), occurred_at=timezone.now())
        return Transfer.objects.last()

    return offered


class TestWhoComesIn:
    @pytest.mark.parametrize(
        ("path", "who"),
        [("/desk/clinician/", ["embedded", "administrator"]), ("/desk/hotline/", ["operator", "administrator"])],
    )
    def test_is_its_role_and_the_administrator(self, request, page, path, who):
        everybody = ["embedded", "operator", "administrator", "dispatcher", "manager", "medic", "machine"]
        let_in = [name for name in everybody if page(request.getfixturevalue(name), path).status_code == 200]
        assert let_in == who

    @pytest.mark.parametrize("path", ["/desk/clinician/", "/desk/hotline/"])
    def test_signs_in_first(self, client, db, path):
        assert client.get(path)["Location"] == f"/sign-in/?next={path}"

    @pytest.mark.parametrize(("who", "path"), [("embedded", "/desk/clinician/"), ("operator", "/desk/hotline/")])
    def test_is_at_home_there_and_the_board_is_one_key_away(self, request, page, who, path):
        person = request.getfixturevalue(who)
        assert page(person, "/")["Location"] == path
        assert f'href="{path}" data-press="g"' in page(person, "/desk/").content.decode()
        assert 'href="/desk/" data-press="g"' in page(person, path).content.decode()


class TestTheClinicians:
    def test_is_empty_with_words(self, page, embedded):
        told = page(embedded, "/desk/clinician/").content.decode()
        for words in ("Nobody is offered to you.", "You have no caller.", "Telehealth today"):
            assert words in told

    def test_shows_who_is_offered_with_the_record(self, page, embedded, offered):
        call = offered("embedded_clinician").incident
        call.screening = {"dog": "yes", "weapon": "no"}
        call.save()
        told = page(embedded, "/desk/clinician/").content.decode()
        for words in ("Told 0", "0 Mill Lane", "555-0100", "Dog or other animal there", "Medical emergency"):
            assert words in told
        assert "data-until" in told

    def test_shows_ones_callers_and_those_of_others(self, page, embedded, offered, agency):
        accept_transfer(transfer=offered("embedded_clinician"), by=embedded, id=uuid4(), occurred_at=timezone.now())
        factories.Incident(agency=agency, dispatch_owner="embedded_clinician", summary="Somebody else's")
        told = page(embedded, "/desk/clinician/", "callers").content.decode()
        mine, others = told.split("Others at this desk")
        assert "Told 0" in mine
        assert "Somebody else" in others

    def test_shows_the_question_with_its_screening(self, page, embedded, dispatcher, incident):
        incident.screening = {"weapon": "yes"}
        incident.save()
        told = {"incident": incident, "question": "Still ours?", "by": dispatcher}
        ask_consult(**told, id=uuid4(), occurred_at=timezone.now())
        shown = page(embedded, "/desk/clinician/", "consults").content.decode()
        for words in ("Still ours?", "Weapon seen or reported", "11 unknown"):
            assert words in shown

    def test_shows_the_follow_ups_of_today_alone(self, page, embedded, agency, incident, medic):
        now = timezone.now()
        for what, due, owner in (
            ("Overdue of Mika", now - timedelta(hours=1), medic),
            ("Of Mika, in a minute", now + timedelta(minutes=1), medic),
            ("Own, last week", now - timedelta(days=7), embedded),
            ("Next week", now + timedelta(days=7), embedded),
        ):
            hand = {"planned_by": medic, "planned_at": now, "owner": owner}
            FollowUp.objects.create(agency=agency, incident=incident, what=what, due_at=due, **hand)
        told = page(embedded, "/desk/clinician/", "follow_ups").content.decode()
        shown = [what for what in ("Overdue of Mika", "Of Mika, in", "Own, last week", "Next week") if what in told]
        assert shown == ["Overdue of Mika", "Own, last week"]

    @pytest.mark.parametrize("number", [1, 8])
    def test_costs_a_fixed_number_of_queries(self, page, embedded, offered, number, django_assert_num_queries):
        last = offered("embedded_clinician", number)
        accept_transfer(transfer=last, by=embedded, id=uuid4(), occurred_at=timezone.now())
        offered("embedded_clinician", number)
        page(embedded, "/desk/clinician/")
        shared.forget()
        with django_assert_num_queries(23):
            assert page(embedded, "/desk/clinician/").status_code == 200


class TestTheHotlines:
    @pytest.fixture
    def categories(self, agency):
        factories.CallType(agency=agency, code="NEEDS", label="Basic needs", channels=["program_line", "311"])
        factories.CallType(agency=agency, code="FIGHT", label="Fight", channels=["911_call_taker"])
        factories.CallType(agency=agency, code="ANY", label="Anything")

    def test_offers_its_own_categories(self, page, operator, categories):
        told = page(operator, "/desk/hotline/").content.decode()
        assert [kind in told for kind in ("Basic needs", "Fight", "Anything")] == [True, False, False]

    def test_offers_all_where_no_type_names_a_channel(self, page, operator, agency):
        factories.CallType(agency=agency, label="Anything")
        assert "Anything" in page(operator, "/desk/hotline/").content.decode()

    def test_takes_a_call_without_a_place_and_comes_back(self, page, client, operator, categories):
        page(operator, "/desk/hotline/")
        said = {"call_type": "NEEDS", "summary": "No shoes.", "intake_channel": "988", "do": "save"}
        said |= {"dispatch_owner": "hotline_operator", "caller_relation": "unknown", "id": uuid4()}
        answer = client.post("/desk/calls/new/", said)

        call = Incident.objects.get()
        assert (answer.status_code, answer["Location"]) == (302, "/desk/hotline/")
        assert (call.address, call.intake_channel, call.dispatch_owner) == ("", "988", "hotline_operator")
        assert "No shoes." in client.get("/desk/hotline/").content.decode()
        assert CallType.objects.get(code="NEEDS") == call.call_type

    def test_tells_no_time_from_too_few_calls(self, page, operator, on_duty):
        told = page(operator, "/desk/hotline/", "eta").content.decode()
        assert "No time can be told: only 0 calls in the last 4 weeks." in told

    def test_tells_no_time_while_nobody_is_on_duty(self, page, operator, unit):
        assert "no unit is on duty" in page(operator, "/desk/hotline/", "eta").content.decode()

    def test_tells_a_range_with_what_it_stands_on(self, page, operator, agency, unit, on_duty, medic, dispatcher):
        self.lately(agency, unit, medic)
        kind = factories.CallType(agency=agency)
        told = {"call_type": kind, "intake_channel": "311", "dispatch_owner": "hotline_operator", "priority": 3}
        receive_call(**told, by=operator, id=uuid4(), occurred_at=timezone.now())

        shown = page(operator, "/desk/hotline/", "callers").content.decode()
        assert "25–35 min</strong>: 0 calls ahead, 1 unit free; 12 calls of the last 4 weeks" in shown

    def test_looks_at_the_last_weeks_once_in_a_while(self, page, operator, agency, unit, on_duty, medic, monkeypatch):
        monkeypatch.setattr(hotline_regions, "GOOD_FOR", 10**12)
        page(operator, "/desk/hotline/", "eta")
        self.lately(agency, unit, medic)
        assert "only 0 calls" in page(operator, "/desk/hotline/", "eta").content.decode()

        monkeypatch.setattr(hotline_regions, "GOOD_FOR", 10**-3)
        assert "25–35 min" in page(operator, "/desk/hotline/", "eta").content.decode()

    def lately(self, agency, unit, medic, number=12):
        """Calls that R1 reached after 25 to 36 minutes."""
        now = timezone.now()
        for turn in range(number):
            received = now - timedelta(days=2 + turn)
            over = {"closed_at": received + timedelta(hours=2), "ending": "team"}
            call = factories.Incident(agency=agency, received_at=received, **over)
            told = {"status_at": received, "made_at": received, "accept_by": received, "cleared_at": over["closed_at"]}
            ride = Assignment.objects.create(agency=agency, incident=call, unit=unit, **told)
            arrived = received + timedelta(minutes=25 + (9 if turn > 9 else 0))
            StatusReport.objects.create(
                agency=agency, assignment=ride, status="on_scene", by=medic, occurred_at=arrived
            )

    def test_shows_its_transfers_and_their_rate(self, page, operator, dispatcher, offered):
        accept_transfer(transfer=offered("hotline"), by=operator, id=uuid4(), occurred_at=timezone.now())
        offered("embedded_clinician")
        told = page(operator, "/desk/hotline/", "rates").content.decode()
        assert "911 call taker → Hotline" in told
        assert "1 of 1, 100%" in told
        assert "Clinician" not in told

    @pytest.mark.parametrize("number", [1, 8])
    def test_costs_a_fixed_number_of_queries(
        self, page, operator, agency, number, django_assert_num_queries, categories, monkeypatch
    ):
        monkeypatch.setattr(hotline_regions, "GOOD_FOR", 10**12)
        for _ in range(number):
            factories.Incident(agency=agency, dispatch_owner="hotline_operator")
        page(operator, "/desk/hotline/")
        shared.forget()
        with django_assert_num_queries(26):
            assert page(operator, "/desk/hotline/").status_code == 200
