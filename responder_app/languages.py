"""The language that somebody reads, their own or before sign-in the browser's, and the words of their program."""

import gettext
import json
from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin

from .words import own


class OwnLanguage(MiddlewareMixin):
    """Behind sign-in: who has chosen a language reads it, whatever the browser asks for."""

    def process_request(self, request) -> None:
        if request.user.is_authenticated and request.user.language:
            translation.activate(request.user.language)


class OwnWords(MiddlewareMixin):
    """Behind sign-in: pages say what the reader's program says; the API goes by codes and their standard names."""

    def process_request(self, request) -> None:
        if request.path.startswith("/api/"):
            own.hush()
            return
        own.speak(cache(lambda: _names_for(request.user)))

    def process_response(self, request, response):
        own.hush()
        return response


def _names_for(user) -> own.Names:
    """Asked only once a word of them is to be shown."""
    agency = user.agency if user.is_authenticated else None
    return agency.own_words if agency else {}


def current() -> str:
    return (translation.get_language() or "en").split("-")[0]


def of_the_page(request) -> dict:
    """For templates; by it `spoken.js` too finds what our modules say."""
    return {"language": current()}


@cache
def sayings(language: str) -> str:
    """The catalogue of the modules (`djangojs`) as JSON that may stand inside a script; empty for English."""
    try:
        found = gettext.translation("djangojs", settings.LOCALE_PATHS[0], [language])
    except FileNotFoundError:
        return ""
    told = {english: said for english, said in found._catalog.items() if english and isinstance(english, str)}
    return json.dumps(told, ensure_ascii=False).replace("<", "\\u003c") if told else ""
