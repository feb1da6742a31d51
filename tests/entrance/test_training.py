"""The way to the practice ground and back, and the walls around it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from responder_app import access
from responder_app.actions.shifts import sign_on
from responder_app.actions.training import open_training
from responder_app.field.help import SALT
from responder_app.models import Agency, BackupRequest, Event, Incident, Note, Unit, User
from tests import factories
from tests.walk import addresses, routes, text_of

ENTER, LEAVE = reverse("training-enter"), reverse("training-leave")


@pytest.fixture
def ground(administrator, unit):
    open_training(by=administrator, id=uuid4(), occurred_at=timezone.now())
    return Agency.objects.get(training_of=administrator.agency)


@pytest.fixture
def at_practice(ground):
    """`at_practice(medic)`: a browser in which they have gone there."""

    def at_practice(person):
        client = Client()
        client.force_login(person)
        assert client.post(ENTER, {"id": uuid4()}).status_code == 302
        return client

    return at_practice


def who(client):
    key = client.session.get("_auth_user_id")
    return key and User.objects.get(pk=key)


class TestGoingThere:
    def test_signs_in_as_the_account_for_practice_and_back(self, at_practice, dispatcher):
        client = at_practice(dispatcher)
        assert who(client).trainee == dispatcher

        assert client.post(LEAVE, {"id": uuid4()}).status_code == 302
        assert who(client) == dispatcher

    def test_does_not_make_the_session_last_longer(self, ground, client, dispatcher):
        client.force_login(dispatcher)
        ends = timezone.now() + timedelta(hours=1)
        Session.objects.filter(session_key=client.session.session_key).update(expire_date=ends)

        for address in (ENTER, LEAVE):
            client.post(address, {"id": uuid4()})
            left = access.session_ends(client.session.session_key)
            assert abs(left - ends) < timedelta(seconds=5)

    def test_is_refused_on_duty_with_a_sentence(self, ground, client, on_duty, medic):
        client.force_login(medic)
        answer = client.post(ENTER, {"id": uuid4()})

        assert (answer.status_code, who(client)) == (409, medic)
        assert "You are on duty on R1. Sign off first" in answer.content.decode()

    def test_says_where_there_is_none(self, client, medic):
        client.force_login(medic)
        assert "no practice ground yet" in client.get(reverse("training")).content.decode()
        assert client.post(ENTER, {"id": uuid4()}).status_code == 409

    def test_twice_is_once(self, ground, client, medic):
        client.force_login(medic)
        letter = {"id": uuid4()}
        client.post(ENTER, letter)
        client.force_login(medic)
        client.post(ENTER, letter)
        assert Event.objects.filter(kind="training.entered").count() == 1

    @pytest.mark.parametrize("address", [ENTER, LEAVE])
    def test_needs_a_number_and_somebody(self, ground, client, medic, address, machine):
        assert client.post(address, {"id": uuid4()}).status_code == 302
        client.force_login(medic)
        assert "Load the page again" in client.post(address, {"id": "7"}).content.decode()
        client.force_login(machine)
        assert client.post(address, {"id": uuid4()}).status_code == 404


class TestTheSession:
    def test_ends_with_the_owners_password(self, at_practice, dispatcher):
        client = at_practice(dispatcher)
        dispatcher.set_password("another-long-word")
        dispatcher.save()
        assert client.get("/desk/").status_code == 302

    @pytest.mark.parametrize("change", [{"role": "manager"}, {"is_active": False}, {"training_since": None}])
    def test_ends_when_the_owner_is_another(self, at_practice, dispatcher, change):
        client = at_practice(dispatcher)
        assert client.get("/desk/").status_code == 200
        User.objects.filter(pk=dispatcher.pk).update(**change)
        assert client.get("/desk/").status_code == 302

    def test_ends_everywhere_by_leaving_anywhere(self, at_practice, dispatcher):
        first, second = at_practice(dispatcher), at_practice(dispatcher)
        assert who(first) == who(second)
        first.post(LEAVE, {"id": uuid4()})
        assert second.get("/desk/").status_code == 302

    def test_is_left_by_signing_out(self, at_practice, medic):
        at_practice(medic).post(reverse("sign-out"))
        medic.refresh_from_db()
        assert medic.training_since is None

    def test_on_another_screen_is_ended_from_here(self, at_practice, client, medic):
        practising = at_practice(medic)
        client.force_login(medic)
        page = client.get(reverse("tablet-shift")).content.decode()
        assert "You are in training on another screen" in page

        client.post(LEAVE, {"id": uuid4()})
        assert practising.get("/tablet/").status_code == 302
        assert who(client) == medic

    def test_closes_its_socket_with_it(self, at_practice, dispatcher):
        client = at_practice(dispatcher)
        key = client.session.session_key
        assert access.signed_in({key: who(client).pk}) == {key}
        User.objects.filter(pk=dispatcher.pk).update(training_since=None)
        assert access.signed_in({key: User.objects.get(trainee_of=dispatcher).pk}) == set()


class TestThePages:
    @pytest.mark.parametrize(
        ("role", "pages"),
        [
            ("dispatcher", ["/desk/", "/desk/calls/", "/desk/calls/new/", "/desk/digest/", "/desk/practice/"]),
            ("medic", ["/tablet/", "/tablet/shift/", "/tablet/help/", "/tablet/device/", "/tablet/pin/"]),
            ("manager", ["/program/", "/program/form/", "/program/training/", "/training/", "/api/v1/docs/"]),
        ],
    )
    def test_say_that_they_are_practice(self, at_practice, role, pages, request):
        client = at_practice(request.getfixturevalue(role))
        for address in pages:
            page = client.get(address).content.decode()
            assert "<title>[TRAINING] " in page, address
            assert 'class="practice-strip"' in page, address
            assert " data-practice>" in page, address

    @pytest.mark.parametrize("address", ["/desk/", "/desk/calls/", "/training/"])
    def test_of_the_agency_do_not(self, ground, client, dispatcher, address):
        client.force_login(dispatcher)
        page = client.get(address).content.decode()
        assert "[TRAINING]" not in page
        assert "practice-strip" not in page

    def test_say_at_the_panic_button_that_nobody_is_called(self, at_practice, medic):
        page = at_practice(medic).get("/tablet/").content.decode()
        dialog = page[page.index('<dialog id="panic"') :]
        assert "TRAINING: nobody is called" in dialog[: dialog.index("</dialog>")]

    def test_of_a_board_are_never_mixed_of_two(self, at_practice, dispatcher):
        """A page that was opened before asks for its parts again."""
        headers = {"HX-Request": "true", "HX-Target": "waiting", "X-Person": str(dispatcher.pk)}
        answer = at_practice(dispatcher).get("/desk/", headers=headers)
        assert (answer.headers["HX-Refresh"], answer.content) == ("true", b"")


class TestTheWalls:
    def test_let_no_panic_out(self, at_practice, medic, agency, ground):
        client = at_practice(medic)
        sign_on(unit=Unit.objects.get(agency=ground), by=who(client), id=uuid4(), occurred_at=timezone.now())
        now = timezone.now().isoformat()
        pass_ = {"X-Help-Token": signing.dumps(who(client).pk, salt=SALT), "Accept": "application/json"}
        for sender in (client, Client()):
            sender.post("/tablet/help/", {"id": uuid4(), "occurred_at": now}, headers=pass_)

        assert set(BackupRequest.objects.values_list("agency", flat=True)) == {ground.pk}

    def test_let_no_letter_through_under_another_name(self, at_practice, medic, assignment_of):
        """Written before training, it waits for its author; written at practice, it never reaches the real log."""
        assignment = assignment_of(medic)
        letter = {"id": uuid4(), "occurred_at": timezone.now().isoformat(), "body": "Real."}
        address = reverse("tablet-notes", args=[assignment.pk])
        client = at_practice(medic)
        for author in (medic.pk, who(client).pk):
            headers = {"X-Letter-Author": str(author), "Accept": "application/json"}
            answer = client.post(address, letter, headers=headers)
            assert answer.status_code == (403 if author == medic.pk else 404)
        assert not Note.objects.exists()

        client.post(LEAVE, {"id": uuid4()})
        assert client.post(address, letter, headers={"Accept": "application/json"}).status_code == 201

    @pytest.fixture
    def assignment_of(self, assignment, two_pm):
        """The medic's call, from which they went home since."""
        from responder_app.actions.encounters import close
        from responder_app.actions.shifts import sign_off

        def of(medic):
            close(assignment=assignment, contact_outcome="gone_on_arrival", by=medic, id=uuid4(), occurred_at=two_pm)
            sign_off(shift=medic.shifts.get(), by=medic, id=uuid4(), occurred_at=two_pm)
            return assignment

        return of

    def test_have_no_window(self, at_practice, dispatcher, medic, manager, agency):
        """No address shows at practice what only the agency knows."""
        call = factories.Incident(agency=agency, address="17 Hidden Orchard", summary="Whispered summary")
        ids = [str(call.pk), *(str(row.pk) for row in Unit.objects.filter(agency=agency))]
        for person in (dispatcher, medic, manager):
            client = at_practice(person)
            for route in routes():
                for address in addresses(route, ids):
                    told = text_of(client.get(address))
                    assert "Hidden Orchard" not in told, address
                    assert "Whispered" not in told, address


