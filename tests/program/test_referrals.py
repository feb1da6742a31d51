import csv
from datetime import timedelta
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from django.urls import reverse

from responder_app import threads
from responder_app.actions.referrals import refer
from responder_app.actions.withdrawals import withdraw_referral
from responder_app.models import Referral
from responder_app.reports import referrals as report
from tests import factories

MAY = {"from": "2026-05-01", "to": "2026-05-31"}


@pytest.fixture
def sent(incident, service, unit, medic, two_pm):
    letter = {"incident": incident, "service": service, "unit": unit, "note": "Bo comes along.", "by": medic}
    refer(mode="transport", consent=True, id=uuid4(), occurred_at=two_pm, **letter)
    return Referral.objects.get()


@pytest.fixture
def kept_threads():
    """The kept threads give their connections back, so that the test's database can go."""
    yield
    for thread in [*threads.readers, *threads.writers]:
        thread.submit(connections.close_all).result()


class TestPage:
    def test_shows_sums_and_the_latest_of_the_days_asked_for(self, client, manager, sent):
        client.force_login(manager)
        page = client.get(reverse("program"), MAY).content.decode()
        for said in ("Night shelter", "Shelter", "Taken there", "R1", "14 May 2026 08:00"):
            assert said in page
        for secret in ("Bo comes", "Alder", "555-0100"):
            assert secret not in page

    def test_says_how_many_were_taken_back_and_are_not_counted(self, client, manager, sent, medic, two_pm):
        withdraw_referral(referral=sent, reason="filed_twice", by=medic, id=uuid4(), occurred_at=two_pm)
        client.force_login(manager)

        page = client.get(reverse("program"), MAY).content.decode()

        assert "No referral was made in these days." in page
        assert "Not counted, and not in the file: 1 taken back by its crew as filed by mistake." in page

    def test_without_days_is_this_month(self, client, manager, sent):
        client.force_login(manager)
        page = client.get(reverse("program"))
        assert page.status_code == 200
        assert "No referral was made in these days." in page.content.decode()

    @pytest.mark.parametrize(
        ("days", "sentence"),
        [
            ({"from": "2026-05-31", "to": "2026-05-01"}, "The last day is before the first."),
            ({"from": "soon", "to": "2026-05-01"}, "Write the day like 2026-05-31."),
            ({"from": "2026-02-30", "to": "2026-05-01"}, "Write the day like 2026-05-31."),
            ({"from": "2026-05-01"}, "Give both days."),
            ({"from": "0001-01-01", "to": "9999-12-31"}, "Choose days from 2000 to 2099."),
            ({"from": "2026-05-01\0", "to": "2026-05-01"}, "Write the day like 2026-05-31."),
        ],
    )
    @pytest.mark.parametrize("name", ["program", "program-referrals-csv"])
    def test_says_what_is_wrong_with_the_days(self, client, manager, days, sentence, name):
        client.force_login(manager)
        page = client.get(reverse(name), days)
        assert page.status_code == 400
        assert sentence in page.content.decode()

    def test_costs_the_same_whatever_there_is(self, client, manager, sent, django_assert_num_queries, two_pm):
        client.force_login(manager)
        for turn in range(25):
            sent.pk, sent.occurred_at = uuid4(), two_pm + timedelta(minutes=turn)
            sent.save(force_insert=True)
        # session, person, agency, sums, latest, those taken back; head, help, alerts
        with django_assert_num_queries(8):
            client.get(reverse("program"), MAY)

    @pytest.mark.parametrize("name", ["program", "program-referrals-csv"])
    @pytest.mark.parametrize("role", ["medic", "dispatcher", "machine"])
    def test_is_not_there_for_other_roles(self, client, sent, name, role, request):
        client.force_login(request.getfixturevalue(role))
        assert client.get(reverse(name), MAY).status_code == 404

    @pytest.mark.parametrize("name", ["program", "program-referrals-csv"])
    def test_asks_strangers_to_sign_in(self, client, db, name):
        answer = client.get(reverse(name), MAY)
        assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("sign-in"))

    def test_shows_nothing_of_another_agency(self, client, elsewhere, sent):
        client.force_login(elsewhere.manager)
        assert "Night shelter" not in client.get(reverse("program"), MAY).content.decode()


@pytest.mark.django_db(transaction=True)
class TestFile:
    async def fetch(self, client, person, days=MAY):
        await sync_to_async(client.force_login)(person)
        answer = await client.get(reverse("program-referrals-csv"), days)
        return answer, b"".join([piece async for piece in answer.streaming_content]).decode()

    async def test_is_a_csv_of_the_days_asked_for(self, async_client, manager, sent, kept_threads):
        answer, text = await self.fetch(async_client, manager)

        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert answer["Content-Disposition"] == 'attachment; filename="referrals-2026-05-01-to-2026-05-31.csv"'
        assert "no-store" in answer["Cache-Control"]
        rows = list(csv.DictReader(text.splitlines()))
        assert [row["service"] for row in rows] == ["Night shelter"]
        assert (rows[0]["mode"], rows[0]["unit"], rows[0]["consent"]) == ("transport", "R1", "yes")

    async def test_of_practice_says_so_in_its_name_and_in_every_row(
        self, async_client, manager, agency, sent, kept_threads
    ):
        def practise():
            agency.training_of = factories.agency("Salt Marsh")
            agency.save()

        await sync_to_async(practise)()
        answer, text = await self.fetch(async_client, manager)

        assert 'filename="TRAINING-referrals-' in answer["Content-Disposition"]
        assert [row[0] for row in csv.reader(text.splitlines())] == ["training", "TRAINING"]

    async def test_comes_in_leaves(self, async_client, manager, sent, kept_threads, monkeypatch):
        monkeypatch.setattr(report, "LEAF", 2)

        def multiply():
            for _ in range(4):
                sent.pk = uuid4()
                sent.save(force_insert=True)

        await sync_to_async(multiply)()
        await sync_to_async(async_client.force_login)(manager)
        answer = await async_client.get(reverse("program-referrals-csv"), MAY)
        pieces = [piece async for piece in answer.streaming_content]

        assert [piece.count(b"\r\n") for piece in pieces] == [1, 2, 2, 1]

    async def test_of_empty_days_is_its_heading(self, async_client, manager, sent, kept_threads):
        _, text = await self.fetch(async_client, manager, {"from": "2020-01-01", "to": "2020-01-31"})
        assert text == report.heading()

    async def test_holds_nothing_of_another_agency(self, async_client, elsewhere, sent, kept_threads):
        _, text = await self.fetch(async_client, elsewhere.manager)
        assert text == report.heading()
