"""The panic button reaches the server by session, by help token, and by nothing else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from responder_app.actions.safety import panic
from responder_app.field import help
from responder_app.models import BackupRequest
from tests import factories


@pytest.fixture
def token(medic):
    return signing.dumps(medic.pk, salt=help.SALT)


@pytest.fixture
def cry():
    """A tablet whose session has ended and that knows no token against forgery."""

    def cry(token, name="tablet-help", id=None, **body):
        headers = {"Accept": "application/json", "X-Help-Token": token}
        letter = {"id": id or uuid4(), **body}
        return Client(enforce_csrf_checks=True).post(reverse(name), letter, headers=headers)

    return cry


class TestTheAlert:
    def test_is_raised_by_session(self, post, on_duty, medic):
        assert post("tablet-help").status_code == 201
        assert BackupRequest.objects.get().requested_by == medic

    def test_is_raised_by_token_after_the_session_has_ended(self, cry, token, medic, on_duty):
        assert cry(token).status_code == 201
        assert BackupRequest.objects.get().requested_by == medic

    def test_under_one_number_by_both_ways_is_one(self, cry, post, token, on_duty):
        number = uuid4()
        assert [cry(token, id=number).status_code, post("tablet-help", id=number).status_code] == [201, 200]
        assert BackupRequest.objects.count() == 1

    def test_pressed_again_within_a_minute_adds_nothing_and_is_no_mistake(self, post, on_duty):
        post("tablet-help")
        answer = post("tablet-help")
        assert (answer.status_code, answer.json()["repeated"]) == (200, True)
        assert BackupRequest.objects.count() == 1

    def test_under_a_number_in_use_is_refused(self, post, medic, clinician, two_pm):
        number = uuid4()
        panic(by=clinician, id=number, occurred_at=two_pm)
        assert post("tablet-help", id=number).status_code == 409

    def test_without_a_number_is_a_sentence(self, cry, token):
        assert cry(token, id="seven").status_code == 422

    def test_without_javascript_goes_home_and_shows_the_alarm(self, submit, tablet, on_duty):
        assert submit("tablet-help").url == reverse("tablet")
        assert "NOT YET SEEN BY DISPATCH" in tablet.get(reverse("tablet")).content.decode().split("<template")[0]


class TestTheToken:
    def test_stands_on_the_pages_of_its_person_and_names_nobody_else(self, tablet, medic):
        told = tablet.get(reverse("tablet-help")).context["safety"].token
        assert help.caller(told) == medic

    @pytest.mark.parametrize("name", ["tablet-help-backup", "tablet-help-ems", "tablet-letters"])
    def test_opens_nothing_else(self, cry, token, name):
        assert cry(token, name, level="urgent", reasons=["overdose", "animal"]).status_code == 403
        assert not BackupRequest.objects.exists()

    def test_is_no_sight_of_the_page(self, token):
        assert Client().get(reverse("tablet-help"), headers={"X-Help-Token": token}).status_code == 302

    def test_ends_after_a_day(self, cry, token, monkeypatch):
        monkeypatch.setattr(help, "GOOD_FOR", timedelta(seconds=-1))
        assert cry(token).status_code == 403

    def test_of_somebody_who_has_left_is_worth_nothing(self, cry, token, medic):
        medic.is_active = False
        medic.save()
        assert cry(token).status_code == 403

    @pytest.mark.parametrize("made", ["", "made-up", "dispatcher", "other salt"])
    def test_that_is_none_of_ours_is_worth_nothing(self, cry, medic, dispatcher, made):
        tokens = {
            "dispatcher": signing.dumps(dispatcher.pk, salt=help.SALT),
            "other salt": signing.dumps(medic.pk, salt="another"),
        }
        assert cry(tokens.get(made, made)).status_code == 403
        assert not BackupRequest.objects.exists()

    def test_does_not_open_the_door_for_a_forged_form(self, medic):
        forger = Client(enforce_csrf_checks=True)
        forger.force_login(medic)
        assert forger.post(reverse("tablet-help"), {"id": uuid4()}).status_code == 403


class TestThePage:
    def test_is_a_crews(self, client, dispatcher):
        client.force_login(dispatcher)
        assert client.get(reverse("tablet-help")).status_code == 404
        assert client.post(reverse("tablet-help"), {"id": uuid4()}).status_code == 404

    def test_holds_every_way_to_help(self, tablet, agency):
        agency.phone = "555-0142"
        agency.save()
        told = tablet.get(reverse("tablet-help")).content.decode()
        for name in ("tablet-help", "tablet-help-backup", "tablet-help-ems"):
            assert f'action="{reverse(name)}"' in told
        assert 'href="tel:555-0142"' in told

    def test_is_one_tap_from_the_lock_page_too(self, client, db):
        assert "data-panic" in client.get(reverse("tablet-lock")).content.decode()

    def test_of_another_agency_is_not_touched_by_a_strangers_alert(self, stranger_posts, agency, elsewhere):
        assert stranger_posts("tablet-help").status_code == 201
        assert BackupRequest.objects.get().agency == elsewhere.agency
        assert not factories.models.BackupRequest.objects.filter(agency=agency).exists()
