from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from responder_app.actions.scenes import publish_form
from responder_app.models import Encounter, ListEntry, PersonServed, SceneRecord, SupplyGiven

MET = {"contact_outcome": "contact_made", "disposition": "remained_resolved", "people_served": "1"}
TOLD = {
    "issues": ["agitation", "basic_needs"],
    "did": ["support"],
    "suicide_screen": "not_done",
    "no_screen": "not_indicated",
    "felt_safe": "yes",
    "naloxone": "0",
    "supply-water": "2",
    "supply-food": "0",
    "p1-age_band": "25-54",
    "p1-races": ["hispanic", "white"],
    "p1-housing": "116",
    "p1-language": "es",
    "p1-interpreter": "on",
    "p1-basis": "self",
    "p3-gender": "unknown",
    "p3-known_as": "Bo",
}


@pytest.fixture
def page(tablet, assignment):
    return lambda: tablet.get(reverse("tablet-scene", args=[assignment.pk])).content.decode()


@pytest.fixture
def asks(manager, two_pm):
    """A form of the agency that asks for something, in force since May."""

    def asks(sections, begins=date(2026, 5, 14)):
        return publish_form(sections=sections, effective_from=begins, by=manager, id=uuid4(), occurred_at=two_pm)

    return asks


class TestClose:
    def test_files_outcome_and_scene_at_once(self, post, assignment):
        answer = post("tablet-close", assignment.pk, **MET, **TOLD)

        assert answer.status_code == 201, answer.content
        kept = SceneRecord.objects.get()
        assert Encounter.objects.get().disposition == "remained_resolved"
        assert kept.answers["issues"] == ["agitation", "basic_needs"]
        assert kept.answers["naloxone"] == 0
        assert "harm_to_others" not in kept.answers
        assert list(SupplyGiven.objects.values_list("item", "count")) == [("water", 2)]

    def test_counts_people_in_the_order_of_the_page_and_keeps_what_is_not_known_apart(self, post, assignment):
        post("tablet-close", assignment.pk, **MET, **TOLD)

        first, second = PersonServed.objects.order_by("position")
        assert (first.races, first.housing, first.interpreter) == (["hispanic", "white"], "116", True)
        assert (second.position, second.gender, second.known_as) == (2, "unknown", "Bo")
        assert second.age_band == ""

    def test_needs_nothing_of_a_person_where_there_was_none(self, post, asks, assignment):
        asks({"risk": {"required": ["suicide_screen"]}})

        answer = post("tablet-close", assignment.pk, contact_outcome="gone_on_arrival", people_served="1")

        assert answer.status_code == 201
        assert Encounter.objects.get().people_served is None

    def test_names_everything_that_is_missing_in_one_sentence(self, post, asks, assignment):
        asks({"risk": {"required": ["suicide_screen"]}, "people": {"required": ["age_band"]}})

        answer = post("tablet-close", assignment.pk, contact_outcome="contact_made", **{"p2-gender": "man"})

        assert answer.status_code == 422
        said = "Still missing: Where the person went, Suicide screen, Age, Age (2)."
        assert answer.json()["detail"] == said
        assert not SceneRecord.objects.exists()

    @pytest.mark.parametrize(
        ("told", "missing"),
        [
            ({"disposition": "other"}, "What the other outcome was"),
            ({"disposition": "emergency_hold"}, "Who started the hold"),
            ({"suicide_screen": "not_done"}, "Why no suicide screen"),
        ],
    )
    def test_asks_what_follows_from_an_answer(self, post, assignment, told, missing):
        answer = post("tablet-close", assignment.pk, **MET | told)

        assert (answer.status_code, answer.json()["detail"]) == (422, f"Still missing: {missing}.")

    def test_a_section_that_is_off_asks_for_nothing(self, post, asks, assignment):
        asks({"risk": {"on": False, "required": ["suicide_screen"]}})

        assert post("tablet-close", assignment.pk, **MET).status_code == 201

    def test_is_judged_by_the_form_of_the_day_it_was_written(self, post, asks, assignment, two_pm):
        asks({"risk": {"required": ["weapon_seen"]}}, begins=date(2026, 5, 15))

        late = post("tablet-close", assignment.pk, occurred_at=two_pm.isoformat(), **MET)

        assert late.status_code == 201
        assert SceneRecord.objects.get().form is None

    def test_keeps_what_was_chosen_on_the_page_without_javascript(self, submit, asks, assignment):
        asks({"safety": {"required": ["felt_safe"]}})

        answer = submit("tablet-close", assignment.pk, **MET, **TOLD | {"felt_safe": ""})

        told = answer.content.decode()
        assert answer.status_code == 422
        assert "Still missing: Did the crew feel safe?." in told
        assert told.count("checked") >= 10
        assert 'value="Bo"' in told

    @pytest.mark.parametrize(
        ("told", "sentence"),
        [
            ({"issues": ["bad_weather"]}, "What it was about: one of the answers is not on the form. Choose again."),
            ({"naloxone": "21"}, "Naloxone doses given is a number between 0 and 20."),
            ({"supply-water": "many"}, "Water is a number between 0 and 99."),
            (
                {"p1-races": ["white", "unknown"]},
                "Race and ethnicity: “Not known” and “Prefers not to say” stand alone.",
            ),
            ({"p1-known_as": "B" * 81}, "Name or alias is longer than 80 characters."),
            ({"p2-housing": "palace"}, "Housing: one of the answers is not on the form. Choose again."),
            ({"injury_crew_note": "a\0b"}, "Null characters are not allowed."),
        ],
    )
    def test_says_what_cannot_be_read(self, post, assignment, told, sentence):
        answer = post("tablet-close", assignment.pk, **MET | told)

        assert (answer.status_code, answer.json()["detail"]) == (422, sentence)

    def test_is_not_there_for_strangers(self, stranger_posts, assignment):
        assert stranger_posts("tablet-close", assignment.pk, **MET).status_code == 404


