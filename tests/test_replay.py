from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from responder_app import access
from responder_app.models import CallType, Event, Incident
from responder_app.replay import profiles, rows
from responder_app.replay.feed import Feed
from tests import factories

REAL = Path(__file__).resolve().parents[2] / "shared/data"
MILWAUKEE = REAL / "milwaukee-2018/calls.csv"
SAN_DIEGO = REAL / "san-diego-2023/pd_calls_for_service_2023-01-01_to_20.csv"

# Invented rows in Milwaukee's columns, not in order of time.
INVENTED = """id,time,block,latitude,longitude,district,nature,status
902,2018-05-01 00:12:00,"100 block N ALDER ST,MKE",43.1,-87.9,4,TRBL W/SUBJ,Advised
901,2018-05-01 00:10:00,"200 block N ALDER ST,MKE",43.112791,-87.956741,4,WELFARE CITIZEN,Advised
903,2018-05-01 00:13:00,"300 block N ALDER ST,MKE",,,4,SUBJ WITH GUN,Advised
904,2018-05-01 00:14:00,"400 block N ALDER ST,MKE",431.0,-87.9,4,PICNIC,Advised
905,not a time,"500 block N ALDER ST,MKE",43.1,-87.9,4,WELFARE CITIZEN,Advised
,2018-05-01 00:16:00,"600 block N ALDER ST,MKE",43.1,-87.9,4,WELFARE CITIZEN,Advised
906,2018-05-01 00:20:00,"700 block N ALDER ST,MKE",43.1,-87.9,4,,Advised
"""


@pytest.fixture
def profile():
    return profiles.load("milwaukee")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "calls.csv"
    path.write_text("﻿" + INVENTED, encoding="utf-8")
    return str(path)


@pytest.fixture
def calls(profile):
    return rows.read(INVENTED.splitlines(True), profile).calls


@pytest.fixture
def city(db):
    return factories.agency("Milwaukee replay")


class TestRead:
    def test_puts_the_calls_in_order_of_time(self, calls):
        assert [call.external_id for call in calls] == ["901", "902", "903", "904", "906"]

    def test_counts_every_row_and_says_why_one_was_skipped(self, profile):
        reading = rows.read(INVENTED.splitlines(True), profile)
        assert reading.rows == 7
        assert reading.skipped == {"its time cannot be read": 1, "it has no number": 1}

    def test_reads_time_by_the_citys_clock(self, calls):
        assert calls[0].at.astimezone(UTC) == datetime(2018, 5, 1, 5, 10, tzinfo=UTC)

    def test_reads_the_place(self, calls):
        assert calls[0].address == "200 block N ALDER ST, Milwaukee"
        assert (calls[0].latitude, calls[0].longitude) == (Decimal("43.112791"), Decimal("-87.956741"))

    def test_takes_no_place_for_one_that_is_not_on_earth(self, calls):
        assert [call.latitude for call in calls[2:4]] == [None, None]

    @pytest.mark.parametrize(
        ("number", "eligible"), [("901", True), ("902", True), ("903", False), ("904", False), ("906", False)]
    )
    def test_flags_only_what_the_mapping_calls_eligible(self, calls, number, eligible):
        assert {call.external_id: call.nature.eligible for call in calls}[number] is eligible

    def test_refuses_a_file_of_another_profile(self):
        with pytest.raises(rows.Unreadable, match="no column call_type, date_time, incident_num"):
            rows.read(INVENTED.splitlines(True), profiles.load("san-diego"))

    def test_survives_nul_bytes_and_torn_lines(self, profile):
        torn = ["id,time,block,latitude,longitude,district,nature,status\n", "9\0,2018-05-01 00:10:00\n", '8,"\n']
        reading = rows.read(torn, profile)
        assert reading.rows == 2
        assert [call.external_id for call in reading.calls] == ["9"]

    def test_makes_an_address_of_pieces_without_the_blank_ones(self):
        profile = profiles.load("san-diego")
        row = dict.fromkeys(profile.columns, "x") | {
            "incident_num": "E1",
            "date_time": "2023-01-01 10:00:00",
            "call_type": "CW",
            "address_number_primary": "0",
            "address_dir_primary": "",
            "address_road_primary": "ALDER",
            "address_sfx_primary": "AVE",
            "address_road_intersecting": "BIRCH",
            "address_sfx_intersecting": "",
            "priority": "0",
            "beat": "-1",
        }
        call = rows.call_of(row, profile)
        assert (call.address, call.priority, call.summary) == ("ALDER AVE & BIRCH", 1, "")


class TestProfiles:
    # Never a team's (domain.md 8.4): whatever else a mapping says.
    VIOLENT = ("GUN", "WEAP", "SHOT", "SHOOT", "BATTERY", "FIGHT", "ROBBERY", "-DV", "/DV", "CUT", "HOSTAGE", "THREAT")

    @pytest.mark.parametrize("name", profiles.names())
    def test_never_flag_violence_or_weapons(self, name):
        profile = profiles.load(name)
        for code, (label, priority) in profile.eligible.items():
            text = f"{code} {label}".upper()
            assert not any(word in text for word in self.VIOLENT), code
            assert code not in {"415V", "415W", "5150V", "417", "245", "242", "422"}
            assert 2 <= priority <= 5
        assert not set(profile.eligible) & set(profile.others)

    def test_a_missing_one_is_told_with_those_there_are(self):
        with pytest.raises(profiles.NoSuchProfile, match="milwaukee, san-diego"):
            profiles.load("gotham")

    def test_a_path_to_ones_own_works(self, tmp_path):
        own = tmp_path / "ours.json"
        own.write_text((profiles.SHELF / "milwaukee.json").read_text())
        assert profiles.load(str(own)).agency == "Milwaukee replay"
        own.write_text('{"agency": "Ours"}')
        with pytest.raises(profiles.NoSuchProfile, match="cannot be read"):
            profiles.load(str(own))


