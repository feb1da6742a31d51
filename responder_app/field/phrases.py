"""Phrases: to show to a person in large type and in their language, and to put into notes."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .. import access, log
from ..actions import phrases
from ..words import FROM_THE_RIGHT, OWN_NAMES, CodeList
from . import calls
from .crew import crew_only
from .forms import Letter
from .forms import phrases as forms
from .leaves import HOME
from .postbox import LetterView

LONG, VERY_LONG = 40, 110  # characters that still fit a screen in the largest type, and in the next


@dataclass(frozen=True, slots=True)
class Text:
    """One phrase in one language; `size` is how large its type may be."""

    language: str
    text: str

    @property
    def direction(self) -> str:
        return "rtl" if self.language in FROM_THE_RIGHT else "ltr"

    @property
    def size(self) -> str:
        return "short" if len(self.text) <= LONG else "long" if len(self.text) <= VERY_LONG else "very-long"


@crew_only
def page(request) -> HttpResponse:
    return show(request)


def show(request, *, sent=None, status=200, problem="") -> HttpResponse:
    """The page or its fragment; `sent` is a refused letter, whose words stay in its form."""
    user = request.user
    head = log.head_of(user.agency_id)  # before all else: what is shown is at least as new
    own = (get_language() or "en").split("-")[0]
    phrases = list(access.phrases_for(user))
    languages = languages_of(user, [phrase for phrase in phrases if phrase.to_show])
    asked = chosen(request.GET.get("in"), own, [code for code, _own, _name in languages])
    told = [shown_as(phrase, own, asked, user) for phrase in phrases]
    context = {
        "head": head,
        "zone": access.agency_of(user).time_zone,
        "shown": [one for one in told if one["phrase"].to_show],
        "languages": languages,
        "chosen": asked,
        "for_notes": [one for one in told if not one["phrase"].to_show],
        "form": sent if isinstance(sent, forms.Phrase) else forms.Phrase.blank(user),
        "leave": Letter.blank(user),
        "forms": calls.sheets(HOME, user),
        "problem": problem,
    }
    answer = render(request, "field/_phrases.html" if request.htmx else "field/phrases.html", context, status=status)
    add_never_cache_headers(answer)
    return answer


def shown_as(phrase, own: str, asked: str, user) -> dict:
    """With its texts, what it says to the crew, and whether the reader may remove it."""
    texts = [Text(language, text) for language, text in phrase.texts.items()]
    return {
        "phrase": phrase,
        "texts": texts,
        "meaning": phrase.texts.get(own) or phrase.texts.get("en") or str(phrase),
        "is_there": asked in phrase.texts,
        "is_own": asked == own,
        "is_mine": phrase.added_by_id == user.pk,
    }


def chosen(asked: str | None, own: str, languages: list[str]) -> str:
    """The language that was asked for, else the tablet's own, else the first that there is."""
    return next((language for language in (asked, own, *languages) if language in languages), own)


def languages_of(user, phrases: list) -> list[tuple[str, str, str]]:
    """Those that some phrase has a text in, in the agency's order: code, its own name, the crew's name for it."""
    there = {language for phrase in phrases for language in phrase.texts}
    entries = access.list_entries_for(user).filter(list=CodeList.LANGUAGES)
    called = {entry.code: entry.label for entry in entries}
    codes = [code for code in called if code in there] + sorted(there - set(called))
    return [(code, OWN_NAMES.get(code, called.get(code, code)), called.get(code, code)) for code in codes]


class AboutPhrases(LetterView):
    """There is one page of phrases, and no call that they are about."""

    def find(self, phrase=None):
        if phrase is None:
            return None
        return get_object_or_404(access.phrases_for(self.request.user), pk=phrase)

    def back(self, found) -> str:
        return reverse("tablet-phrases")

    def page(self, found, letter, status, problem) -> HttpResponse:
        return show(self.request, sent=letter, status=status, problem=problem)


class AddPhrase(AboutPhrases):
    form = forms.Phrase
    thanks = _("The phrase is kept for every crew.")

    def act(self, found, told, **hand):
        return phrases.add_phrase(**told, **hand)


class RemovePhrase(AboutPhrases):
    thanks = _("The phrase is removed.")

    def find(self, phrase):
        """Also one that is removed: the letter that did it may come a second time."""
        return get_object_or_404(access.every_phrase_for(self.request.user), pk=phrase)

    def act(self, found, told, **hand):
        return phrases.remove_phrase(phrase=found, **hand)
