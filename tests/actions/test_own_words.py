from uuid import uuid4

import pytest

from responder_app.actions.own_words import mark_of, set_practice, set_terms
from responder_app.log import NotYours, Refused


class TestSetTerms:
    @pytest.fixture
    def tap(self, administrator, two_pm):
        told = {"terms": {"responder": "Navigator"}, "outcome_names": {"remained_resolved": "Served on site"}}
        return {**told, "by": administrator, "id": uuid4(), "occurred_at": two_pm}

    def test_names_what_the_agency_names_itself(self, tap, agency):
        line = set_terms(**tap)

        agency.refresh_from_db()
        assert (agency.terms, agency.outcome_names) == (tap["terms"], tap["outcome_names"])
        assert (line.kind, line.details) == (
            "agency.changed",
            {"terms": ["responder"], "outcomes": ["remained_resolved"]},
        )

    def test_is_standard_again_where_nothing_is_written(self, tap, agency):
        set_terms(**tap)

        line = set_terms(**tap | {"terms": {"responder": "  "}, "id": uuid4()})

        agency.refresh_from_db()
        assert (agency.terms, line.details) == ({}, {"terms": ["responder"], "outcomes": []})

    def test_writes_each_on_one_line(self, tap, agency):
        set_terms(**tap | {"terms": {"unit": " Mobile\n  team "}})

        agency.refresh_from_db()
        assert agency.terms == {"unit": "Mobile team"}

    def test_refuses_to_write_over_what_somebody_else_said_meanwhile(self, tap, agency):
        seen = mark_of(agency)
        set_terms(**tap)

        with pytest.raises(Refused, match="Somebody else has changed the words meanwhile"):
            set_terms(**tap | {"terms": {"unit": "Van"}, "follows": seen, "id": uuid4()})

        agency.refresh_from_db()
        assert agency.terms == {"responder": "Navigator"}
        set_terms(**tap | {"terms": {"unit": "Van"}, "follows": mark_of(agency), "id": uuid4()})

    def test_sent_twice_happens_once(self, tap):
        set_terms(**tap)

        assert set_terms(**tap).repeated

    @pytest.mark.parametrize(
        ("told", "sentence"),
        [
            ({"terms": {"van": "Bus"}}, "Nothing here is called van."),
            ({"outcome_names": {"eaten": "Eaten"}}, "Nothing here is called eaten."),
            ({"terms": {"unit": "x" * 61}}, "60 characters at most"),
            ({"outcome_names": {"refused": "Gone", "gone_on_arrival": "GONE"}}, "both be called “Gone”"),
            ({"outcome_names": {"refused": "Unable to locate"}}, "both be called “Unable to locate”"),
        ],
    )
    def test_refuses_what_nobody_could_read(self, tap, agency, told, sentence):
        with pytest.raises(Refused, match=sentence):
            set_terms(**tap | told)

        agency.refresh_from_db()
        assert (agency.terms, agency.outcome_names) == ({}, {})

    def test_two_kinds_of_outcome_may_be_called_the_same(self, tap, agency):
        set_terms(**tap | {"outcome_names": {"phone_contact_only": "By phone", "phone": "By phone"}})

        agency.refresh_from_db()
        assert len(agency.outcome_names) == 2

    def test_is_the_administrators(self, tap, dispatcher, medic, manager):
        for stranger in (dispatcher, medic, manager):
            with pytest.raises(NotYours):
                set_terms(**tap | {"by": stranger})

    def test_names_nothing_for_another_agency(self, tap, agency, elsewhere):
        set_terms(**tap | {"by": elsewhere.administrator})

        agency.refresh_from_db()
        elsewhere.agency.refresh_from_db()
        assert (agency.terms, elsewhere.agency.terms) == ({}, {"responder": "Navigator"})


class TestSetPractice:
    @pytest.fixture
    def tap(self, administrator, two_pm):
        told = {"channels": ["311", "911_call_taker"], "follow_up_hours": 48}
        return {**told, "by": administrator, "id": uuid4(), "occurred_at": two_pm}

    def test_says_how_calls_come_in_and_when_a_follow_up_is_due(self, tap, agency):
        line = set_practice(**tap)

        agency.refresh_from_db()
        assert (agency.channels, agency.follow_up_hours) == (["911_call_taker", "311"], 48)
        assert line.details == {"channels": ["911_call_taker", "311"], "follow_up_hours": 48}

    def test_sent_twice_happens_once(self, tap):
        set_practice(**tap)

        assert set_practice(**tap).repeated

    @pytest.mark.parametrize(
        ("told", "sentence"),
        [({"channels": ["pigeon"]}, "No call comes in that way: pigeon."), ({"follow_up_hours": 5}, "24 or 48 hours")],
    )
    def test_refuses_what_cannot_be(self, tap, agency, told, sentence):
        with pytest.raises(Refused, match=sentence):
            set_practice(**tap | told)

        agency.refresh_from_db()
        assert (agency.channels, agency.follow_up_hours) == ([], 24)

    def test_is_the_administrators(self, tap, dispatcher, medic, manager):
        for stranger in (dispatcher, medic, manager):
            with pytest.raises(NotYours):
                set_practice(**tap | {"by": stranger})
