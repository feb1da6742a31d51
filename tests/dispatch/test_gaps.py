"""Texts that are made once for many readers, with each reader's own in their gaps."""

import re
from uuid import uuid4

import pytest

from responder_app.actions.consults import answer_consult, ask_consult
from responder_app.dispatch import board
from responder_app.models import Consult, SetAsideLetter
from tests import factories


class TestARegion:
    """Made once for many: as it stands in each reader's own page."""

    @pytest.mark.parametrize("role", ["dispatcher", "clinician", "hotline", "administrator", "manager"])
    def test_says_what_the_page_of_its_reader_says(self, ask, client, agency, city, backup, role):
        told = {"agency": agency, "role": role, "profession": "clinician"}
        for person in (factories.Person(**told, first_name=name) for name in ("Else", "D'Arcy & Co")):
            client.force_login(person)
            page = client.get("/desk/").content.decode()
            for name in board.REGIONS:
                region = plain(ask(person, name))
                assert region in plain(page), name

    def test_names_its_reader_and_nobody_else(self, ask, agency, backup, dispatcher):
        colleague = factories.Person(agency=agency, role="dispatcher", first_name="D'Arcy & Co")
        mine, theirs = (ask(person, "backups") for person in (dispatcher, colleague))
        assert "I have it: Dana" in mine
        assert "I have it: D&#x27;Arcy &amp; Co" in theirs
        assert "Dana" not in theirs

    def test_gives_an_answer_to_who_asked_and_to_nobody_else(self, ask, agency, dispatcher, embedded, incident, two_pm):
        told = {"occurred_at": two_pm}
        ask_consult(incident=incident, question="Alone?", by=dispatcher, id=uuid4(), **told)
        answer_consult(consult=Consult.objects.get(), answer="agrees", by=embedded, id=uuid4(), **told)
        colleague = factories.Person(agency=agency, role="dispatcher")
        for _ in range(2):
            assert "Ines: Agrees" in ask(dispatcher, "transfers")
            assert "Ines" not in ask(colleague, "transfers")

    def test_gives_a_letter_whole_to_its_author_alone(self, ask, agency, dispatcher, two_pm):
        """Who was of a crew once, and is of the desk now."""
        told = {"label": "Note", "problem": "No.", "occurred_at": two_pm, "settled_at": two_pm, "end": "handed_over"}
        body = {"clinical": "on", "body": "Told the author alone"}
        SetAsideLetter.objects.create(agency=agency, author=dispatcher, body=body, **told)
        colleague = factories.Person(agency=agency, role="dispatcher")
        for _ in range(2):
            assert "Told the author alone" in ask(dispatcher, "letters")
            assert "Told the author alone" not in ask(colleague, "letters")
            assert 'class="letter"' in ask(colleague, "letters")

    def test_gives_a_manager_their_own_letters_and_no_other_managers(self, ask, agency, two_pm):
        author, other = (factories.Person(agency=agency, role="manager") for _ in range(2))
        told = {"label": "A note", "problem": "No.", "occurred_at": two_pm}
        SetAsideLetter.objects.create(agency=agency, author=author, **told)
        for _ in range(2):
            assert "A note" not in ask(other, "letters")
            assert "A note" in ask(author, "letters")


def plain(html):
    """Without what is new in each answer."""
    html = re.sub(r'(name="(?:csrfmiddlewaretoken|id)" value=)"[^"]*"', r"\1", html)
    return re.sub(r"\s+", " ", html).replace("> <", "><").strip()
