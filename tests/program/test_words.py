import re
from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.models import Event

WORDS, PRACTICE = reverse("program-words"), reverse("program-practice")


@pytest.fixture
def ada(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def name(ada):
    """Saves the page with these lines filled in."""
    return lambda **told: ada.post(WORDS, {"id": uuid4(), **told})


class TestTheWords:
    def test_are_kept_and_shown_again(self, name, ada, agency):
        answer = name(term_responder="Navigator", outcome_remained_resolved="Served on site")

        agency.refresh_from_db()
        assert answer.url == WORDS
        assert agency.terms == {"responder": "Navigator"}
        assert agency.outcome_names == {"remained_resolved": "Served on site"}
        told = ada.get(WORDS).content.decode()
        assert 'value="Navigator"' in told
        assert 'value="Served on site"' in told
        assert "The words are changed." in told

    def test_are_standard_again_where_a_line_is_emptied(self, name, agency):
        name(term_responder="Navigator")

        name(term_responder="")

        agency.refresh_from_db()
        assert agency.terms == {}

    @pytest.mark.parametrize(
        ("told", "status", "sentence"),
        [
            ({"term_unit": "x" * 61}, 422, "“Unit” is longer than 60 characters."),
            ({"outcome_refused": "Gone on arrival"}, 409, "Two outcomes would both be called “Gone on arrival”"),
            ({"id": "x"}, 422, "Load the page again, please."),
        ],
    )
    def test_say_what_is_wrong_and_keep_what_was_typed(self, name, agency, told, status, sentence):
        answer = name(**{"term_team": "Crew"} | told)

        page = answer.content.decode()
        agency.refresh_from_db()
        assert answer.status_code == status
        assert sentence in page
        assert 'value="Crew"' in page
        assert agency.terms == {}

    def test_are_written_over_somebody_elses_only_knowingly(self, name, ada, agency):
        seen = re.search(r'name="follows" value="(\w+)"', ada.get(WORDS).content.decode())[1]
        name(term_unit="Van", follows=seen)

        answer = name(term_team="Crew", follows=seen)

        page = answer.content.decode()
        agency.refresh_from_db()
        assert (answer.status_code, agency.terms) == (409, {"unit": "Van"})
        assert "Somebody else has changed the words meanwhile." in page
        now = re.search(r'name="follows" value="(\w+)"', page)[1]
        assert name(term_team="Crew", follows=now).status_code == 302

    def test_sent_twice_are_changed_once(self, ada):
        told = {"id": uuid4(), "term_team": "Crew"}

        assert [ada.post(WORDS, told).status_code for _ in range(2)] == [302, 302]
        assert Event.objects.filter(kind="agency.changed").count() == 1

    def test_are_the_administrators(self, client, manager, dispatcher, medic, elsewhere, agency):
        for stranger in (manager, dispatcher, medic):
            client.force_login(stranger)
            assert client.get(WORDS).status_code == 404
            assert client.post(WORDS, {"id": uuid4(), "term_team": "Crew"}).status_code == 404
            assert client.post(PRACTICE, {"id": uuid4(), "follow_up_hours": 48}).status_code == 404
        client.force_login(elsewhere.administrator)
        client.post(WORDS, {"id": uuid4(), "term_team": "Crew"})
        agency.refresh_from_db()
        assert (agency.terms, agency.follow_up_hours) == ({}, 24)

    def test_lead_there_from_the_programs_other_pages(self, ada, client, manager):
        assert WORDS in ada.get(reverse("program")).content.decode()
        client.force_login(manager)
        assert WORDS not in client.get(reverse("program")).content.decode()


class TestThePractice:
    def test_is_kept(self, ada, agency):
        answer = ada.post(PRACTICE, {"id": uuid4(), "channels": ["311"], "follow_up_hours": 48})

        agency.refresh_from_db()
        assert answer.url == WORDS
        assert (agency.channels, agency.follow_up_hours) == (["311"], 48)
        told = ada.get(WORDS).content.decode()
        assert 'value="311" checked' in told
        assert re.search(r'value="48"[^>]* checked', told)

    @pytest.mark.parametrize(
        ("told", "sentence"),
        [
            ({"channels": ["pigeon"], "follow_up_hours": 48}, "No call comes in that way."),
            ({"follow_up_hours": 5}, "Say when a follow-up is due."),
        ],
    )
    def test_says_what_is_wrong(self, ada, agency, told, sentence):
        answer = ada.post(PRACTICE, {"id": uuid4(), **told})

        agency.refresh_from_db()
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert (agency.channels, agency.follow_up_hours) == ([], 24)
