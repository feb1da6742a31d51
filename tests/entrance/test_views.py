import pytest
from django.db import DatabaseError
from django.urls import reverse

from responder_app import log
from tests import factories


class TestHome:
    @pytest.mark.parametrize(
        ("role", "page"),
        [("responder", "tablet"), ("dispatcher", "desk"), ("administrator", "desk"), ("manager", "program")],
    )
    def test_leads_everybody_to_the_page_of_their_role(self, client, agency, role, page):
        client.force_login(factories.Person(agency=agency, role=role))
        assert client.get(reverse("home")).headers["Location"] == reverse(page)

    def test_asks_a_stranger_to_sign_in(self, client, db):
        assert client.get(reverse("home")).headers["Location"].startswith(reverse("sign-in"))


class TestSignIn:
    def test_lets_in_with_the_right_password(self, client, medic):
        told = {"username": medic.username, "password": factories.PASSWORD}
        assert client.post(reverse("sign-in"), told).headers["Location"] == reverse("home")

    def test_says_in_a_sentence_what_is_wrong(self, client, medic):
        answer = client.post(reverse("sign-in"), {"username": medic.username, "password": "wrong"})
        assert answer.status_code == 200
        assert "correct username and password" in answer.content.decode()

    def test_lets_in_nobody_who_has_left(self, client, medic):
        medic.is_active = False
        medic.save()
        client.post(reverse("sign-in"), {"username": medic.username, "password": factories.PASSWORD})
        assert "_auth_user_id" not in client.session

    def test_goes_back_to_the_page_that_asked_but_to_no_other_house(self, client, medic):
        told = {"username": medic.username, "password": factories.PASSWORD}
        assert (
            client.post(reverse("sign-in"), told | {"next": "/tablet/shift/"}).headers["Location"] == "/tablet/shift/"
        )
        client.logout()
        answer = client.post(reverse("sign-in"), told | {"next": "https://elsewhere.example/"})
        assert answer.headers["Location"] == reverse("home")


class TestTheLanguageOfTheSignInPage:
    def test_is_chosen_by_a_link_and_remembered(self, client, db):
        page = client.get(reverse("sign-in"), {"language": "es", "next": "/tablet/shift/"})
        assert '<html lang="es"' in page.content.decode()
        assert 'value="/tablet/shift/"' in page.content.decode()
        assert '<html lang="es"' in client.get(reverse("sign-in")).content.decode()

    def test_links_to_every_language_without_losing_the_way(self, client, db):
        page = client.get(reverse("sign-in"), {"next": "/tablet/shift/"}).content.decode()
        for language in ("en", "es"):
            assert f"?language={language}&amp;next=/tablet/shift/" in page

    @pytest.mark.parametrize("language", ["xx", "", "es\n", "../"])
    def test_stays_where_there_is_no_such_language(self, client, db, language):
        page = client.get(reverse("sign-in"), {"language": language})
        assert (page.status_code, '<html lang="en"' in page.content.decode()) == (200, True)
        assert "django_language" not in page.cookies

    def test_keeps_the_name_that_was_typed_beside_what_was_wrong(self, client, medic):
        page = client.post(reverse("sign-in") + "?language=es", {"username": medic.username, "password": "wrong"})
        assert f'value="{medic.username}"' in page.content.decode()
        assert "clave" in page.content.decode()


class TestTheDemosButtons:
    @pytest.fixture
    def robin(self, agency):
        return factories.Person(agency=agency, username="demo-responder")

    def test_are_there_in_the_demo_only(self, client, robin, settings):
        settings.DEMO = False
        assert "Demo city" not in client.get(reverse("sign-in")).content.decode()
        settings.DEMO = True
        assert "Demo city" in client.get(reverse("sign-in")).content.decode()

    def test_let_in_with_one_tap(self, client, robin, settings):
        settings.DEMO = True
        client.post(reverse("sign-in-demo"), {"person": robin.pk})
        assert client.session["_auth_user_id"] == str(robin.pk)

    def test_open_nothing_outside_the_demo(self, client, robin, settings):
        settings.DEMO = False
        assert client.post(reverse("sign-in-demo"), {"person": robin.pk}).status_code == 404
        assert "_auth_user_id" not in client.session

    @pytest.mark.parametrize("person", ["", "0", "nobody", "9" * 40])
    def test_let_nobody_else_in(self, client, robin, medic, settings, person):
        settings.DEMO = True
        assert client.post(reverse("sign-in-demo"), {"person": person or medic.pk}).status_code == 404
        assert "_auth_user_id" not in client.session


class TestHealth:
    def test_is_alive_without_asking_the_database(self, client):
        assert client.get("/healthz").content == b"ok"

    def test_is_ready_when_the_log_can_be_read(self, client, agency):
        assert client.get("/readyz").json() == {"ready": True}

    def test_says_so_when_it_cannot(self, client, monkeypatch):
        def away():
            raise DatabaseError

        monkeypatch.setattr(log, "heads", away)
        answer = client.get("/readyz")
        assert (answer.status_code, answer.json()["ready"]) == (503, False)


class TestGuessingAtTheDoor:
    @pytest.fixture
    def guess(self, client, medic):
        def guess(with_it=None, **headers):
            told = {"username": medic.username, "password": with_it or "wrong"}
            return client.post(reverse("sign-in"), told, **headers)

        return guess

    def test_waits_after_five_wrong_passwords_even_for_the_right_one(self, guess, client):
        assert [guess().status_code for _ in range(5)] == [200] * 5

        answer = guess(factories.PASSWORD)

        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "30")
        assert "Too many wrong passwords. Wait 30 seconds, then try again." in answer.content.decode()
        assert "_auth_user_id" not in client.session

    def test_lets_the_same_person_in_from_another_address(self, guess):
        for _ in range(6):
            guess()

        assert guess(factories.PASSWORD, REMOTE_ADDR="192.0.2.8").status_code == 302

    def test_counts_anew_after_a_right_one(self, guess, client):
        for _ in range(2):
            assert [guess().status_code for _ in range(4)] == [200] * 4
            assert guess(factories.PASSWORD).status_code == 302
            client.logout()

    def test_says_the_same_of_somebody_who_does_not_exist(self, client, db):
        told = {"username": "nobody", "password": "wrong"}

        assert [client.post(reverse("sign-in"), told).status_code for _ in range(6)] == [200] * 5 + [429]

    def test_says_it_in_the_language_of_the_page(self, guess, client):
        client.get(reverse("sign-in"), {"language": "es"})
        for _ in range(5):
            guess()

        assert "Espere 30 segundos" in guess().content.decode()

    def test_writes_no_name_into_the_servers_log(self, guess, medic, caplog):
        for _ in range(6):
            guess()

        assert medic.username not in caplog.text


class TestASessionThatIsOver:
    def test_takes_nobody_elses_away_when_its_last_answer_comes_late(self, client, medic):
        client.cookies["sessionid"] = "a-session-that-was-flushed-meanwhi"

        answer = client.get(reverse("tablet"))

        assert answer.status_code == 302
        assert "sessionid" not in answer.cookies
        assert "Cookie" in answer["Vary"]

    def test_ends_at_the_sign_out(self, client, medic):
        client.force_login(medic)

        assert client.post(reverse("sign-out")).cookies["sessionid"].value == ""
