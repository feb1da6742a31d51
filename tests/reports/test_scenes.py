from uuid import uuid4

import pytest
from django.utils import translation

from responder_app.actions.scenes import record_scene
from responder_app.models import ListEntry, SceneRecord
from responder_app.reports.scenes import sections


@pytest.fixture
def read(assignment, medic, two_pm):
    def read(**scene):
        record_scene(assignment=assignment, scene=scene, by=medic, id=uuid4(), occurred_at=two_pm)
        return dict(sections(SceneRecord.objects.first()))

    return read


class TestSections:
    def test_reads_codes_as_words_in_the_order_of_the_form(self, read):
        told = read(
            answers={"issues": ["trauma", "medical"], "suicide_screen": "not_done", "no_screen": "left", "naloxone": 0},
            people=[{"housing": "37", "gender": "prefers_not_to_say", "interpreter": True}],
            supplies={"water": 2},
        )

        assert list(told) == ["", "Risk", "Who", "Supplies given", "Crew safety"]
        assert told[""] == [("What it was about", "Trauma or grief, Physical health")]
        assert told["Risk"] == [("Suicide screen", "Not done"), ("Why no suicide screen", "Person left")]
        assert told["Who"] == [
            ("Gender", "Prefers not to say"),
            ("Housing", "We could not tell"),
            ("Interpreter used", "Yes"),
        ]
        assert told["Supplies given"] == [("Water", "2")]
        assert told["Crew safety"] == [("Naloxone doses given", "0")]

    def test_numbers_people_where_there_are_several(self, read):
        told = read(people=[{"age_band": "65+"}, {"age_band": "unknown"}])

        assert told == {"Who (1)": [("Age", "65 and over")], "Who (2)": [("Age", "Not known")]}

    def test_keeps_the_name_of_an_ended_code(self, read, two_pm):
        ListEntry.objects.filter(list="issues", code="trauma").update(effective_to=two_pm.date())

        assert read(answers={"issues": ["trauma"]})[""] == [("What it was about", "Trauma or grief")]

    def test_says_nothing_of_what_was_not_asked(self, read):
        assert read() == {}

    def test_speaks_the_readers_language(self, read):
        with translation.override("es"):
            (_asked, told), *_ = read(answers={"issues": ["homelessness"]})[""]

        assert told == "Sin techo"

    def test_asks_the_tables_as_often_for_many_people_as_for_one(self, read, django_assert_num_queries):
        read(people=[{"age_band": "65+"}] * 6, answers={"issues": ["trauma"], "did": ["support"]})
        record = SceneRecord.objects.prefetch_related("people", "supplies").get()

        with django_assert_num_queries(1):
            sections(record)
