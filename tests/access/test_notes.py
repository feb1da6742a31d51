"""Who reads a clinical note: its author, and the clinical people of the call's crews. Nobody else, by no way."""

from uuid import uuid4

import pytest

from responder_app import access
from responder_app.actions.assignments import assign
from responder_app.actions.encounters import write_note
from responder_app.actions.letters import set_letter_aside, settle_letter
from responder_app.actions.shifts import sign_on
from responder_app.reports import timeline
from responder_app.words import CLINICAL, Profession, Role
from tests import factories

SECRET = "Cold hands, slow pulse."


@pytest.fixture
def note(assignment, medic, two_pm):
    """Mika, a medic, writes it; the crew's others come aboard in the tests."""
    medic.profession = Profession.MEDIC
    medic.save()
    told = {"incident": assignment.incident, "body": SECRET, "clinical": True}
    write_note(**told, by=medic, id=uuid4(), occurred_at=two_pm)
    return told


@pytest.fixture
def crewmate(agency, assignment, unit, two_pm, minutes):
    """`crewmate(profession)`: somebody who came aboard R1 and so is on the call."""

    def crewmate(profession):
        person = factories.Person(agency=agency, profession=profession)
        sign_on(unit=unit, by=person, id=uuid4(), occurred_at=two_pm + minutes(5))
        return person

    return crewmate


def read_by(person):
    return [note.body for note in access.notes_for(person)]


class TestAClinicalNote:
    def test_is_read_by_its_author(self, note, medic):
        assert read_by(medic) == [SECRET]

    def test_is_read_by_its_author_in_another_profession_too(self, note, medic):
        medic.profession = Profession.PEER
        medic.save()

        assert read_by(medic) == [SECRET]

    @pytest.mark.parametrize("profession", CLINICAL)
    def test_is_read_by_clinical_people_of_the_crew(self, note, crewmate, profession):
        assert read_by(crewmate(profession)) == [SECRET]

    @pytest.mark.parametrize("profession", [Profession.PEER, Profession.MEDIATOR, Profession.CASE_WORKER])
    def test_is_not_read_by_others_of_the_crew(self, note, crewmate, profession):
        assert read_by(crewmate(profession)) == []

    @pytest.mark.parametrize("profession", CLINICAL)
    def test_is_read_by_the_clinician_at_the_desk(self, note, agency, profession):
        assert read_by(factories.Person(agency=agency, role=Role.CLINICIAN, profession=profession)) == [SECRET]

    @pytest.mark.parametrize("profession", [Profession.OTHER, Profession.PEER])
    def test_is_not_read_at_the_desk_for_the_role_alone(self, note, agency, profession):
        assert read_by(factories.Person(agency=agency, role=Role.CLINICIAN, profession=profession)) == []

    @pytest.mark.parametrize("role", [role for role in Role if role not in {Role.RESPONDER, Role.CLINICIAN}])
    @pytest.mark.parametrize("profession", [Profession.OTHER, Profession.CLINICIAN])
    def test_is_not_read_in_any_other_role(self, note, agency, role, profession):
        assert read_by(factories.Person(agency=agency, role=role, profession=profession)) == []

    def test_is_read_by_clinical_people_of_a_second_crew_on_the_call(
        self, note, agency, incident, other_unit, dispatcher, two_pm, minutes
    ):
        person = factories.Person(agency=agency, profession=Profession.NURSE)
        sign_on(unit=other_unit, by=person, id=uuid4(), occurred_at=two_pm)
        assert read_by(person) == []

        assign(incident=incident, unit=other_unit, by=dispatcher, id=uuid4(), occurred_at=two_pm + minutes(1))
        assert read_by(person) == [SECRET]

    def test_is_not_read_in_another_agency(self, note, elsewhere):
        for person in (elsewhere.responder, elsewhere.dispatcher, elsewhere.clinician, elsewhere.administrator):
            person.profession = Profession.CLINICIAN
            assert read_by(person) == []

    def test_stands_in_the_timeline_without_its_words(self, note, assignment, dispatcher, medic):
        told = {}
        for person in (dispatcher, medic):
            entries = timeline.of(assignment.incident, access.notes_for(person))
            told[person.role] = [(entry.what, entry.text) for entry in entries if entry.kind == "note.written"]

        assert told == {"dispatcher": [("Clinical note", "")], "responder": [("Clinical note", SECRET)]}

    def test_leaves_ordinary_notes_to_everybody_of_the_call(self, note, assignment, medic, dispatcher, two_pm):
        told = {"incident": assignment.incident, "body": "Sat with her."}
        write_note(**told, by=medic, id=uuid4(), occurred_at=two_pm)

        assert read_by(dispatcher) == ["Sat with her."]


class TestAClinicalNoteThatWasRefusedAndHandedOver:
    @pytest.fixture
    def letter(self, medic, unit, two_pm):
        made = set_letter_aside(unit=unit, label="Note", problem="No.", by=medic, id=uuid4(), occurred_at=two_pm)
        letter = access.letters_for(medic).get(pk=made.id)
        body = {"what": "Note", "to": "/tablet/calls/x/notes/", "body": SECRET, "clinical": "on"}
        settle_letter(letter=letter, end="handed_over", body=body, by=medic, id=uuid4(), occurred_at=two_pm)
        return letter

    def test_is_known_at_the_desk_without_its_words(self, letter, dispatcher, client):
        assert access.letters_for(dispatcher).get().text is None
        client.force_login(dispatcher)
        page = client.get("/desk/").content.decode()
        assert "A clinical note" in page
        assert SECRET not in page

    def test_is_read_by_the_clinician_at_the_desk(self, letter, embedded):
        assert access.letters_for(embedded).get().text["body"] == SECRET

    @pytest.mark.parametrize("role", [Role.DISPATCHER, Role.HOTLINE, Role.ADMINISTRATOR])
    def test_is_not_read_there_for_the_profession_alone(self, letter, agency, role):
        person = factories.Person(agency=agency, role=role, profession=Profession.CLINICIAN)

        assert access.letters_for(person).get().text is None

    def test_is_read_by_its_author(self, letter, medic):
        assert access.letters_for(medic).get().text["body"] == SECRET

    def test_leaves_other_letters_to_the_desk(self, letter, dispatcher, medic, unit, two_pm):
        made = set_letter_aside(unit=unit, label="Status", problem="No.", by=medic, id=uuid4(), occurred_at=two_pm)
        other = access.letters_for(medic).get(pk=made.id)
        settle_letter(
            letter=other, end="handed_over", body={"status": "on_scene"}, by=medic, id=uuid4(), occurred_at=two_pm
        )

        assert access.letters_for(dispatcher).get(pk=made.id).text == {"status": "on_scene"}
