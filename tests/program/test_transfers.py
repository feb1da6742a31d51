from uuid import uuid4

import pytest
from django.utils import timezone

from responder_app.actions.transfers import drop_transfer, offer_transfer
from responder_app.models import Transfer
from tests import factories


@pytest.fixture
def page(client):
    def page(person):
        client.force_login(person)
        return client.get("/program/transfers/")

    return page


@pytest.fixture
def lost(incident, operator):
    """Hal offered a caller to 911, and the caller was lost."""
    hand = {"by": operator, "occurred_at": timezone.now()}
    line = offer_transfer(incident=incident, to_party="911_center", reason="emergency", id=uuid4(), **hand)
    drop_transfer(transfer=Transfer.objects.get(pk=line.id), id=uuid4(), **hand)


class TestTransfers:
    def test_shows_each_way_with_its_rate(self, page, manager, lost):
        told = page(manager).content.decode()
        for said in ("<td>Hotline</td><td>911 center</td><td>out</td>", "0 of 1, 0%", timezone.now().strftime("%Y")):
            assert said in told

    def test_says_that_there_was_none(self, page, manager):
        assert "No caller was passed on since" in page(manager).content.decode()

    def test_is_for_those_who_manage_alone(self, page, lost, administrator, dispatcher, operator, medic, elsewhere):
        told = [page(who).status_code for who in (administrator, dispatcher, operator, medic)]
        assert told == [200, 404, 404, 404]
        assert "911 center" not in page(elsewhere.manager).content.decode()

    @pytest.mark.parametrize("number", [1, 6])
    def test_costs_the_same_however_many(self, client, manager, operator, agency, number, django_assert_num_queries):
        for _ in range(number):
            told = {"incident": factories.Incident(agency=agency), "to_party": "988", "reason": "clinical"}
            offer_transfer(**told, by=operator, id=uuid4(), occurred_at=timezone.now())
        client.force_login(manager)
        with django_assert_num_queries(6):  # session, person, agency, the sums
            assert client.get("/program/transfers/").status_code == 200
