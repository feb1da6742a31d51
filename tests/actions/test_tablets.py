from datetime import timedelta
from uuid import uuid4

import pytest

from responder_app import log, moves
from responder_app.actions.shifts import sign_off, sign_on
from responder_app.actions.tablets import Heard, close_lines, hear, report_health
from responder_app.models import Event, Tablet
from tests.conftest import TWO_PM

pytestmark = pytest.mark.django_db
DEVICE = uuid4()
FINE = {"device": DEVICE, "unsent": 0, "oldest_unsent_at": None}


def later(minutes=0, seconds=0):
    return TWO_PM + timedelta(minutes=minutes, seconds=seconds)


@pytest.fixture
def moved(django_capture_on_commit_callbacks):
    """How often `work` rings that something has moved."""

    def count(work):
        rung = []
        moves.hang_bell(rung.append)
        with django_capture_on_commit_callbacks(execute=True):
            work()
        moves.take_down_bell(rung.append)
        return len(rung)

    return count


class TestReportHealth:
    def test_overwrites_one_row_and_writes_no_line_of_the_log(self, on_duty, medic, unit):
        lines = Event.objects.count()

        report_health(**FINE, by=medic, at=TWO_PM)
        report_health(device=DEVICE, unsent=2, oldest_unsent_at=later(-14), by=medic, at=later(1))

        tablet = Tablet.objects.get()
        assert (tablet.pk, tablet.unit, tablet.person, tablet.heard_at) == (DEVICE, unit, medic, later(1))
        assert (tablet.unsent, tablet.oldest_unsent_at) == (2, later(-14))
        assert Event.objects.count() == lines

    def test_believes_no_letter_that_was_written_later_than_now(self, on_duty, medic):
        assert report_health(device=DEVICE, unsent=1, oldest_unsent_at=later(9), by=medic, at=TWO_PM)
        assert Tablet.objects.get().oldest_unsent_at == TWO_PM

    def test_is_the_next_persons_once_the_device_changes_hands(self, on_duty, medic, clinician, unit):
        report_health(device=DEVICE, unsent=3, oldest_unsent_at=TWO_PM, by=medic, at=TWO_PM)
        hear(lines=[Heard(DEVICE, medic.pk, TWO_PM, TWO_PM)])
        sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=TWO_PM)
        report_health(**FINE, by=clinician, at=later(1))

        tablet = Tablet.objects.get()
        assert (tablet.person, tablet.unsent, tablet.open_since) == (clinician, 0, None)

    def test_nudges_the_desk_for_news_and_not_for_every_sign_of_life(self, on_duty, medic, moved):
        assert moved(lambda: report_health(**FINE, by=medic, at=TWO_PM)) == 1
        assert moved(lambda: report_health(**FINE, by=medic, at=later(1))) == 0
        worse = {"device": DEVICE, "unsent": 1, "oldest_unsent_at": TWO_PM}
        assert moved(lambda: report_health(**worse, by=medic, at=later(2))) == 1

    def test_refuses_who_is_on_no_unit(self, medic):
        with pytest.raises(log.Refused, match="on no unit"):
            report_health(**FINE, by=medic, at=TWO_PM)
        assert not Tablet.objects.exists()

    def test_goes_with_its_person_at_the_end_of_the_shift(self, on_duty, medic, clinician, unit):
        sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=TWO_PM)
        report_health(**FINE, by=medic, at=TWO_PM)
        report_health(**FINE | {"device": uuid4()}, by=clinician, at=TWO_PM)
        sign_off(shift=on_duty, by=medic, id=uuid4(), occurred_at=later(1))
        assert [tablet.person for tablet in Tablet.objects.all()] == [clinician]

    def test_is_not_for_strangers_and_no_device_of_theirs(self, on_duty, medic, dispatcher, elsewhere):
        with pytest.raises(log.NotYours):
            report_health(**FINE, by=dispatcher, at=TWO_PM)
        report_health(**FINE, by=medic, at=TWO_PM)
        with pytest.raises(log.NotYours):
            report_health(**FINE, by=elsewhere.responder, at=later(1))
        assert Tablet.objects.get().person == medic


class TestHear:
    @pytest.fixture
    def tablet(self, on_duty, medic):
        return report_health(**FINE, by=medic, at=TWO_PM)

    def test_notes_that_the_line_is_open_and_when_it_was_heard(self, tablet, medic, moved):
        line = Heard(DEVICE, medic.pk, later(seconds=20), later(seconds=5))
        assert moved(lambda: hear(lines=[line])) == 1

        tablet.refresh_from_db()
        assert (tablet.heard_at, tablet.open_since) == (later(seconds=20), later(seconds=5))

    def test_notes_that_it_is_closed_and_says_so(self, tablet, medic, moved):
        hear(lines=[Heard(DEVICE, medic.pk, TWO_PM, TWO_PM)])
        assert moved(lambda: hear(lines=[Heard(DEVICE, medic.pk, later(1), None)])) == 1
        tablet.refresh_from_db()
        assert tablet.open_since is None

    def test_never_goes_back_to_an_earlier_word(self, tablet, medic):
        report_health(**FINE, by=medic, at=later(5))
        hear(lines=[Heard(DEVICE, medic.pk, later(1), None)])
        assert Tablet.objects.get().heard_at == later(5)

    def test_does_not_take_one_person_for_another(self, tablet, clinician):
        assert hear(lines=[Heard(DEVICE, clinician.pk, later(1), later(1))]) == set()
        assert Tablet.objects.get().open_since is None

    def test_asks_as_often_for_fifty_as_for_one(self, agency, medic, django_assert_num_queries):
        devices = [uuid4() for _ in range(50)]
        rows = [Tablet(pk=device, agency=agency, person=medic, heard_at=TWO_PM) for device in devices]
        Tablet.objects.bulk_create(rows)
        with django_assert_num_queries(4):  # with the transaction's own two
            hear(lines=[Heard(device, medic.pk, later(1), TWO_PM) for device in devices])


class TestCloseLines:
    def test_leaves_none_open(self, on_duty, medic):
        report_health(**FINE, by=medic, at=TWO_PM)
        hear(lines=[Heard(DEVICE, medic.pk, TWO_PM, TWO_PM)])
        assert close_lines() == 1
        assert Tablet.objects.get().open_since is None
