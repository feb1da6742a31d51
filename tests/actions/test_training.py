"""Who practises, and what comes of it outside: nothing."""

import pytest

from responder_app import access
from responder_app.actions.assignments import assign
from responder_app.actions.encounters import close
from responder_app.actions.intake import receive_call
from responder_app.actions.people import add_person, create_token, digest_of, new_token
from responder_app.actions.positions import report_position
from responder_app.actions.push import subscribe
from responder_app.actions.shifts import sign_on, take_aboard
from responder_app.actions.training import empty_training, enter_training, leave_training
from responder_app.actions.webhooks import add_webhook, new_secret
from responder_app.log import NotYours, Refused
from responder_app.models import (
    Assignment,
    Event,
    Incident,
    Shift,
    Unit,
    User,
)
from tests import factories
from tests.actions.test_push import DEVICE


class TestEnterTraining:
    def test_makes_an_account_that_follows_ones_own(self, ground, twin, medic, hand):
        User.objects.filter(pk=medic.pk).update(profession="nurse", skills=["medical"], pin="x", language="es")
        made = twin(medic)

        assert (made.agency, made.role, str(made), made.profession) == (ground, "responder", str(medic), "nurse")
        assert (made.skills, made.pin, made.language) == (["medical"], "x", "es")
        User.objects.filter(pk=medic.pk).update(role="dispatcher")
        assert twin(User.objects.get(pk=medic.pk)).role == "dispatcher"
        assert User.objects.filter(agency=ground).count() == 1

    def test_makes_one_that_nobody_signs_in_to(self, client, twin, medic):
        made = twin(medic)

        for password in ("", factories.PASSWORD):
            assert not client.login(username=made.username, password=password)

    def test_is_refused_on_duty(self, ground, on_duty, medic, hand):
        with pytest.raises(Refused, match=r"You are on duty on R1\. Sign off first"):
            enter_training(by=medic, **hand())

    def test_is_refused_inside_and_where_there_is_none(self, elsewhere, twin, medic, hand):
        with pytest.raises(Refused, match="in training already"):
            enter_training(by=twin(medic), **hand())
        with pytest.raises(Refused, match="no practice ground yet"):
            enter_training(by=elsewhere.responder, **hand())

    def test_sent_twice_happens_once(self, ground, medic, hand):
        letter = hand()
        enter_training(by=medic, **letter)
        assert enter_training(by=medic, **letter).repeated

    def test_is_not_for_machines(self, ground, machine, hand):
        with pytest.raises(NotYours):
            enter_training(by=machine, **hand())


class TestLeaveTraining:
    def test_brings_one_back(self, twin, medic, hand):
        twin(medic)
        leave_training(by=medic, **hand())
        medic.refresh_from_db()
        assert medic.training_since is None

    def test_is_refused_to_who_is_not_there(self, ground, medic, hand):
        with pytest.raises(Refused, match="You are not in training"):
            leave_training(by=medic, **hand())

    def test_sent_twice_happens_once(self, twin, medic, hand):
        twin(medic)
        letter = hand()
        leave_training(by=medic, **letter)
        assert leave_training(by=medic, **letter).repeated

    def test_is_not_for_machines(self, machine, hand):
        with pytest.raises(NotYours):
            leave_training(by=machine, **hand())


