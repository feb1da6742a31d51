from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from responder_app.actions.people import revoke_token
from tests.callers import Caller, signed_in


class TestAMachine:
    def test_is_known_by_its_token_with_one_query(self, center):
        with CaptureQueriesContext(connection) as queries:
            assert center.get("/units/").status_code == 200

        assert len(queries) == 2  # the token, the units

    @pytest.mark.parametrize("said", ["Bearer nonsense", "Bearer ", "Bearer résumé", "bearer\tx", "Basic eDp5"])
    def test_that_is_not_known_gets_a_401_with_the_way_in(self, db, said):
        answer = Client(headers={"Authorization": said}).get("/api/v1/units/")

        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="api"'
        assert answer.headers["Content-Type"] == "application/problem+json"

    def test_whose_token_was_revoked_is_out_at_once(self, center, agency, two_pm):
        revoke_token(name=center.user.first_name, by=agency, id=uuid4(), occurred_at=two_pm)

        assert center.get("/units/").status_code == 401


class TestSomebodySignedIn:
    def test_writes_with_the_pages_token_only(self, medic, world):
        caller = Caller(Client(enforce_csrf_checks=True), medic)
        caller.client.force_login(medic)

        answer = caller.post(f"/incidents/{world.incident.id}/notes/", body="From elsewhere.")

        assert answer.status_code == 403
        assert "CSRF" in answer.json()["detail"]

    def test_whose_account_was_closed_is_not_known(self, tablet, medic):
        medic.is_active = False
        medic.save()

        assert tablet.get("/units/").status_code == 401

    def test_who_belongs_to_no_agency_may_not(self, db):
        founder = get_user_model().objects.create_superuser("founder")

        assert signed_in(founder).get("/units/").status_code == 403
