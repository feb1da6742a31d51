import time
from uuid import uuid4

import pytest
from django.test import Client

from responder_app.access import Sight
from responder_app.actions.people import create_token, digest_of, new_token, revoke_token
from responder_app.deliver import tickets
from tests import factories

ABOARD = Sight(agency_id=1, person_id=7, role="responder", shifts=frozenset({3, 4}))


@pytest.fixture
def ticket():
    return tickets.Ticket(ABOARD, head=412, session="ab12", owed={400: "0d0c"})


class TestATicket:
    def test_tells_what_its_bearer_may_see(self, ticket):
        assert tickets.read(tickets.issue(ticket)) == ticket

    def test_is_spent_after_a_minute(self, ticket, monkeypatch):
        issued = tickets.issue(ticket)
        later = time.time() + 61

        monkeypatch.setattr("django.core.signing.time.time", lambda: later)

        assert tickets.read(issued) is None

    @pytest.mark.parametrize("forged", ["", "x", "a:b:c", "WzFd:1q:xxxx"])
    def test_that_was_forged_is_none(self, forged):
        assert tickets.read(forged) is None

    def test_that_was_changed_is_none(self, ticket):
        issued = tickets.issue(ticket)

        assert tickets.read("X" + issued[1:]) is None

    def test_names_no_session(self, ticket):
        assert "s3cret" not in tickets.issue(tickets.Ticket(ABOARD, 1, tickets.digest_of("s3cret"), {}))


class TestTheWindow:
    def test_gives_a_ticket_to_whoever_is_signed_in(self, client, medic, on_duty):
        client.force_login(medic)

        answer = client.get("/live/ticket/")

        told = answer.json()
        assert tickets.read(told["ticket"]).sight == Sight(medic.agency_id, medic.pk, "responder", {on_duty.pk})
        assert (told["head"], told["epoch"]) == (2, str(medic.agency.log_head.epoch))
        assert abs(told["time"] / 1000 - time.time()) < 5

    def test_hands_out_the_cookie_against_forged_forms_and_is_never_kept(self, client, medic):
        client.force_login(medic)

        answer = client.get("/live/ticket/")

        assert "csrftoken" in answer.cookies
        assert "no-store" in answer["Cache-Control"]

    def test_sends_strangers_to_sign_in(self, client, db):
        answer = client.get("/live/ticket/")

        assert answer.status_code == 401
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["detail"] == "Sign in again."

    def test_tells_who_belongs_nowhere_that_there_is_nothing(self, client, db):
        client.force_login(factories.Person(agency=None, is_superuser=True))

        assert client.get("/live/ticket/").status_code == 403

    def test_lists_what_is_not_on_the_tablet_yet(self, client, medic, assignment):
        client.force_login(medic)

        told = client.get("/live/ticket/").json()

        assert tickets.read(told["ticket"]).owed == {3: str(assignment.pk)}


class TestAMachine:
    @pytest.fixture
    def token(self, administrator, two_pm):
        token = new_token()
        create_token(name="CAD", digest=digest_of(token), by=administrator, id=uuid4(), occurred_at=two_pm)
        return token

    def test_gets_one_for_its_token(self, token, agency):
        answer = Client().get("/live/ticket/", headers={"Authorization": f"Bearer {token}"})

        found = tickets.read(answer.json()["ticket"])
        assert (found.sight.role, found.sight.agency_id, found.session) == ("machine", agency.pk, "")

    def test_gets_none_once_it_is_revoked(self, token, administrator, two_pm):
        revoke_token(name="CAD", by=administrator, id=uuid4(), occurred_at=two_pm)

        answer = Client().get("/live/ticket/", headers={"Authorization": f"Bearer {token}"})

        assert answer.status_code == 401

    def test_is_not_somebody_who_is_signed_in_with_a_bad_token(self, client, medic):
        client.force_login(medic)

        answer = client.get("/live/ticket/", headers={"Authorization": "Bearer resp_wrong"})

        assert answer.status_code == 401
