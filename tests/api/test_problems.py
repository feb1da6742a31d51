import pytest
from django.test import Client, RequestFactory
from rest_framework.exceptions import Throttled

from responder_app import problems
from responder_app.api.problems import answer
from responder_app.log import NotYours


class TestEveryError:
    @pytest.mark.parametrize(
        "path", ["/api/", "/api/v1/", "/api/v1/nowhere/", "/api/v1/incidents", "/api/v1/incidents/7/"]
    )
    @pytest.mark.parametrize("method", ["get", "post", "delete"])
    def test_at_an_address_that_is_not_there_is_a_problem(self, db, path, method):
        response = getattr(Client(), method)(path)

        assert response.status_code == 404
        assert response.headers["Content-Type"] == "application/problem+json"
        assert set(response.json()) == {"type", "title", "status", "detail"}

    def test_of_a_method_names_those_that_are_there(self, center):
        response = center.client.delete("/api/v1/incidents/")

        assert response.status_code == 405
        assert "POST" in response.headers["Allow"]
        assert response.headers["Content-Type"] == "application/problem+json"

    def test_of_somebody_in_a_hurry_says_when_to_come_back(self):
        response = answer(Throttled(wait=2.5), {})

        assert (response.status_code, response.headers["Retry-After"]) == (429, "3")

    def test_of_another_agency_does_not_say_whose_it_is(self):
        response = answer(NotYours("That belongs to another agency."), {})

        assert response.status_code == 404
        assert b"agency" not in response.content

    def test_of_ours_is_left_to_the_log(self):
        assert answer(RuntimeError("secret"), {}) is None


class TestOutsideTheFramework:
    @pytest.mark.parametrize(
        ("status", "respond"),
        [
            (400, lambda request: problems.bad_request(request, None)),
            (403, lambda request: problems.forbidden(request, "")),
            (403, problems.not_from_our_page),
            (404, lambda request: problems.not_found(request, None)),
            (500, problems.broken),
        ],
    )
    def test_a_program_gets_a_problem_and_a_person_a_page(self, status, respond):
        for request, kind in [
            (RequestFactory().get("/api/v1/x/"), "application/problem+json"),
            (RequestFactory().get("/desk/", headers={"Accept": "application/json"}), "application/problem+json"),
            (RequestFactory().get("/desk/"), "text/html"),
        ]:
            if kind == "text/html" and status == 404:
                continue
            response = respond(request)
            assert response.status_code == status
            assert response.headers["Content-Type"].startswith(kind)

    def test_a_crash_below_the_api_is_a_problem_that_tells_nothing(self, center, monkeypatch):
        def crash(*arguments):
            raise RuntimeError("secret")

        monkeypatch.setattr("responder_app.access.units_for", crash)
        center.client.raise_request_exception = False

        response = center.get("/units/")

        assert response.status_code == 500
        assert response.json()["status"] == 500
        assert b"secret" not in response.content
