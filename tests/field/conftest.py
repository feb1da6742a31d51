"""The crew's tablet, and how it posts: with and without JavaScript."""

from uuid import uuid4

import pytest
from django.urls import reverse

AS_THE_TABLET = {"Accept": "application/json"}


@pytest.fixture
def tablet(client, medic):
    """The medic's browser."""
    client.force_login(medic)
    return client


@pytest.fixture
def post(tablet, medic):
    """Posts a letter as the tablet's JavaScript does: `post("tablet-accept", assignment.pk, reason=…)`."""

    def post(name, *args, id=None, author=None, browser=tablet, **body):
        headers = AS_THE_TABLET | {"X-Letter-Author": str(author or medic.pk)}
        return browser.post(reverse(name, args=args), {"id": id or uuid4(), **body}, headers=headers)

    return post


@pytest.fixture
def submit(tablet):
    """Posts a form as a browser without JavaScript does."""

    def submit(name, *args, id=None, **body):
        return tablet.post(reverse(name, args=args), {"id": id or uuid4(), **body})

    return submit


@pytest.fixture
def stranger_posts(client, post, elsewhere):
    """The same letter from another agency's crew."""

    def stranger_posts(name, *args, **body):
        client.force_login(elsewhere.responder)
        return post(name, *args, author=elsewhere.responder.pk, **body)

    return stranger_posts
