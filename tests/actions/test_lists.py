from datetime import date
from uuid import uuid4

import pytest

from responder_app import access
from responder_app.actions.lists import add_entry, end_entry, raise_entry
from responder_app.log import NotYours, Refused
from responder_app.models import ListEntry

MAY_13, MAY_14, MAY_20, MAY_21 = date(2026, 5, 13), date(2026, 5, 14), date(2026, 5, 20), date(2026, 5, 21)


@pytest.fixture
def hand(manager, two_pm):
    return lambda: {"by": manager, "id": uuid4(), "occurred_at": two_pm}


@pytest.fixture
def trauma(agency):
    return ListEntry.objects.get(agency=agency, list="issues", code="trauma")


class TestAddEntry:
    @pytest.fixture
    def adding(self, hand):
        told = {"code_list": "issues", "code": "heat", "label_en": "Heat", "label_es": "Calor", "standard": "X:1"}
        return {**told, "effective_from": MAY_14, **hand()}

    def test_stands_at_the_end_from_its_day(self, adding, manager, two_pm):
        line = add_entry(**adding)

        last = list(access.entries_for(manager, "issues", two_pm))[-1]
        assert (last.code, last.label_es, last.standard) == ("heat", "Calor", "X:1")
        assert line.details == {"list": "issues", "code": "heat", "change": "added"}

    def test_begins_an_ended_one_anew(self, adding, trauma, hand):
        end_entry(entry=trauma, last_day=MAY_20, **hand())

        add_entry(**adding | {"code": "trauma", "effective_from": MAY_21})

        assert ListEntry.objects.filter(list="issues", code="trauma").count() == 2

    @pytest.mark.parametrize(
        ("told", "sentence"),
        [
            ({"code": "Heat wave"}, "small letters"),
            ({"code": "trauma"}, "in the list already"),
            ({"code": "unknown"}, "by itself"),
            ({"effective_from": MAY_13}, "today or later"),
        ],
    )
    def test_refuses_with_a_sentence(self, adding, told, sentence):
        with pytest.raises(Refused, match=sentence):
            add_entry(**adding | told)

    def test_sent_twice_happens_once(self, adding):
        add_entry(**adding)

        assert add_entry(**adding).repeated
        assert ListEntry.objects.filter(code="heat").count() == 1

    def test_is_not_for_others(self, adding, medic, dispatcher):
        for other in (medic, dispatcher):
            with pytest.raises(NotYours):
                add_entry(**adding | {"by": other})


class TestEndEntry:
    def test_may_be_chosen_up_to_its_last_day(self, trauma, hand):
        end_entry(entry=trauma, last_day=MAY_20, **hand())

        codes = ListEntry.objects.filter(list="issues", code="trauma")
        assert codes.in_force(MAY_20).exists()
        assert not codes.in_force(MAY_21).exists()

    def test_sent_twice_happens_once(self, trauma, hand):
        letter = {"entry": trauma, "last_day": MAY_20, **hand()}
        end_entry(**letter)

        assert end_entry(**letter).repeated

    def test_refuses_a_day_past_and_a_second_end(self, trauma, hand):
        with pytest.raises(Refused, match="today or later"):
            end_entry(entry=trauma, last_day=MAY_13, **hand())
        end_entry(entry=trauma, last_day=MAY_20, **hand())
        with pytest.raises(Refused, match="ended before"):
            end_entry(entry=trauma, last_day=MAY_21, **hand())

    def test_is_not_for_strangers(self, trauma, hand, medic, elsewhere):
        for stranger in (medic, elsewhere.manager):
            with pytest.raises(NotYours):
                end_entry(entry=trauma, last_day=MAY_20, **hand() | {"by": stranger})


class TestRaiseEntry:
    def order(self):
        return list(ListEntry.objects.filter(list="races").values_list("code", flat=True))

    def test_changes_places_with_the_one_before(self, agency, hand):
        first, second, *_ = self.order()

        raise_entry(entry=ListEntry.objects.get(list="races", code=second), **hand())

        assert self.order()[:2] == [second, first]

    def test_sent_twice_happens_once(self, agency, hand):
        before = self.order()
        letter = {"entry": ListEntry.objects.get(list="races", code=before[2]), **hand()}
        raise_entry(**letter)

        assert raise_entry(**letter).repeated
        assert self.order()[:3] == [before[0], before[2], before[1]]

    def test_refuses_the_first(self, agency, hand):
        with pytest.raises(Refused, match="cannot stand earlier"):
            raise_entry(entry=ListEntry.objects.get(list="races", code=self.order()[0]), **hand())

    def test_is_not_for_strangers(self, trauma, hand, dispatcher, elsewhere):
        for stranger in (dispatcher, elsewhere.manager):
            with pytest.raises(NotYours):
                raise_entry(entry=trauma, **hand() | {"by": stranger})
