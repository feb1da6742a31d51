"""Which forms the service worker may keep: exactly those that the pages send through the outbox."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.urls import NoReverseMatch, resolve, reverse

from responder_app.field.postbox import LetterView
from responder_app.field.slots import slots

TEMPLATES = Path(__file__).resolve().parents[2] / "templates/field"
FORM = re.compile(r"<(?:form|button)\b(?:[^>{]|\{[{%].*?[%}]\})*>")
NAMED = re.compile(r"""(?:form)?action="\{% url '([\w-]+)'""")


def addresses(mark):
    """The names of the addresses of all forms and buttons in the field's templates with this attribute."""
    tags = [tag for path in TEMPLATES.glob("*.html") for tag in FORM.findall(path.read_text())]
    return sorted({name for tag in tags if mark in tag for name in NAMED.findall(tag)})


def path_of(name):
    for kind in ([], [uuid4()], [7]):
        try:
            return reverse(name, args=kind)
        except NoReverseMatch:
            continue
    raise AssertionError(name)


def taken(path):
    return any(re.search(slot, path) for slot in slots())


class TestTheSlots:
    @pytest.mark.parametrize("name", addresses("data-outbox"))
    def test_take_every_form_that_goes_through_the_outbox(self, name):
        assert taken(path_of(name))

    @pytest.mark.parametrize("name", addresses("data-needs-line"))
    def test_take_no_form_that_asks_the_server_first(self, name):
        assert not taken(path_of(name))

    def test_take_requests_for_help_from_anywhere(self):
        for name in ("tablet-help", "tablet-help-backup", "tablet-help-ems", "tablet-backup-end"):
            assert taken(path_of(name))

    def test_keep_no_secret(self):
        for name in ("tablet-code-four", "tablet-pin", "tablet-unlock"):
            assert not taken(path_of(name))

    def test_are_patterns_that_javascript_reads_too(self):
        for slot in slots():
            assert re.fullmatch(r"\^/tablet/.*/\$", slot), slot
            assert not re.search(r"\?P<|\\Z", slot), slot

    def test_stand_in_the_service_worker(self, client):
        told = client.get("/sw.js").content.decode()

        assert '"^/tablet/calls/(?:' in told
        assert issubclass(resolve(path_of("tablet-notes")).func.view_class, LetterView)