class TestKeep:
    def test_takes_what_there_is(self, post, asks, assignment):
        asks({"risk": {"required": ["suicide_screen"]}})

        answer = post("tablet-scene-keep", assignment.pk, issues=["trauma"])

        assert (answer.status_code, answer.json()["kind"]) == (201, "scene.recorded")
        assert SceneRecord.objects.get().answers == {"issues": ["trauma"]}

    def test_sent_twice_is_kept_once(self, post, assignment):
        id = uuid4()
        for _ in range(2):
            post("tablet-scene-keep", assignment.pk, id=id, issues=["trauma"])

        assert SceneRecord.objects.count() == 1

    def test_is_where_the_form_goes_on(self, post, page, assignment):
        post("tablet-scene-keep", assignment.pk, contact_outcome="contact_made", **TOLD)

        told = page()
        for chosen in ('value="contact_made" checked', 'value="agitation" checked', 'value="hispanic" checked'):
            assert chosen in told
        assert 'name="supply-water" value="2"' in told
        assert 'name="p2-known_as" value="Bo"' in told

    def test_says_on_the_page_what_is_wrong_without_javascript(self, submit, assignment):
        answer = submit("tablet-scene-keep", assignment.pk, naloxone="21", issues=["trauma"])

        assert answer.status_code == 422
        assert "Naloxone doses given is a number between 0 and 20." in answer.content.decode()
        assert 'value="trauma" checked' in answer.content.decode()

    def test_amends_a_closed_call(self, post, page, assignment):
        post("tablet-close", assignment.pk, **MET, **TOLD)
        assert "Amended by" not in page()

        assert post("tablet-scene-keep", assignment.pk, issues=["trauma"]).status_code == 201

        told = page()
        assert "Amended by Mika" in told
        assert "<dd>Trauma or grief</dd>" in told
        assert Encounter.objects.get().contact_outcome == "contact_made"

    def test_is_not_there_for_strangers(self, stranger_posts, post, client, assignment, clinician):
        assert stranger_posts("tablet-scene-keep", assignment.pk, issues=["trauma"]).status_code == 404
        client.force_login(clinician)
        assert post("tablet-scene-keep", assignment.pk, author=clinician.pk).status_code == 404


class TestThePage:
    def test_shows_only_the_sections_that_are_on(self, page, asks):
        asks({"safety": {"on": False}})

        assert "Did the crew feel safe?" not in page()
        assert "Suicide screen" in page()

    def test_marks_what_is_required_and_opens_its_part(self, page, asks):
        asks({"safety": {"required": ["felt_safe"]}})

        assert 'data-required="Did the crew feel safe?"' in page()
        assert page().count("data-part open") == 1

    def test_offers_only_codes_in_force_but_keeps_the_name_of_an_ended_one(self, post, page, manager, assignment):
        now = timezone.now()
        entry = ListEntry.objects.get(list="issues", code="trauma")
        ListEntry.objects.filter(pk=entry.pk).update(effective_to=now.date() - timedelta(days=1))
        assert "Trauma or grief" not in page()

        ended = now - timedelta(days=30)
        post("tablet-close", assignment.pk, occurred_at=ended.isoformat(), **MET | {"issues": ["trauma"]})

        assert "<dd>Trauma or grief</dd>" in page()

    def test_speaks_the_language_of_the_crew(self, tablet, medic, assignment):
        medic.language = "es"
        medic.save()

        told = tablet.get(reverse("tablet-scene", args=[assignment.pk])).content.decode()

        assert "Sin techo" in told

    def test_asks_the_tables_as_often_for_much_as_for_little(
        self, tablet, post, assignment, django_assert_num_queries, django_assert_max_num_queries
    ):
        address = reverse("tablet-scene", args=[assignment.pk])
        post("tablet-scene-keep", assignment.pk, **TOLD)
        with django_assert_max_num_queries(20) as asked:
            tablet.get(address)
        number = len(asked)
        post("tablet-scene-keep", assignment.pk, **TOLD | {"p4-gender": "man", "supply-taxi": "3"})
        with django_assert_num_queries(number):
            tablet.get(address)
