from uuid import uuid4

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from responder_app.actions.pins import set_pins
from responder_app.actions.shifts import sign_on
from responder_app.field import proof
from responder_app.models import BackupRequest, Event
from tests.factories import PASSWORD

RIGHT, DURESS, WRONG = "2580", "2711", "9173"


@pytest.fixture
def aboard(medic, clinician, on_duty, unit, two_pm):
    """Mika and Cleo are aboard R1; both have a PIN, Mika a duress PIN too."""
    sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=two_pm)
    set_pins(pin=make_password(RIGHT), duress_pin=make_password(DURESS), by=medic, id=uuid4(), occurred_at=two_pm)
    set_pins(pin=make_password("8642"), duress_pin="", by=clinician, id=uuid4(), occurred_at=two_pm)


@pytest.fixture
def unlock(post):
    return lambda person, **said: post("tablet-unlock", person=person.pk, **said)


@pytest.mark.usefixtures("aboard")
class TestUnlock:
    def test_opens_for_the_same_person(self, tablet, medic, unlock):
        answer = unlock(medic, pin=RIGHT)
        assert (answer.status_code, answer.json()["came"]) == (200, False)
        assert tablet.session["_auth_user_id"] == str(medic.pk)

    def test_gives_the_session_to_a_crewmate_under_a_new_key(self, tablet, clinician, unlock):
        before = tablet.session.session_key
        assert unlock(clinician, pin="8642").json()["came"] is True
        assert tablet.session["_auth_user_id"] == str(clinician.pk)
        assert tablet.session.session_key != before
        line = Event.objects.get(kind="person.unlocked")
        assert (line.by_id, line.details["came"]) == (clinician.pk, True)

    def test_opens_by_password_for_whoever_has_no_pin(self, clinician, unlock, two_pm):
        set_pins(pin="", duress_pin="", by=clinician, id=uuid4(), occurred_at=two_pm)
        assert "no PIN yet" in unlock(clinician, pin="8642").json()["detail"]
        assert unlock(clinician, password=PASSWORD).status_code == 200

    def test_says_how_many_tries_are_left_and_then_takes_only_the_password(self, tablet, medic, unlock):
        assert [unlock(medic, pin=WRONG).status_code for _ in range(4)] == [422] * 4
        assert unlock(medic, pin=WRONG).status_code == 409
        assert "Only the password" in unlock(medic, pin=RIGHT).json()["detail"]
        assert unlock(medic, password=PASSWORD).status_code == 200
        assert unlock(medic, pin=RIGHT).status_code == 200
        assert Event.objects.filter(kind="person.pin_refused").count() == 5

    def test_counts_every_wrong_pin_even_under_one_number(self, medic, unlock):
        number = uuid4()
        assert [unlock(medic, pin=WRONG, id=number).status_code for _ in range(5)][-1] == 409

    def test_lets_nobody_guess_passwords_and_shares_the_count_with_the_sign_in_page(self, client, medic, unlock):
        told = {"username": medic.username, "password": "wrong"}
        assert [unlock(medic, password="wrong").status_code for _ in range(5)] == [422] * 5

        answer = unlock(medic, password=PASSWORD)

        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "30")
        assert answer.json()["detail"] == "Too many wrong passwords. Wait 30 seconds, then try again."
        assert unlock(medic, pin=RIGHT).status_code == 200
        client.logout()
        assert client.post(reverse("sign-in"), told).status_code == 429

    def test_is_not_opened_by_one_persons_pin_for_another(self, medic, unlock):
        assert unlock(medic, pin="8642").status_code == 422

    @pytest.mark.parametrize("said", [{}, {"pin": ""}, {"password": "wrong"}, {"pin": "x" * 40}])
    def test_says_what_is_wrong_in_a_sentence(self, medic, unlock, said):
        answer = unlock(medic, **said)
        assert answer.status_code == 422
        assert answer.json()["detail"].endswith((".", ")."))

    def test_is_for_the_crew_of_the_unit_only(self, unlock, elsewhere, dispatcher, manager):
        for stranger in (elsewhere.responder, dispatcher, manager):
            answer = unlock(stranger, password=PASSWORD)
            assert (answer.status_code, "not aboard" in answer.json()["detail"]) == (422, True)

    def test_asks_for_a_session_and_a_responders(self, client, post, dispatcher):
        client.logout()
        assert post("tablet-unlock", pin=RIGHT).status_code == 401
        client.force_login(dispatcher)
        assert post("tablet-unlock", person=dispatcher.pk, password=PASSWORD).status_code == 404

    def test_leaves_no_secret_in_the_log(self, medic, unlock):
        unlock(medic, pin=WRONG)
        unlock(medic, pin=RIGHT)
        unlock(medic, password=PASSWORD)
        told = str(list(Event.objects.values("details", "fingerprint")))
        assert [secret for secret in (WRONG, RIGHT, PASSWORD) if secret in told] == []