class TestPracticeCalls:
    def test_come_in_at_a_tap(self, at_practice, dispatcher, ground):
        factories.CallType(agency=ground, code="DIST", label="Disturbance")
        client = at_practice(dispatcher)
        assert "Play the caller" in client.get("/desk/practice/").content.decode()
        for _ in range(2):
            client.post("/desk/practice/", {"id": "0b8d3a55-3f5f-4a3e-8d65-5f8b1c2d7e02", "call": "neighbours"})

        call = Incident.objects.get()
        assert (call.agency, call.call_type.code, call.address) == (ground, "DIST", "14 Larch Court, apartment 3")

    @pytest.mark.parametrize(("told", "status"), [({"call": "none"}, 422), ({"id": ""}, 422), ({}, 409)])
    def test_that_cannot_come_in_say_why(self, at_practice, dispatcher, told, status):
        answer = at_practice(dispatcher).post("/desk/practice/", {"id": uuid4(), "call": "kerb"} | told)
        assert answer.status_code == status
        assert not Incident.objects.exists()

    def test_are_nowhere_else(self, ground, client, dispatcher, medic, manager):
        for person in (dispatcher, medic, manager):
            client.force_login(person)
            assert client.get("/desk/practice/").status_code == 404
            assert client.post("/desk/practice/", {"id": uuid4(), "call": "kerb"}).status_code == 404
