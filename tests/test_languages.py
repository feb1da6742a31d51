"""The whole tablet in English and Spanish: nothing unmarked, nothing untranslated, nothing stale, no gettext needed."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

from tests import messages

ROOT = Path(__file__).resolve().parent.parent
TRANSLATED = ("field", "entrance")
PAGES = [
    ROOT / "templates/base.html",
    *sorted(path for door in TRANSLATED for path in (ROOT / "templates" / door).rglob("*.html")),
]
MODULES = sorted({*(ROOT / "static/js").glob("tablet*.js"), ROOT / "static/js/spoken.js"})
AS_THEY_STAND = {"Responder", "English", "Español", "SOS"}
FILLED = re.compile(r"%\(\w+\)s|\{\w*\}")
SAID = r"aria-label|title|placeholder|alt|data-needs-line|data-needs-say|data-outbox|data-say\w*"
DOMAINS = {"django": messages.python_and_templates, "djangojs": messages.modules}


def listed(paths):
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


def bare(template: str) -> str:
    """What of a template would be shown as it stands."""
    for marked in (
        r"\{%\s*blocktrans\w*.*?endblocktrans\w*\s*%\}",
        r"\{%\s*comment.*?endcomment\s*%\}",
        r"\{%\s*block door\s*%\}.*?endblock\s*%\}",
        r"\{#.*?#\}",
        r"\{%.*?%\}",
        r"\{\{.*?\}\}",
    ):
        template = re.sub(marked, "", template, flags=re.S)
    said = [value for _, value in re.findall(rf'\s({SAID})="([^"]*)"', template)]
    return " ".join([re.sub(r"<[^>]*>|&\w+;", " ", template, flags=re.S), *said])


class TestWhatIsMarked:
    @pytest.mark.parametrize("path", listed(PAGES))
    def test_no_page_says_a_word_that_cannot_be_translated(self, path):
        words = re.findall(r"[^\W\d_]{2,}", bare(path.read_text(encoding="utf-8")))
        assert [word for word in words if word not in AS_THEY_STAND] == []

    @pytest.mark.parametrize("path", listed(MODULES))
    def test_no_module_says_a_sentence_that_cannot_be_translated(self, path):
        text = re.sub(r"^\s*(//|\*|/\*).*$|^import .*$", "", path.read_text(encoding="utf-8"), flags=re.M)
        text = re.sub(r'spoken\(\s*(["`]).*?(?<!\\)\1', "", text, flags=re.S)
        said = re.findall(r'"([A-Z][a-z]+ [a-z][^"]*)"', text)
        assert [sentence for sentence in said if not sentence.startswith("Error")] == []


@pytest.mark.parametrize("language", messages.LANGUAGES)
@pytest.mark.parametrize("domain", DOMAINS)
class TestTheCatalogues:
    @pytest.fixture
    def catalogue(self, language, domain):
        return messages.catalogue_of(messages.path_of(language, domain), language)

    def test_hold_every_sentence_and_no_other(self, catalogue, domain):
        wanted = {(text[0] if isinstance(text, tuple) else text, context) for text, context in DOMAINS[domain]()}
        there = {
            (message.id[0] if isinstance(message.id, tuple) else message.id, message.context)
            for message in catalogue
            if message.id
        }
        assert there == wanted, "run `make messages`"

    def test_are_translated_to_the_last_sentence(self, catalogue):
        assert messages.untranslated(catalogue) == []

    def test_fill_in_what_the_english_fills_in(self, catalogue):
        for message in catalogue:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            for string in strings if message.id else ():
                assert set(FILLED.findall(string)) <= set(FILLED.findall(" ".join(ids))), string
                assert len(ids) > 1 or set(FILLED.findall(string)) == set(FILLED.findall(ids[0])), string

    def test_are_compiled_as_they_stand(self, catalogue, language, domain):
        compiled = messages.path_of(language, domain).with_suffix(".mo").read_bytes()
        assert compiled == messages.compiled(catalogue), "run `make messages`"


class TestWhatTheModulesSay:
    def test_is_found_wherever_it_is_said(self):
        found = {message for message, _ in messages.modules()}
        said = {sentence for path in MODULES for sentence in re.findall(r'spoken\("([^"]+)"', path.read_text())}
        assert said - found == set()

    @pytest.mark.parametrize("language", messages.LANGUAGES)
    def test_is_a_module_for_each_language(self, language):
        catalogue = messages.catalogue_of(messages.path_of(language, "djangojs"), language)
        assert messages.module_of(language).read_text(encoding="utf-8") == messages.as_module(catalogue), (
            "run `make messages`"
        )
        assert (
            f'language === "{language}" ? await import("./said_{language}.js")'
            in (ROOT / "static/js/spoken.js").read_text()
        )


class TestWhoReadsWhat:
    def test_a_browser_that_asks_for_spanish_gets_the_sign_in_page_in_spanish(self, client, db):
        page = client.get(reverse("sign-in"), headers={"Accept-Language": "es-MX,es;q=0.9"}).content.decode()

        assert '<html lang="es">' in page
        assert "Entrar" in page

    def test_whoever_has_chosen_a_language_reads_it_whatever_the_browser_asks_for(self, client, medic, on_duty):
        medic.language = "es"
        medic.save()
        client.force_login(medic)

        page = client.get(reverse("tablet"), headers={"Accept-Language": "en"}).content.decode()

        assert '<html lang="es">' in page
        assert "Disponible" in page
