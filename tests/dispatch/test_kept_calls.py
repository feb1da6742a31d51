from uuid import uuid4

import pytest

from responder_app.actions.shifts import sign_off


class TestKeepingACall:
    def test_keeps_it_for_the_unit_that_was_typed_and_says_so(self, desk, tap, incident, on_duty):
        answer = tap(desk, "desk-hold", incident, unit="r1")

        assert (answer.status_code, '"kind": "incident.held"' in answer["HX-Trigger"]) == (204, True)
        assert "Kept for R1" in desk.get("/desk/").content.decode()

    def test_works_without_javascript_and_can_be_let_go(self, desk, tap, incident, on_duty):
        tap(desk, "desk-hold", incident, unit="R1", htmx=False)
        answer = tap(desk, "desk-let-go", incident, htmx=False)

        assert (answer.status_code, answer["Location"]) == (302, "/desk/")
        assert "is kept for R1 no longer" in desk.get("/desk/").content.decode()
        incident.refresh_from_db()
        assert incident.held_for is None

    def test_says_when_nobody_is_aboard_any_more(self, desk, tap, incident, on_duty, medic, two_pm):
        tap(desk, "desk-hold", incident, unit="R1")
        sign_off(shift=on_duty, by=medic, id=uuid4(), occurred_at=two_pm)

        assert "anybody may take it" in desk.get("/desk/").content.decode()

    @pytest.mark.parametrize(
        ("typed", "status", "sentence"),
        [("", 422, "Which unit? Type its call sign."), ("R2", 409, "Nobody is signed on to R2.")],
    )
    def test_is_refused_with_a_sentence(self, desk, tap, incident, on_duty, other_unit, typed, status, sentence):
        answer = tap(desk, "desk-hold", incident, unit=typed)
        assert (answer.status_code, answer.content.decode()) == (status, sentence)

    def test_double_clicks_happen_once(self, desk, tap, incident, on_duty):
        for name, said in (("desk-hold", {"unit": "R1"}), ("desk-let-go", {})):
            id = uuid4()
            assert {tap(desk, name, incident, id=id, **said).status_code for _ in range(2)} == {204}
        assert incident.events.filter(kind__in=["incident.held", "incident.let_go"]).count() == 2

    def test_is_not_for_strangers(self, strangers, tap, incident, on_duty):
        for name in ("desk-hold", "desk-let-go"):
            assert {tap(client, name, incident, unit="R1").status_code for client in strangers()} == {404}
