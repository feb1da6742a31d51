from uuid import uuid4

import pytest

from responder_app import log
from responder_app.actions.webhooks import (
    add_webhook,
    fail_webhook,
    follower_of,
    hold_webhook,
    new_secret,
    resume_webhook,
)
from responder_app.models import Webhook


@pytest.fixture
def address(two_pm):
    return {"url": "https://cad.example/outcomes", "secret": new_secret(), "id": uuid4(), "occurred_at": two_pm}


@pytest.fixture
def webhook(address, agency):
    add_webhook(by=agency, **address)
    return Webhook.objects.get()


class TestAddWebhook:
    def test_begins_after_the_present(self, webhook, agency):
        head = log.head_of(agency.pk).seq
        assert log.cursor_of(agency.pk, follower_of(webhook)).seq == head - 1

    def test_sent_twice_happens_once(self, webhook, address, agency):
        assert add_webhook(by=agency, **address).repeated

    def test_refuses_the_same_address_again(self, webhook, address, agency):
        with pytest.raises(log.Refused):
            add_webhook(by=agency, **address | {"id": uuid4()})

    def test_is_the_administrators(self, address, dispatcher):
        with pytest.raises(log.NotYours):
            add_webhook(by=dispatcher, **address)


class TestResumeWebhook:
    def test_starts_a_held_one_where_it_stopped(self, webhook, agency, administrator, two_pm):
        cursor = log.cursor_of(agency.pk, follower_of(webhook))
        log.stumble(cursor, problem="503", at=two_pm, next_try_at=None)
        fail_webhook(webhook=webhook, by=agency, id=uuid4(), occurred_at=two_pm)

        resume_webhook(webhook=webhook, by=administrator, id=uuid4(), occurred_at=two_pm)

        after = log.cursor_of(agency.pk, follower_of(webhook))
        assert (after.held, after.tries, after.seq) == (False, 0, cursor.seq)

    def test_refuses_one_that_is_not_waiting(self, webhook, administrator, two_pm):
        with pytest.raises(log.Refused, match="not waiting"):
            resume_webhook(webhook=webhook, by=administrator, id=uuid4(), occurred_at=two_pm)

    def test_is_not_for_another_agency(self, webhook, elsewhere, two_pm):
        with pytest.raises(log.NotYours):
            resume_webhook(webhook=webhook, by=elsewhere.administrator, id=uuid4(), occurred_at=two_pm)


class TestHoldWebhook:
    def test_sent_twice_happens_once_and_once_more_is_refused(self, webhook, administrator, two_pm):
        letter = {"webhook": webhook, "by": administrator, "id": uuid4(), "occurred_at": two_pm}

        assert hold_webhook(**letter).seq == hold_webhook(**letter).seq

        with pytest.raises(log.Refused, match="held already"):
            hold_webhook(**letter | {"id": uuid4()})

    def test_is_the_administrators(self, webhook, manager, two_pm):
        with pytest.raises(log.NotYours):
            hold_webhook(webhook=webhook, by=manager, id=uuid4(), occurred_at=two_pm)

    def test_is_not_for_another_agency(self, webhook, elsewhere, two_pm):
        with pytest.raises(log.NotYours):
            hold_webhook(webhook=webhook, by=elsewhere.administrator, id=uuid4(), occurred_at=two_pm)