@pytest.mark.usefixtures("aboard")
class TestTheDuressPin:
    def test_opens_like_the_right_one_and_the_desk_hears_of_it(self, medic, unlock):
        answers = [unlock(medic, pin=pin) for pin in (RIGHT, DURESS)]
        plain, forced = ({**answer.json(), "mark": len(answer.json()["mark"])} for answer in answers)
        assert plain == forced
        assert [answer.status_code for answer in answers] == [200, 200]
        assert BackupRequest.objects.get().requested_by == medic

    def test_forgets_wrong_tries_like_the_right_one(self, medic, unlock):
        unlock(medic, pin=WRONG)
        unlock(medic, pin=DURESS)
        medic.refresh_from_db()
        assert medic.pin_failures == 0

    def test_raises_nothing_when_the_right_one_is_typed(self, medic, unlock):
        unlock(medic, pin=RIGHT)
        assert not BackupRequest.objects.exists()


@pytest.mark.usefixtures("aboard")
class TestUnlockedOffline:
    def test_is_filed_with_the_time_it_happened(self, medic, post, two_pm):
        mark = proof.mark(medic, proof.Proof.RIGHT)
        answer = post("tablet-unlocked", mark=mark, occurred_at=two_pm.isoformat())
        line = Event.objects.get(kind="person.unlocked")
        assert (answer.status_code, line.occurred_at, line.details["way"]) == (201, two_pm, "offline")
        assert not BackupRequest.objects.exists()

    def test_by_the_duress_pin_raises_the_alarm_once_and_is_answered_the_same(self, medic, post):
        told = {"id": uuid4(), "mark": proof.mark(medic, proof.Proof.DURESS)}
        answer = post("tablet-unlocked", **told)
        assert (answer.status_code, set(answer.json())) == (201, {"id", "seq", "kind", "repeated"})
        assert post("tablet-unlocked", **told).status_code == 200
        assert BackupRequest.objects.get().requested_by == medic

    def test_with_a_mark_of_other_pins_or_other_people_alarms_nobody(self, medic, clinician, post, two_pm):
        of_another = proof.mark(clinician, proof.Proof.DURESS)
        old = proof.mark(medic, proof.Proof.DURESS)
        set_pins(pin=make_password("9173"), duress_pin="", by=medic, id=uuid4(), occurred_at=two_pm)
        for mark in (of_another, old):
            assert post("tablet-unlocked", mark=mark).status_code == 201
        assert not BackupRequest.objects.exists()

    def test_with_no_mark_is_refused_in_a_sentence(self, post):
        answer = post("tablet-unlocked", mark="right")
        assert (answer.status_code, answer.json()["detail"]) == (422, "This mark cannot be read.")

    def test_is_its_authors(self, post, medic, clinician):
        assert (
            post("tablet-unlocked", author=clinician.pk, mark=proof.mark(medic, proof.Proof.RIGHT)).status_code == 403
        )


class TestTheLockPage:
    def test_is_the_same_for_everybody_and_holds_nobodys_data(self, tablet, client, medic, on_duty):
        tablet.get(reverse("tablet"))
        page = tablet.get(reverse("tablet-locked", args=["en"])).content.decode()
        assert "Mika" not in page
        assert 'data-person=""' in page
        assert "Locked" in page

    def test_is_kept_in_every_language_and_no_other(self, client, db):
        worker = client.get("/sw.js").content.decode()
        for language in ("en", "es"):
            assert f'"{reverse("tablet-locked", args=[language])}"' in worker
            assert f'<html lang="{language}"' in client.get(reverse("tablet-locked", args=[language])).content.decode()
        assert client.get(reverse("tablet-locked", args=["xx"])).status_code == 404

    def test_names_of_the_crew_are_on_home(self, tablet, aboard, medic, clinician):
        page = tablet.get(reverse("tablet")).content.decode()
        assert f'<li data-person="{clinician.pk}">Cleo</li>' in page
        assert 'data-idle-limit="15"' in page
