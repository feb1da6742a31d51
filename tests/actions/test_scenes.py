from datetime import date
from uuid import uuid4

import pytest

from responder_app.actions.encounters import close
from responder_app.actions.scenes import publish_form, record_scene
from responder_app.log import Conflict, NotYours, Refused
from responder_app.models import Encounter, FormVersion, PersonServed, SceneRecord, SupplyGiven

SCENE = {
    "answers": {"issues": ["trauma"], "felt_safe": "yes", "harm_to_others": "", "naloxone": 0},
    "people": [{"age_band": "25-54", "races": ["white"]}, {"gender": "unknown", "known_as": "Bo"}],
    "supplies": {"water": 2, "food": 0},
}
MAY_14, MAY_20, JUNE_1 = date(2026, 5, 14), date(2026, 5, 20), date(2026, 6, 1)


class TestRecordScene:
    @pytest.fixture
    def keeping(self, assignment, medic, two_pm):
        return {"assignment": assignment, "scene": SCENE, "by": medic, "id": uuid4(), "occurred_at": two_pm}

    def test_keeps_answers_people_and_supplies(self, keeping):
        record_scene(**keeping)

        kept = SceneRecord.objects.get()
        assert kept.answers == {"issues": ["trauma"], "felt_safe": "yes", "naloxone": 0}
        assert [person.age_band for person in kept.people.all()] == ["25-54", ""]
        assert list(kept.supplies.values_list("item", "count")) == [("water", 2)]

    def test_tells_the_log_nothing_of_anybody(self, keeping):
        assert record_scene(**keeping).details == {}

    def test_sent_twice_happens_once(self, keeping):
        record_scene(**keeping)

        assert record_scene(**keeping).repeated
        assert (SceneRecord.objects.count(), PersonServed.objects.count()) == (1, 2)

    def test_refuses_another_content_under_the_same_number(self, keeping):
        record_scene(**keeping)

        with pytest.raises(Conflict):
            record_scene(**keeping | {"scene": {"answers": {"issues": ["other"]}}})

    def test_each_keeping_is_a_row_and_the_last_by_the_crews_clock_stands(self, keeping, assignment, minutes):
        record_scene(**keeping)
        late = {"id": uuid4(), "occurred_at": keeping["occurred_at"] - minutes(5), "scene": {"answers": {}}}
        record_scene(**keeping | late)

        assert SceneRecord.objects.count() == 2
        assert assignment.scene_records.first().pk == keeping["id"]

    def test_is_taken_after_closing_too(self, keeping, assignment, medic, two_pm):
        close(assignment=assignment, contact_outcome="gone_on_arrival", by=medic, id=uuid4(), occurred_at=two_pm)

        record_scene(**keeping)

        assert SceneRecord.objects.count() == 1

    def test_is_not_for_strangers(self, keeping, dispatcher, elsewhere):
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                record_scene(**keeping | {"by": stranger})


class TestCloseWithAScene:
    @pytest.fixture
    def ending(self, assignment, medic, two_pm):
        outcome = {"contact_outcome": "contact_made", "disposition": "remained_resolved", "people_served": 2}
        return {"assignment": assignment, **outcome, "scene": SCENE, "by": medic, "id": uuid4(), "occurred_at": two_pm}

    def test_files_both_in_one_line(self, ending):
        line = close(**ending)

        kept = SceneRecord.objects.get()
        assert line.kind == "assignment.closed"
        assert kept.answers["contact_outcome"] == "contact_made"
        assert kept.answers["people_served"] == 2
        assert SupplyGiven.objects.count() == 1

    def test_refuses_what_the_form_of_the_day_finds_wanting_and_keeps_nothing(self, ending, manager, two_pm):
        required = {"risk": {"required": ["suicide_screen", "weapon_seen"]}}
        hand = {"by": manager, "id": uuid4(), "occurred_at": two_pm}
        publish_form(sections=required, effective_from=MAY_14, **hand)

        with pytest.raises(Refused, match=r"Still missing: Suicide screen, Weapon seen\."):
            close(**ending)

        assert not SceneRecord.objects.exists()
        assert not Encounter.objects.exists()

    def test_names_the_version_it_was_asked_by(self, ending, manager, two_pm):
        publish_form(sections={}, effective_from=MAY_14, by=manager, id=uuid4(), occurred_at=two_pm)

        close(**ending)

        assert SceneRecord.objects.get().form.number == 1

    def test_sent_twice_happens_once(self, ending):
        close(**ending)

        assert close(**ending).repeated
        assert SceneRecord.objects.count() == 1


class TestPublishForm:
    @pytest.fixture
    def publishing(self, manager, two_pm):
        sections = {"risk": {"on": True, "required": ["suicide_screen"]}}
        hand = {"by": manager, "id": uuid4(), "occurred_at": two_pm}
        return {"sections": sections, "effective_from": MAY_20, **hand}

    def test_begins_on_its_day_and_ends_the_one_before(self, publishing):
        publish_form(**publishing | {"effective_from": MAY_14})
        publish_form(**publishing | {"id": uuid4()})

        second, first = FormVersion.objects.all()
        assert (first.effective_from, first.effective_to) == (MAY_14, MAY_20)
        assert (second.number, second.effective_from, second.effective_to) == (2, MAY_20, None)

    def test_one_that_had_not_begun_never_does(self, publishing):
        publish_form(**publishing | {"effective_from": JUNE_1})
        publish_form(**publishing | {"id": uuid4()})

        planned = FormVersion.objects.get(number=1)
        assert planned.effective_to == planned.effective_from
        assert FormVersion.objects.in_force(JUNE_1).get().number == 2

    @pytest.mark.parametrize(
        ("told", "sentence"),
        [
            ({"effective_from": date(2026, 5, 13)}, "today or later"),
            ({"sections": {"weather": {}}}, "asks no such thing: weather"),
            ({"sections": {"people": {"required": ["known_as"]}}}, "asks no such thing: people, known_as"),
        ],
    )
    def test_refuses_with_a_sentence(self, publishing, told, sentence):
        with pytest.raises(Refused, match=sentence):
            publish_form(**publishing | told)

    def test_sent_twice_happens_once(self, publishing):
        publish_form(**publishing)

        assert publish_form(**publishing).repeated
        assert FormVersion.objects.count() == 1

    def test_leaves_another_agencys_form_alone(self, publishing, elsewhere, two_pm):
        publish_form(**publishing)
        hand = {"by": elsewhere.manager, "id": uuid4(), "occurred_at": two_pm}
        publish_form(sections={}, effective_from=MAY_20, **hand)

        assert FormVersion.objects.get(agency=publishing["by"].agency_id).effective_to is None

    def test_is_not_for_others(self, publishing, medic, dispatcher):
        for other in (medic, dispatcher):
            with pytest.raises(NotYours):
                publish_form(**publishing | {"by": other})
