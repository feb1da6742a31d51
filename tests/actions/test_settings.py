from datetime import time
from uuid import uuid4

import pytest

from responder_app.actions.settings import WrongSetting, change_agency, set_hours
from responder_app.log import NotYours, Refused
from responder_app.models import Hours


class TestChangeAgency:
    @pytest.fixture
    def tap(self, administrator, two_pm):
        return {"settings": {"idle_limit": 10}, "by": administrator, "id": uuid4(), "occurred_at": two_pm}

    def test_sets_what_is_named(self, tap, agency):
        line = change_agency(**tap)

        agency.refresh_from_db()
        told = {"settings": ["idle_limit"], "was": {"idle_limit": 15}, "now": {"idle_limit": 10}}
        assert (agency.idle_limit, line.details) == (10, told)

    def test_tells_the_log_no_telephone_number(self, tap):
        line = change_agency(**tap | {"settings": {"phone": "555-0142"}})
        assert line.details == {"settings": ["phone"], "was": {}, "now": {}}

    def test_sent_twice_happens_once(self, tap):
        change_agency(**tap)

        assert change_agency(**tap).repeated

    @pytest.mark.parametrize("told", [{"idle_limit": 31}, {"id": 7}, {"name": "Other"}, {}])
    def test_refuses_what_cannot_be(self, tap, agency, told):
        with pytest.raises(Refused):
            change_agency(**tap | {"settings": told})

        agency.refresh_from_db()
        assert (agency.idle_limit, agency.name) == (15, "Juniper Falls")

    @pytest.mark.parametrize(
        ("name", "wrong"),
        [
            ("second_person_after", 9),
            ("silent_after", 59),
            ("silent_after", "soon"),
            ("transfer_limit", True),
            ("least_crew", 0),
            ("check_in_every", 121),
            ("hold_targets", [10, 10, 20, 60]),
            ("hold_targets", [10, 10, 20, 60, 0]),
            ("hold_limits", [9, 20, 60, 180, 180]),
            ("cancel_rules", {"emergency": ["crew"]}),
            ("cancel_rules", {"urgent": ["neighbour"]}),
            ("make_up", ["plumber"]),
        ],
    )
    def test_says_of_each_setting_what_is_wrong_and_sets_none(self, tap, agency, name, wrong):
        with pytest.raises(WrongSetting) as refusal:
            change_agency(**tap | {"settings": {name: wrong, "idle_limit": 10}})

        assert list(refusal.value.problems) == [name]
        agency.refresh_from_db()
        assert agency.idle_limit == 15

    def test_sets_rules_and_holds_and_who_a_crew_should_have(self, tap, agency):
        meant = {
            "cancel_rules": {"urgent": ["dispatcher"], "routine": [], "standby": ["crew"]},
            "hold_targets": [5, 10, 20, 60, 60],
            "make_up": ["clinician", "medic"],
        }
        change_agency(**tap | {"settings": meant})

        agency.refresh_from_db()
        assert {name: getattr(agency, name) for name in meant} == meant

    def test_is_the_administrators(self, tap, dispatcher, medic, manager):
        for stranger in (dispatcher, medic, manager):
            with pytest.raises(NotYours):
                change_agency(**tap | {"by": stranger})


class TestSetHours:
    @pytest.fixture
    def tap(self, administrator, two_pm):
        week = [(day, time(6), time(22)) for day in range(7)]
        return {"hours": week, "by": administrator, "id": uuid4(), "occurred_at": two_pm}

    def test_replaces_what_was_set_and_leaves_the_units_own(self, tap, unit):
        set_hours(**tap)
        set_hours(**tap | {"hours": [(4, time(18), time(2))], "unit": unit, "id": uuid4()})

        set_hours(**tap | {"hours": [(0, time(8), time(17))], "id": uuid4()})

        told = set(Hours.objects.values_list("unit__call_sign", "weekday", "opens"))
        assert told == {(None, 0, time(8)), ("R1", 4, time(18))}

    def test_sent_twice_happens_once(self, tap):
        set_hours(**tap)

        assert set_hours(**tap).repeated
        assert Hours.objects.count() == 7

    def test_refuses_a_day_that_no_week_has(self, tap):
        with pytest.raises(Refused, match="0, Monday, to 6, Sunday"):
            set_hours(**tap | {"hours": [(7, time(8), time(17))]})

    def test_is_the_administrators(self, tap, medic, elsewhere, unit):
        with pytest.raises(NotYours):
            set_hours(**tap | {"by": medic})
        with pytest.raises(NotYours):
            set_hours(**tap | {"by": elsewhere.administrator, "unit": unit})
