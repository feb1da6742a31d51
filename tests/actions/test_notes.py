from uuid import uuid4

import pytest

from responder_app.actions.encounters import write_note
from responder_app.log import Refused
from responder_app.models import Note
from responder_app.words import CLINICAL, Profession

OTHERS = [profession for profession in Profession if profession not in CLINICAL]


@pytest.fixture
def clinical_note(assignment, medic, two_pm):
    medic.profession = Profession.MEDIC
    medic.save()
    told = {"incident": assignment.incident, "body": "Cold hands, slow pulse.", "clinical": True}
    return {**told, "by": medic, "id": uuid4(), "occurred_at": two_pm}


class TestAClinicalNote:
    @pytest.mark.parametrize("profession", CLINICAL)
    def test_is_kept_as_one(self, clinical_note, medic, profession):
        medic.profession = profession
        write_note(**clinical_note)

        assert Note.objects.get().clinical

    def test_is_known_to_the_log_as_one_and_by_no_word_more(self, clinical_note):
        assert write_note(**clinical_note).details == {"clinical": True}

    def test_sent_twice_is_kept_once(self, clinical_note):
        write_note(**clinical_note)

        assert write_note(**clinical_note).repeated
        assert Note.objects.count() == 1

    @pytest.mark.parametrize("profession", OTHERS)
    def test_is_refused_from_other_professions_with_a_way_on(self, clinical_note, medic, profession):
        medic.profession = profession

        with pytest.raises(Refused, match="Write it as an ordinary note"):
            write_note(**clinical_note)
        assert not Note.objects.exists()

    def test_is_refused_from_machines(self, clinical_note, machine):
        with pytest.raises(Refused):
            write_note(**clinical_note | {"by": machine})

    def test_an_ordinary_note_is_the_same_letter_as_before_there_were_others(self, clinical_note):
        del clinical_note["clinical"]
        first = write_note(**clinical_note)

        assert (first.details, Note.objects.get().clinical) == ({}, False)
