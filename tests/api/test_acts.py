"""What holds for every write of the API, one by one."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from responder_app.models import Event, Incident
from responder_app.words import Role
from tests import factories
from tests.api.acts import ACTS
from tests.callers import center_of, signed_in
from tests.conftest import TWO_PM

every_act = pytest.mark.parametrize("act", ACTS, ids=[act.name for act in ACTS])


def number_or_id(text):
    return int(text) if text.isdecimal() else text


@pytest.fixture
def callers(world, center, desk, tablet, embedded, operator, administrator, manager):
    """One caller for each role of Juniper Falls; the responder is the medic on the call."""
    return {
        "machine": center,
        "dispatcher": desk,
        "responder": tablet,
        "clinician": signed_in(embedded),
        "hotline": signed_in(operator),
        "administrator": signed_in(administrator),
        "manager": signed_in(manager),
    }


@pytest.fixture
def said(world):
    """An act's letter with this world's numbers in it, under one id."""
    id = str(uuid4())

    def letter(act, **changed):
        body = {**act.body, **changed, "id": changed.get("id", id)}
        return {
            name: number_or_id(value.format(world=world)) if str(value).startswith("{world") else value
            for name, value in body.items()
        }

    return letter


@every_act
class TestEveryLetter:
    def test_is_filed_by_each_role_that_may(self, act, world, callers, said):
        who = callers[sorted(act.roles)[0]]

        answer = who.post(act.path_in(world), **said(act))

        assert answer.status_code == 201, answer.content
        assert Event.objects.filter(id=said(act)["id"], by=who.user).exists()

    def test_is_answered_with_the_stored_record(self, act, world, callers, said):
        who = callers[sorted(act.roles)[0]]

        answer = who.post(act.path_in(world), **said(act)).json()

        if act.reads:
            assert who.get(act.reads.format(world=world, id=answer["id"])).json() == answer
        elif act.path.endswith(("notes/", "referrals/", "backup-requests/", "transfers/")):
            assert answer in who.get(act.path_in(world)).json()["results"]

    def test_sent_twice_happens_once(self, act, world, callers, said, lines):
        who = callers[sorted(act.roles)[0]]

        first = who.post(act.path_in(world), **said(act))
        before = lines()
        second = who.post(act.path_in(world), **said(act))

        assert (first.status_code, second.status_code) == (201, 200)
        assert first.json() == second.json()
        assert lines() == before

    def test_with_other_content_under_its_id_is_a_conflict(self, act, world, callers, said, lines):
        who = callers[sorted(act.roles)[0]]
        who.post(act.path_in(world), **said(act))
        before = lines()

        other = who.post(act.path_in(world), **said(act, **(act.other or {"occurred_at": "2026-05-14T14:00:01Z"})))

        assert other.status_code == 409
        assert other.headers["Content-Type"] == "application/problem+json"
        assert lines() == before

    def test_with_another_time_under_its_id_is_a_conflict(self, act, world, callers, said):
        who = callers[sorted(act.roles)[0]]
        who.post(act.path_in(world), **said(act))

        other = who.post(act.path_in(world), **said(act, occurred_at="2026-05-14T13:59:00Z"))

        assert other.status_code == 409

    def test_is_refused_with_a_sentence_when_it_says_what_cannot_be(self, act, world, callers, said, lines):
        who = callers[sorted(act.roles)[0]]
        before = lines()

        answer = who.post(act.path_in(world), **said(act, **act.bad))

        assert answer.status_code == 400, answer.content
        problem = answer.json()
        assert problem["errors"][0]["pointer"] == f"#/{next(iter(act.bad))}"
        assert problem["detail"].endswith((".", "…")) or "is not a valid choice" in problem["detail"]
        assert lines() == before

    def test_is_not_for_another_role(self, act, world, callers, said, lines):
        before = lines()

        for role in {role.value for role in Role} - act.roles:
            answer = callers[role].post(act.path_in(world), **said(act))
            assert answer.status_code == 403, role

        assert lines() == before

    def test_does_not_reach_another_agency(self, act, world, elsewhere, said, lines):
        before = lines()

        for role in act.roles:
            stranger = signed_in(getattr(elsewhere, role))
            answer = stranger.post(act.path_in(world), **said(act))
            assert answer.status_code in {400, 404}, role

        assert lines() == before

    def test_needs_somebody(self, act, world, client, said, lines):
        before = lines()

        answer = client.post(f"/api/v1{act.path_in(world)}", said(act), content_type="application/json")

        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert lines() == before


class TestTheSameLetterManyTimesAtOnce:
    @pytest.mark.django_db(transaction=True)
    def test_is_one_row_and_nothing_but_successes(self):
        agency = factories.agency("Many Hands")
        factories.CallType(agency=agency, code="WELFARE")
        center = center_of(agency)
        letter = {"id": str(uuid4()), "call_type": "WELFARE", "occurred_at": TWO_PM.isoformat()}

        def send(_):
            try:
                return center.post("/incidents/", **letter)
            finally:
                connection.close()

        with ThreadPoolExecutor(max_workers=16) as hands:
            answers = list(hands.map(send, range(16)))

        assert sorted(answer.status_code for answer in answers) == [200] * 15 + [201]
        assert len({answer.content for answer in answers}) == 1
        assert Incident.objects.filter(agency=agency).count() == 1
