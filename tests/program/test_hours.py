from uuid import uuid4

import pytest

from responder_app.models import Event, Hours
from tests import factories

PAGE = "/program/hours/"


@pytest.fixture
def chief(client, administrator):
    client.force_login(administrator)
    return client


def week(**told):
    return {"id": uuid4(), **told}


def rows(unit=None):
    found = Hours.objects.filter(unit=unit).order_by("weekday", "opens")
    return [(row.weekday, f"{row.opens:%H:%M}", f"{row.closes:%H:%M}") for row in found]


class TestTheWeek:
    def test_is_set_day_by_day_in_the_ways_people_write_it(self, chief):
        told = {"day_0": "06:00-22:00", "day_1": "8 – 12, 13:30 to 17", "day_4": "18:00-02:00", "day_6": "0:00-24:00"}
        assert chief.post(PAGE, week(**told)).status_code == 302
        assert rows() == [
            (0, "06:00", "22:00"),
            (1, "08:00", "12:00"),
            (1, "13:30", "17:00"),
            (4, "18:00", "02:00"),
            (6, "00:00", "00:00"),
        ]
        assert 'value="08:00–12:00, 13:30–17:00"' in chief.get(PAGE).content.decode()

    def test_can_be_the_same_every_day(self, chief):
        chief.post(PAGE, week(all="06:00-22:00", day_0="9-10"))
        assert rows() == [(day, "06:00", "22:00") for day in range(7)]

    def test_of_a_unit_is_its_own_and_empty_goes_back_to_the_programs(self, chief, unit):
        chief.post(PAGE, week(all="06:00-22:00"))
        chief.post(f"{PAGE}?unit={unit.pk}", week(day_2="10:00-18:00"))
        assert rows(unit) == [(2, "10:00", "18:00")]
        assert "by the program's hours" not in chief.get(PAGE).content.decode()

        chief.post(f"{PAGE}?unit={unit.pk}", week())
        assert rows(unit) == []
        assert len(rows()) == 7
        assert "by the program's hours" in chief.get(PAGE).content.decode()

    def test_sent_twice_happens_once(self, chief):
        told = week(all="06:00-22:00")
        assert [chief.post(PAGE, told).status_code for _ in range(2)] == [302, 302]
        assert Event.objects.filter(kind="agency.changed").count() == 1

    @pytest.mark.parametrize("line", ["always", "25:00-26:00", "6", "6-22;7-8", "06:60-07:00", "22:00-25:00"])
    def test_is_refused_with_a_sentence_and_keeps_what_was_typed(self, chief, line):
        answer = chief.post(PAGE, week(day_3=line))

        assert answer.status_code == 422
        page = answer.content.decode()
        assert "Thursday: write the hours like 06:00-22:00" in page
        assert f'value="{line}"' in page
        assert rows() == []

    def test_is_to_be_read_by_a_manager_and_set_by_nobody_else(self, client, manager, chief, unit):
        chief.post(PAGE, week(all="06:00-22:00"))
        client.force_login(manager)

        assert "Set these hours" not in client.get(PAGE).content.decode()
        assert client.post(PAGE, week(all="1-2")).status_code == 404
        assert len(rows()) == 7

    def test_is_not_for_strangers(self, client, medic, dispatcher, elsewhere, unit):
        for stranger in (medic, dispatcher):
            client.force_login(stranger)
            assert client.get(PAGE).status_code == 404
        client.force_login(elsewhere.administrator)
        assert client.get(f"{PAGE}?unit={unit.pk}").status_code == 404
        assert client.post(f"{PAGE}?unit={unit.pk}", week(all="1-2")).status_code == 404
        assert rows(unit) == []

    @pytest.mark.parametrize("asked", ["x", "9" * 30, "²"])
    def test_nonsense_is_not_found(self, chief, asked):
        assert chief.get(PAGE, {"unit": asked}).status_code == 404

    def test_asks_as_often_for_many_units_as_for_one(self, chief, agency, unit, django_assert_num_queries):
        with django_assert_num_queries(8) as first:
            chief.get(PAGE)
        for _ in range(9):
            factories.Unit(agency=agency)
        with django_assert_num_queries(len(first)):
            chief.get(PAGE)
