from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.actions.rulesets import publish_ruleset
from responder_app.actions.screening import override_screening, screen


@pytest.fixture
def page(tablet, assignment):
    return lambda: tablet.get(reverse("tablet-call", args=[assignment.pk])).content.decode()


@pytest.fixture
def hand(assignment, dispatcher, two_pm, minutes):
    def hand(minute):
        told = {"by": dispatcher, "id": uuid4(), "occurred_at": two_pm + minutes(minute)}
        return {"incident": assignment.incident} | told

    return hand


def part(page: str, id: str) -> str:
    return page.split(f'id="{id}"')[1].split("</section>")[0]


class TestWhatTheCrewReadsOfTheScreening:
    def test_begins_with_what_the_rules_came_to(self, page, hand):
        screen(answers={"threat": "yes"}, **hand(1))
        told = part(page(), "screening")
        assert "Team with police or EMS" in told
        assert "<strong>Yes:</strong> Threat of violence to others" in told

    def test_asks_in_the_words_of_the_rules_that_the_call_met(self, page, hand, agency, manager, two_pm):
        question = {"code": "indoors", "text_en": "Inside a shop", "text_es": "Dentro de una tienda"}
        told = {"questions": [question], "effective_from": agency.day_of(two_pm), "by": manager}
        publish_ruleset(id=uuid4(), occurred_at=two_pm, **told)
        screen(answers={"indoors": "unknown"}, **hand(1))

        told = part(page(), "screening")
        assert "Inside a shop" in told
        assert "Weapon" not in told

    def test_says_who_overrides_what(self, page, hand):
        override_screening(result="phone_only", reason="other", note="Talks well.", **hand(1))
        told = part(page(), "screening")
        assert "Phone only" in told
        assert "Rules overridden" in told
        assert "Other reason: Talks well. · the rules say: Team instead of police" in told

    def test_stands_in_the_timeline_as_news_from_the_desk(self, page, hand):
        screen(answers={"weapon": "yes", "dog": "yes"}, **hand(1))
        override_screening(result="phone_only", reason="other", note="Talks well.", **hand(2))

        told = page().split('id="timeline"')[1].split('id="times"')[0]
        lines = {line.split("</li>")[0] for line in told.split("<li ")[1:]}
        news = [line for line in lines if "data-from-desk" in line]
        assert len(news) == 2
        assert any("Yes: Weapon seen or reported; Dog or other animal there" in line for line in news)
        assert any("Rules overridden: phone only (Other reason)" in line and "Talks well." in line for line in news)

    def test_says_how_well_the_place_is_known_and_what_the_caller_speaks(self, page, assignment):
        call = assignment.incident
        call.precision, call.caller_anonymous, call.caller_language = "approximate", True, "es"
        call.save()
        told = page()
        assert "Approximate" in part(told, "what")
        assert "stays anonymous" in part(told, "facts")
        assert "Spanish" in part(told, "facts")
