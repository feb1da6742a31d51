from datetime import timedelta
from uuid import uuid4

import pytest

from responder_app.actions.assignments import report_status
from responder_app.actions.shifts import sign_on
from responder_app.models import Tablet, Unit
from responder_app.reports import board, tablets
from tests.conftest import TWO_PM


def ago(**span):
    return TWO_PM - timedelta(**span)


@pytest.fixture
def health(on_duty):
    """Of R1, seen at two."""

    def of():
        (unit,) = board.units(Unit.objects.filter(call_sign="R1"))
        return tablets.health_of(unit, TWO_PM)

    return of


@pytest.fixture
def tablet(agency, medic):
    def make(heard, *, is_open=False, person=medic, **told):
        since = heard if is_open else None
        return Tablet.objects.create(pk=uuid4(), agency=agency, person=person, heard_at=heard, open_since=since, **told)

    return make


@pytest.fixture
def on_scene(assignment, medic):
    report_status(assignment=assignment, status="on_scene", by=medic, id=uuid4(), occurred_at=TWO_PM)


class TestHealthOf:
    def test_is_online_while_an_open_line_is_heard(self, health, tablet):
        tablet(ago(seconds=80), is_open=True)
        assert health().state == "online"

    def test_is_never_online_when_the_server_has_not_heard(self, health, tablet):
        tablet(ago(seconds=95), is_open=True)
        assert health().state == "off"

    def test_is_off_without_a_line_and_old_after_two_minutes(self, health, tablet):
        one = tablet(ago(seconds=20))
        assert health().state == "off"
        one.heard_at = ago(seconds=130)
        one.save()
        assert health().state == "old"

    def test_is_silent_on_scene_after_the_agencys_limit(self, health, tablet, on_scene, agency):
        tablet(ago(seconds=agency.silent_after + 1), is_open=True)
        assert health().state == "silent"

    def test_is_none_where_nothing_was_heard_since_sign_on(self, health, tablet):
        assert health().state == "none"
        tablet(ago(hours=3), is_open=True)
        assert (health().state, health().tablets) == ("none", [])

    def test_of_several_tablets_the_one_heard_counts_and_the_letters_of_all(self, health, tablet, clinician, unit):
        sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=ago(hours=2))
        dead = tablet(ago(minutes=40), unsent=2, oldest_unsent_at=ago(minutes=44))
        live = tablet(ago(seconds=5), is_open=True, person=clinician, unsent=1, oldest_unsent_at=ago(minutes=1))

        found = health()
        assert (found.state, found.reached, found.tablets) == ("online", live, [live, dead])
        assert (found.unsent, found.oldest) == (3, ago(minutes=44))

    def test_is_told_of_nobody_off_duty(self, unit, tablet):
        tablet(ago(seconds=1), is_open=True)
        (alone,) = board.units(Unit.objects.all())
        assert tablets.health_of(alone, TWO_PM) is None