class TestWhoPractises:
    def test_goes_aboard_no_unit_and_is_taken_aboard_none(self, twin, medic, clinician, unit, hand):
        twin(medic)
        with pytest.raises(Refused, match="has to leave it first: Mika"):
            sign_on(unit=unit, by=medic, **hand())

        sign_on(unit=unit, by=clinician, **hand())
        with pytest.raises(Refused, match="has to leave it first: Mika"):
            take_aboard(unit=unit, mates=[medic], by=clinician, **hand())
        leave_training(by=medic, **hand())
        take_aboard(unit=unit, mates=[medic], by=clinician, **hand())

    def test_is_not_found_by_the_agency_nor_finds_it(self, ground, twin, medic, dispatcher, incident, unit):
        made = twin(dispatcher)

        assert list(access.incidents_for(made)) == []
        assert unit not in access.units_for(made)
        assert made not in access.people_for(dispatcher)
        assert access.openers_of(medic).filter(agency=ground).count() == 0

    def test_cannot_touch_the_agency(self, twin, dispatcher, incident, unit, hand):
        with pytest.raises(NotYours):
            assign(incident=incident, unit=unit, by=twin(dispatcher), **hand())

    def test_is_told_to_nobody_outside(self, twin, administrator, medic, hand):
        chief = twin(administrator)
        for wish, sentence in (
            (lambda: create_token(name="CAD", digest=digest_of(new_token()), by=chief, **hand()), "No machine"),
            (lambda: add_webhook(url="https://x.example/", secret=new_secret(), by=chief, **hand()), "Nobody outside"),
            (lambda: add_person(username="new", role="responder", by=chief, **hand()), "nobody is added"),
            (lambda: subscribe(**DEVICE, by=twin(medic), **hand()), "no tablet is woken"),
            (lambda: report_position(latitude=1, longitude=1, by=twin(medic), at=hand()["occurred_at"]), "no position"),
        ):
            with pytest.raises(Refused, match=sentence):
                wish()


class TestEmptyTraining:
    @pytest.fixture
    def practised(self, ground, twin, medic, dispatcher, agency, hand):
        """A whole call, with a second one linked to it."""
        crew, desk = twin(medic), twin(dispatcher)
        kind = factories.CallType(agency=ground)
        van = Unit.objects.get(agency=ground)
        sign_on(unit=van, by=crew, **hand())
        call = receive_call(call_type=kind, intake_channel="311", by=desk, **hand()).incident
        ride = assign(incident=call, unit=van, by=desk, **hand()).assignment
        close(assignment=ride, contact_outcome="gone_on_arrival", by=crew, **hand())
        again = receive_call(call_type=kind, intake_channel="311", by=desk, **hand()).incident
        closed = {"closed_at": hand()["occurred_at"], "ending": "duplicate", "duplicate_of": call}
        Incident.objects.filter(pk=again.pk).update(**closed)
        return ground

    def test_removes_what_was_practised_and_nothing_else(self, practised, administrator, incident, hand):
        lines = Event.objects.filter(agency=administrator.agency).count()
        empty_training(by=administrator, **hand())

        for table in (Incident, Assignment, Shift):
            assert not table.objects.filter(agency=practised).exists()
        assert list(Event.objects.filter(agency=practised).values_list("kind", flat=True)) == ["training.emptied"]
        assert Unit.objects.get(agency=practised).status == "off_duty"
        assert practised.people.count() == 2
        assert list(Incident.objects.filter(agency=administrator.agency)) == [incident]
        assert Event.objects.filter(agency=administrator.agency).count() == lines + 1

    def test_is_done_from_inside_too(self, practised, manager, twin, hand):
        empty_training(by=twin(manager), **hand())
        assert not Incident.objects.filter(agency=practised).exists()

    def test_sent_twice_happens_once(self, practised, administrator, hand):
        letter = hand()
        empty_training(by=administrator, **letter)
        assert empty_training(by=administrator, **letter).repeated

    def test_is_refused_where_there_is_none(self, administrator, hand):
        with pytest.raises(Refused, match="no practice ground yet"):
            empty_training(by=administrator, **hand())

    def test_is_for_those_who_manage(self, practised, dispatcher, medic, machine, elsewhere, hand):
        for stranger in (dispatcher, medic, machine, elsewhere.dispatcher):
            with pytest.raises(NotYours):
                empty_training(by=stranger, **hand())
        with pytest.raises(Refused):
            empty_training(by=elsewhere.administrator, **hand())
        assert Incident.objects.filter(agency=practised).count() == 2
