from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.actions.phrases import add_phrase
from responder_app.models import Phrase
from tests.conftest import TWO_PM


@pytest.fixture
def page(tablet):
    return lambda **asked: tablet.get(reverse("tablet-phrases"), asked).content.decode()


@pytest.fixture
def own(medic):
    texts = {"en": "The bus comes at ten.", "ar": "تأتي الحافلة في العاشرة."}
    line = add_phrase(texts=texts, to_show=True, by=medic, id=uuid4(), occurred_at=TWO_PM)
    return Phrase.objects.get(pk=line.id)


class TestThePage:
    def test_has_every_phrase_in_every_language_at_once_for_the_time_without_signal(self, page):
        told = page()

        assert "We are not police. We are here to help." in told
        assert "No somos policías. Venimos a ayudar." in told

    def test_shows_the_language_that_was_asked_for(self, page):
        told = page(**{"in": "es"})

        assert 'lang="es" dir="ltr" data-in="es">No somos' in told
        assert 'data-in="en" hidden>We are not' in told

    @pytest.mark.parametrize("asked", ["xx", "", "<script>"])
    def test_does_not_break_on_a_language_that_there_is_not(self, page, asked):
        assert 'data-in="en">We are not' in page(**{"in": asked})

    def test_writes_arabic_from_the_right(self, page, own):
        assert 'lang="ar" dir="rtl"' in page()

    def test_says_where_a_phrase_is_not_in_that_language(self, page, own):
        told = page(**{"in": "es"})

        assert "The bus comes at ten. <span" in told
        assert "not in this language" in told

    def test_is_a_fragment_for_htmx(self, tablet):
        told = tablet.get(reverse("tablet-phrases"), headers={"HX-Request": "true"}).content.decode()

        assert "<html" not in told
        assert 'id="_phrases"' in told

    def test_is_kept_on_the_device(self, tablet):
        assert reverse("tablet-phrases") in tablet.get(reverse("tablet")).content.decode()

    def test_is_a_crews(self, client, dispatcher):
        client.force_login(dispatcher)
        assert client.get(reverse("tablet-phrases")).status_code == 404

    @pytest.mark.parametrize("number", [1, 9])
    def test_costs_a_fixed_number_of_queries(self, tablet, medic, number, django_assert_max_num_queries):
        for turn in range(number):
            add_phrase(texts={"en": f"{turn}"}, to_show=True, by=medic, id=uuid4(), occurred_at=TWO_PM)

        with django_assert_max_num_queries(9):
            tablet.get(reverse("tablet-phrases"))


class TestAddPhrase:
    def test_keeps_one_to_show_in_the_languages_that_were_written(self, post):
        told = {"to_show": "on", "text_en": "Are you cold?", "text_es": "¿Tiene frío?", "text_ar": ""}
        assert post("tablet-phrase-add", **told).status_code == 201

        assert Phrase.objects.order_by("added_at").last().texts == {"en": "Are you cold?", "es": "¿Tiene frío?"}

    def test_keeps_one_for_notes_in_the_language_of_its_author(self, post, medic):
        medic.language = "es"
        medic.save()
        post("tablet-phrase-add", text="Se quedó en casa.")

        kept = Phrase.objects.get(added_by=medic)
        assert (kept.to_show, kept.texts) == (False, {"es": "Se quedó en casa."})

    @pytest.mark.parametrize(
        ("told", "sentence"),
        [({}, "The phrase is empty."), ({"text": "x" * 301}, "The phrase has more than 300 characters. Shorten it.")],
    )
    def test_says_what_is_wrong_with_it(self, post, told, sentence):
        assert post("tablet-phrase-add", **told).json()["detail"] == sentence

    def test_keeps_the_words_on_the_page_without_javascript(self, submit):
        page = submit("tablet-phrase-add", text="y" * 301)

        assert page.status_code == 422
        assert "y" * 301 in page.content.decode()

    def test_is_thanked_for_without_javascript(self, submit):
        assert submit("tablet-phrase-add", text="Dog is fed.").url == reverse("tablet-phrases")


class TestRemovePhrase:
    def test_takes_ones_own_away_and_a_second_letter_is_thanked(self, post, own, page):
        id = uuid4()
        assert [post("tablet-phrase-remove", own.pk, id=id).status_code for _ in "12"] == [201, 200]
        assert "The bus comes at ten." not in page()

    def test_refuses_what_the_program_gave(self, post, agency):
        answer = post("tablet-phrase-remove", agency.phrases.first().pk)

        assert answer.status_code == 409
        assert "Only who added this phrase" in answer.json()["detail"]

    def test_is_not_for_strangers(self, stranger_posts, own):
        assert stranger_posts("tablet-phrase-remove", own.pk).status_code == 404
