from datetime import timedelta
from uuid import uuid4

import pytest

from responder_app import access, log
from responder_app.actions.positions import report_position
from responder_app.actions.shifts import sign_off
from responder_app.models import Event, UnitPosition
from tests.conftest import TWO_PM

pytestmark = pytest.mark.django_db
HERE = {"latitude": 44.05, "longitude": -123.09}


class TestReportPosition:
    def test_keeps_the_last_place_and_no_line_of_the_log(self, on_duty, medic, unit):
        lines = Event.objects.count()

        assert report_position(**HERE, accuracy=12, by=medic, at=TWO_PM)
        assert report_position(latitude=44.06, longitude=-123.1, by=medic, at=TWO_PM + timedelta(seconds=20))

        place = UnitPosition.objects.get()
        assert (place.unit, place.latitude, place.accuracy, place.by) == (unit, 44.06, None, medic)
        assert Event.objects.count() == lines

    def test_never_puts_an_older_place_over_a_newer(self, on_duty, medic):
        report_position(**HERE, by=medic, at=TWO_PM)

        assert not report_position(latitude=1, longitude=1, by=medic, at=TWO_PM - timedelta(seconds=1))
        assert not report_position(latitude=1, longitude=1, by=medic, at=TWO_PM)
        assert UnitPosition.objects.get().latitude == HERE["latitude"]

    def test_refuses_who_is_not_on_duty(self, medic):
        with pytest.raises(log.Refused, match="on no unit"):
            report_position(**HERE, by=medic, at=TWO_PM)

        assert not UnitPosition.objects.exists()

    def test_refuses_after_signing_off_and_for_a_time_before_signing_on(self, on_duty, medic):
        with pytest.raises(log.Refused):
            report_position(**HERE, by=medic, at=on_duty.started_at - timedelta(seconds=1))
        sign_off(shift=on_duty, by=medic, id=uuid4(), occurred_at=TWO_PM)
        with pytest.raises(log.Refused):
            report_position(**HERE, by=medic, at=TWO_PM)

    def test_is_for_responders_only(self, dispatcher):
        with pytest.raises(log.NotYours):
            report_position(**HERE, by=dispatcher, at=TWO_PM)


class TestWhoSeesAPosition:
    def test_the_agency_does_as_long_as_somebody_is_aboard(self, on_duty, medic, dispatcher, clinician, elsewhere):
        report_position(**HERE, by=medic, at=TWO_PM)

        for who, seen in ((dispatcher, 1), (clinician, 1), (elsewhere.dispatcher, 0), (elsewhere.responder, 0)):
            assert access.positions_for(who).count() == seen
        sign_off(shift=on_duty, by=medic, id=uuid4(), occurred_at=TWO_PM)
        assert not access.positions_for(dispatcher).exists()
        assert not UnitPosition.objects.exists()
