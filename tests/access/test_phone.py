"""Who reads a safety plan and a telehealth note: who wrote it, the clinician at the desk, the call's clinical crew."""

from datetime import timedelta
from uuid import uuid4

import pytest

from responder_app import access
from responder_app.actions.assignments import assign, withdraw
from responder_app.actions.phone import resolve_by_phone
from responder_app.actions.shifts import sign_on
from responder_app.actions.telehealth import end_telehealth, start_telehealth
from responder_app.models import Telehealth
from responder_app.words import Profession, Role
from tests import factories

PLAN, NOTE = "Rings her sister at six.", "Pupils even, speech clear."


@pytest.fixture
def settled(incident, embedded, two_pm):
    told = {"incident": incident, "outcome": "safety_plan", "safety_plan": PLAN, "summary": "Calm again."}
    resolve_by_phone(**told, by=embedded, id=uuid4(), occurred_at=two_pm)


@pytest.fixture
def advised(incident, embedded, two_pm):
    tap = {"by": embedded, "occurred_at": two_pm}
    told = {"asked_by": "police", "mode": "phone", "incident": incident}
    row = Telehealth.objects.get(pk=start_telehealth(**told, **tap, id=uuid4()).id)
    end_telehealth(telehealth=row, outcome="advised", note=NOTE, **tap, id=uuid4())


def plans(person):
    return [row.plan for row in access.phone_resolutions_for(person)]


def notes(person):
    return [row.text for row in access.telehealth_for(person)]


class TestASafetyPlanAndATelehealthNote:
    def test_are_read_by_who_wrote_them_and_by_a_colleague_at_the_desk(self, settled, advised, embedded, agency):
        nurse = factories.Person(agency=agency, role=Role.CLINICIAN, profession=Profession.NURSE)
        for person in (embedded, nurse):
            assert (plans(person), notes(person)) == ([PLAN], [NOTE])

    @pytest.mark.parametrize("role", [role for role in Role if role not in {Role.RESPONDER, Role.CLINICIAN}])
    @pytest.mark.parametrize("profession", [Profession.OTHER, Profession.CLINICIAN])
    def test_are_read_in_no_other_role_whatever_the_profession(self, settled, advised, agency, role, profession):
        person = factories.Person(agency=agency, role=role, profession=profession)
        assert (plans(person), notes(person)) == ([""], [""])

    def test_are_not_read_for_the_role_alone(self, settled, advised, agency):
        person = factories.Person(agency=agency, role=Role.CLINICIAN, profession=Profession.PEER)
        assert (plans(person), notes(person)) == ([""], [""])

    def test_are_read_by_the_clinical_people_of_the_calls_crew_alone(
        self, incident, unit, dispatcher, embedded, agency, two_pm, minutes
    ):
        nurse, peer = (factories.Person(agency=agency, profession=each) for each in ("nurse", "peer"))
        for person in (nurse, peer):
            sign_on(unit=unit, by=person, id=uuid4(), occurred_at=two_pm)
        tap = {"by": dispatcher, "occurred_at": two_pm}
        made = assign(incident=incident, unit=unit, **tap, id=uuid4())
        withdraw(assignment=made.assignment, **tap, id=uuid4())
        told = {"incident": incident, "outcome": "safety_plan", "safety_plan": PLAN}
        resolve_by_phone(**told, by=embedded, id=uuid4(), occurred_at=two_pm + minutes(5))

        assert (plans(nurse), plans(peer)) == ([PLAN], [""])

    def test_are_nobodys_in_another_agency_and_no_other_crews(self, settled, advised, elsewhere, medic):
        elsewhere.clinician.profession = medic.profession = Profession.CLINICIAN
        for person in (elsewhere.clinician, elsewhere.dispatcher, medic):
            assert (plans(person), notes(person)) == ([], [])

    def test_about_no_call_is_the_desks_alone(self, embedded, dispatcher, medic, two_pm):
        told = {"asked_by": "ems", "mode": "phone", "by": embedded, "id": uuid4()}
        start_telehealth(**told, occurred_at=two_pm - timedelta(minutes=1))
        assert [access.telehealth_for(who).count() for who in (embedded, dispatcher, medic)] == [1, 1, 0]
