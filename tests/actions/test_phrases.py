from uuid import uuid4

import pytest

from responder_app.actions.phrases import add_phrase, remove_phrase
from responder_app.log import NotYours, Refused
from responder_app.models import Phrase

TEXTS = {"en": "May we call your sister?", "es": "¿Podemos llamar a su hermana?"}


@pytest.fixture
def wish(medic, two_pm):
    return {"texts": TEXTS, "to_show": True, "by": medic, "id": uuid4(), "occurred_at": two_pm}


@pytest.fixture
def phrase(wish):
    add_phrase(**wish)
    return Phrase.objects.get(pk=wish["id"])


class TestAddPhrase:
    def test_keeps_it_in_every_language(self, phrase, medic):
        assert (phrase.texts, phrase.to_show, phrase.added_by) == (TEXTS, True, medic)

    def test_keeps_its_words_out_of_the_log(self, wish):
        line = add_phrase(**wish)

        assert line.details == {"phrase": str(wish["id"]), "to_show": True, "languages": ["en", "es"]}

    def test_sent_twice_happens_once(self, wish):
        add_phrase(**wish)

        assert add_phrase(**wish).repeated
        assert Phrase.objects.filter(added_by=wish["by"]).count() == 1

    @pytest.mark.parametrize("texts", [{}, {"en": "  "}])
    def test_refuses_an_empty_one(self, wish, texts):
        with pytest.raises(Refused, match="empty"):
            add_phrase(**wish | {"texts": texts})

    def test_is_not_for_the_desk(self, wish, dispatcher, machine):
        for stranger in (dispatcher, machine):
            with pytest.raises(NotYours):
                add_phrase(**wish | {"by": stranger})


class TestRemovePhrase:
    @pytest.fixture
    def removal(self, phrase, medic, two_pm):
        return {"phrase": phrase, "by": medic, "id": uuid4(), "occurred_at": two_pm}

    def test_takes_it_out_of_the_lists(self, removal, phrase, two_pm):
        remove_phrase(**removal)

        phrase.refresh_from_db()
        assert phrase.removed_at == two_pm

    def test_sent_twice_happens_once_and_a_second_wish_changes_nothing(self, removal, phrase, two_pm, minutes):
        remove_phrase(**removal)
        assert remove_phrase(**removal).repeated
        remove_phrase(**removal | {"id": uuid4(), "occurred_at": two_pm + minutes(5)})

        phrase.refresh_from_db()
        assert phrase.removed_at == two_pm

    def test_is_for_who_added_it_or_an_administrator(self, removal, clinician, administrator):
        with pytest.raises(Refused, match="Only who added this phrase"):
            remove_phrase(**removal | {"by": clinician})
        assert not remove_phrase(**removal | {"by": administrator}).repeated

    def test_leaves_the_programs_own_to_administrators(self, removal, agency):
        with pytest.raises(Refused):
            remove_phrase(**removal | {"phrase": agency.phrases.filter(added_by=None).first()})

    def test_is_not_for_strangers(self, removal, elsewhere, manager):
        for stranger in (elsewhere.responder, elsewhere.administrator, manager):
            with pytest.raises(NotYours):
                remove_phrase(**removal | {"by": stranger})


class TestANewAgency:
    def test_begins_with_phrases_to_show_in_two_languages_and_some_for_notes(self, agency):
        shown = agency.phrases.filter(to_show=True)

        assert shown.count() >= 5
        assert all({"en", "es"} <= set(phrase.texts) for phrase in shown)
        assert agency.phrases.filter(to_show=False).exists()