class TestFeed:
    def test_files_each_call_with_its_own_time_and_flag(self, city, profile, calls):
        tally = Feed(city, profile, 0).play(calls)

        assert (tally.filed, tally.repeated, tally.eligible, tally.unmapped, tally.placeless) == (5, 0, 2, 2, 2)
        first = Incident.objects.get(external_id="901")
        assert first.received_at == calls[0].at
        assert (first.eligible, first.call_type.code, first.priority) == (True, "WELFARE CITIZEN", 3)
        assert [line.incident.external_id for line in Event.objects.filter(kind="incident.received")] == [
            call.external_id for call in calls
        ]

    def test_played_again_files_nothing_twice(self, city, profile, calls):
        Feed(city, profile, 0).play(calls)
        tally = Feed(city, profile, 0).play(calls)

        assert (tally.filed, tally.repeated) == (0, 5)
        assert Incident.objects.count() == 5

    def test_goes_on_where_it_was_broken_off(self, city, profile, calls):
        Feed(city, profile, 0).play(calls[:2])
        tally = Feed(city, profile, 0).play(calls)
        assert (tally.filed, tally.repeated) == (3, 2)

    def test_a_number_used_for_another_call_is_refused_and_the_rest_go_on(self, city, profile, calls):
        factories.Incident(agency=city, external_id="902", number=999)
        tally = Feed(city, profile, 0).play(calls)
        assert tally.filed == 4
        assert sum(tally.refused.values()) == 1

    def test_keeps_the_files_pace_times_speed(self, city, profile, calls):
        slept = []
        Feed(city, profile, 60, sleep=slept.append).play(calls)
        # 2, 3, 4 and 10 minutes after the first, at sixty times: as many seconds, less what the filing took
        assert [round(seconds) for seconds in slept] == [0, 2, 3, 4, 10]

    def test_uses_the_agencys_own_call_type_where_there_is_one(self, city, profile, calls):
        own = factories.CallType(agency=city, code="WELFARE CITIZEN", label="Ours", eligible=False)
        Feed(city, profile, 0).play(calls)
        assert Incident.objects.get(external_id="901").call_type == own
        assert CallType.objects.filter(agency=city, code="WELFARE CITIZEN").count() == 1


class TestCommand:
    def test_founds_the_agency_plays_and_prints_the_table(self, db, file, capsys):
        call_command("replay", file, profile="milwaukee", speed=0)

        printed = capsys.readouterr().out
        assert access.agency_named("Milwaukee replay").time_zone == "America/Chicago"
        assert "skipped: its time cannot be read" in printed
        assert "40.0%" in printed
        assert "calls/s" in printed

    def test_begins_where_it_is_told_and_stops_at_the_limit(self, db, file):
        options = {"profile": "milwaukee", "speed": 0, "agency": "Juniper Falls", "limit": 2}
        call_command("replay", file, since="2018-05-01T00:12", **options)
        assert set(Incident.objects.values_list("external_id", flat=True)) == {"902", "903"}

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"profile": "gotham"}, "no profile gotham"),
            ({"speed": -1}, "Speed is 0 or more"),
            ({"since": "noon"}, "Write --from like"),
            ({"profile": "san-diego"}, "not of this profile"),
        ],
    )
    def test_refuses_with_a_sentence(self, db, file, wrong, sentence):
        with pytest.raises(CommandError, match=sentence):
            call_command("replay", file, **({"profile": "milwaukee", "speed": 0} | wrong))

    def test_a_missing_file_is_a_sentence(self, db):
        with pytest.raises(CommandError, match="No such file"):
            call_command("replay", "nowhere.csv", profile="milwaukee", speed=0)


class TestTheRealFiles:
    """Real calls, where they are kept beside the project; the invented ones above stand in where they are not."""

    @pytest.mark.parametrize(
        ("path", "name", "rows_in_file", "eligible"),  # the eligible ones were summed by hand from a list of counts
        [(MILWAUKEE, "milwaukee", 33_968, 4_428), (SAN_DIEGO, "san-diego", 26_595, 6_232)],
    )
    def test_every_row_is_a_call(self, path, name, rows_in_file, eligible):
        if not path.exists():
            rows_in_file, eligible, name = 7, 2, "milwaukee"
        lines = path.read_text("utf-8-sig").splitlines(True) if path.exists() else INVENTED.splitlines(True)
        reading = rows.read(lines, profiles.load(name))

        assert reading.rows == rows_in_file
        assert len(reading.calls) == rows_in_file - sum(reading.skipped.values())
        assert sum(call.nature.eligible for call in reading.calls) == eligible
        if path.exists():
            assert not reading.skipped
            assert len({call.external_id for call in reading.calls}) == rows_in_file

    @pytest.mark.parametrize(("path", "name"), [(MILWAUKEE, "milwaukee"), (SAN_DIEGO, "san-diego")])
    def test_a_slice_goes_through_the_intake(self, db, file, path, name):
        source, name = (str(path), name) if path.exists() else (file, "milwaukee")
        call_command("replay", source, profile=name, speed=0, limit=100)

        filed = Incident.objects.count()
        assert filed in {100, 5}
        assert Event.objects.filter(kind="incident.received").count() == filed
