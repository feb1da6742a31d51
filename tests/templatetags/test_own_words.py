"""What a program calls things is read on its pages, and nowhere else."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from responder_app import words
from responder_app.actions.assignments import accept, report_status
from responder_app.actions.encounters import close
from responder_app.actions.own_words import set_terms
from responder_app.templatetags.own_words import inside, own_term, term, term_inside
from tests.callers import signed_in

TERMS = {
    "unit": "STAR van",
    "units": "STAR vans",
    "team": "Crew",
    "person": "Neighbor",
    "people": "Neighbors",
    "responder": "Navigator",
    "program_line": "STAR line",
}
NAMES = {"remained_resolved": "Served on site", "contact_made": "Met somebody", "no_team": "Sent elsewhere"}


@pytest.fixture
def named(administrator, two_pm):
    set_terms(terms=TERMS, outcome_names=NAMES, by=administrator, id=uuid4(), occurred_at=two_pm)


@pytest.fixture
def closed(assignment, medic, two_pm, minutes):
    """R1 met somebody and settled it."""
    hand = {"assignment": assignment, "by": medic}
    accept(**hand, id=uuid4(), occurred_at=two_pm)
    report_status(**hand, status="available", id=uuid4(), occurred_at=two_pm + minutes(20))
    ended = {"contact_outcome": "contact_made", "disposition": "remained_resolved", "disposition_note": ""}
    close(**hand, **ended, people_served=1, id=uuid4(), occurred_at=two_pm + minutes(30))
    return assignment


def page_of(person, name, *args) -> str:
    client = Client()
    client.force_login(person)
    return client.get(reverse(name, args=args)).content.decode()


class TestTheTags:
    def test_say_the_standard_word_where_there_is_no_other(self):
        assert (term("units"), term_inside("units"), inside("Transported by EMS")) == (
            "Units",
            "units",
            "transported by EMS",
        )

    def test_of_which_one_says_only_what_is_the_programs_own(self):
        assert own_term("responder") == ""

    def test_know_no_other_words(self):
        with pytest.raises(ValueError, match="van"):
            term("van")


class TestTheDesk:
    def test_reads_its_own_words(self, named, dispatcher, unit):
        board = page_of(dispatcher, "desk")

        assert '<h2 id="units-title">STAR vans</h2>' in board
        assert "No STAR van is on a call." in board

    def test_reads_its_own_outcomes_on_the_calls_page_and_in_its_story(self, named, dispatcher, closed):
        page = page_of(dispatcher, "desk-call", closed.incident_id)

        assert "<strong>Met somebody</strong>. Served on site" in page
        assert "R1 closed: Met somebody, served on site" in page
        assert "Contact made" not in page

    def test_reads_how_its_calls_come_in(self, named, dispatcher, incident):
        incident.intake_channel = words.IntakeChannel.PROGRAM_LINE
        incident.save()

        assert "through STAR line" in page_of(dispatcher, "desk-call", incident.pk)

    def test_counts_whom_it_serves_by_its_own_word(self, named, dispatcher, closed):
        assert "; neighbors served: 1" in page_of(dispatcher, "desk-call", closed.incident_id)

    def test_of_another_city_reads_the_fields_words(self, named, elsewhere):
        board = page_of(elsewhere.dispatcher, "desk")

        assert '<h2 id="units-title">Units</h2>' in board
        assert "STAR" not in board

    def test_asks_the_database_no_more_for_it(self, django_assert_max_num_queries, dispatcher, agency, closed, two_pm):
        client = Client()
        client.force_login(dispatcher)
        address = reverse("desk-call", args=[closed.incident_id])
        client.get(address)
        with django_assert_max_num_queries(1000) as before:
            client.get(address)
        agency.terms, agency.outcome_names = TERMS, NAMES
        agency.save()

        with django_assert_max_num_queries(len(before)):
            assert "Served on site" in client.get(address).content.decode()


class TestTheTablet:
    def test_offers_the_outcomes_by_their_own_names(self, named, medic, assignment):
        form = page_of(medic, "tablet-scene", assignment.pk)

        assert "<span>Served on site</span>" in form
        assert 'value="remained_resolved"' in form
        assert "<legend>Neighbor " in form

    def test_shows_what_was_filed_by_them(self, named, medic, closed):
        page = page_of(medic, "tablet-scene", closed.pk)

        assert "<dd>Met somebody</dd>" in page
        assert "<dd>Served on site</dd>" in page
        assert ", served on site." in page_of(medic, "tablet-after", closed.pk)

    def test_calls_who_has_no_profession_what_the_program_calls_them(self, named, medic, on_duty):
        assert ">Navigator</span>" in page_of(medic, "tablet-shift")

    def test_keeps_them_in_every_language(self, named, medic, assignment):
        medic.language = "es"
        medic.save()

        form = page_of(medic, "tablet-scene", assignment.pk)

        assert "<span>Served on site</span>" in form
        assert "¿" in form


class TestTheRest:
    def test_the_api_speaks_in_codes(self, named, dispatcher, closed):
        caller = signed_in(dispatcher)
        told = caller.get(f"/assignments/{closed.pk}/").content.decode()
        schema = caller.get("/schema/").content.decode()

        assert "contact_made" in told + schema
        assert "Met somebody" not in told + schema

    def test_nothing_stays_behind_a_page(self, named, dispatcher):
        page_of(dispatcher, "desk")

        assert words.Term.UNIT.label == "Unit"
