from decimal import Decimal
from uuid import uuid4

import pytest

from responder_app.actions.transports import record_transport
from responder_app.log import NotYours, Refused
from responder_app.models import Transport


@pytest.fixture
def ride(assignment, medic, two_pm, minutes):
    return {
        "assignment": assignment,
        "by_whom": "team",
        "destination": "shelter",
        "place": "Harbour House",
        "people": 2,
        "miles_at_start": Decimal("1200.4"),
        "miles_at_end": Decimal("1203.0"),
        "left_at": two_pm + minutes(20),
        "arrived_at": two_pm + minutes(35),
        "by": medic,
        "id": uuid4(),
        "occurred_at": two_pm + minutes(40),
    }


class TestRecordTransport:
    def test_files_who_took_whom_where(self, ride):
        record_transport(**ride)

        kept = Transport.objects.get()
        assert (kept.by_whom, kept.destination, kept.place, kept.people) == ("team", "shelter", "Harbour House", 2)
        assert (kept.arrived_at - kept.left_at).total_seconds() == 15 * 60

    def test_keeps_the_place_out_of_the_log(self, ride):
        line = record_transport(**ride)

        assert line.details == {"by_whom": "team", "destination": "shelter", "people": 2}

    def test_makes_nothing_up(self, ride):
        unknown = dict.fromkeys(("miles_at_start", "miles_at_end", "left_at", "arrived_at"))
        record_transport(**ride | unknown)

        kept = Transport.objects.get()
        assert [kept.miles_at_start, kept.miles_at_end, kept.left_at, kept.arrived_at] == [None] * 4

    def test_may_happen_several_times_on_a_call(self, ride):
        record_transport(**ride)
        record_transport(**ride | {"id": uuid4(), "by_whom": "taxi"})

        assert Transport.objects.count() == 2

    def test_sent_twice_happens_once(self, ride):
        record_transport(**ride)

        assert record_transport(**ride).repeated
        assert Transport.objects.count() == 1

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"destination": "moon"}, "from the list"),
            ({"people": 0}, "one at least"),
            ({"miles_at_end": Decimal("1100.0")}, "fewer than at the start"),
        ],
    )
    def test_refuses_what_cannot_be(self, ride, wrong, sentence):
        with pytest.raises(Refused, match=sentence):
            record_transport(**ride | wrong)
        assert not Transport.objects.exists()

    def test_refuses_an_arrival_before_the_start(self, ride, two_pm):
        with pytest.raises(Refused, match="before the start"):
            record_transport(**ride | {"arrived_at": two_pm})

    def test_is_not_for_strangers(self, ride, dispatcher, elsewhere):
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                record_transport(**ride | {"by": stranger})
