from uuid import uuid4

import pytest

from responder_app.actions.intake import receive_call
from responder_app.actions.screening import override_screening
from responder_app.models import Incident
from responder_app.reports import rulesets
from responder_app.words import Rule
from tests import factories

WEAPON = Rule(code="weapon", text_en="Weapon", on_yes="not_for_us")
THREAT = Rule(code="threat", text_en="Threat", on_yes="with_police")
INDOORS = Rule(code="indoors", text_en="Indoors", on_yes="phone_only", on_unknown="with_ems")


@pytest.fixture
def kind(agency):
    return factories.CallType(agency=agency)


@pytest.fixture
def call(agency, kind, dispatcher, two_pm):
    def call(number=1, channel="988", ago=0, **answers):
        """So many calls alike."""
        for _ in range(number):
            told = {"call_type": kind, "intake_channel": channel, "screening": answers, "by": dispatcher}
            made = receive_call(id=uuid4(), occurred_at=two_pm, **told).incident
        return made

    return call


@pytest.fixture
def preview(agency, two_pm, minutes):
    def preview(*questions):
        return rulesets.preview(Incident.objects.filter(agency=agency), list(questions), two_pm + minutes(1))

    return preview


def told(changes) -> list:
    return [(str(change.was), str(change.becomes), change.number) for change in changes]


class TestPreview:
    def test_says_that_the_same_rules_change_nothing(self, call, preview):
        call(3)
        call(2, weapon="yes")
        found = preview(WEAPON, THREAT)
        assert (found.calls, found.changed, found.changes) == (5, 0, [])
        assert found.eligible_now == found.eligible_then == 3

    def test_counts_what_would_have_become_something_else(self, call, preview):
        call(2, threat="yes")
        call(3, weapon="yes")
        call(1)
        found = preview(THREAT)

        assert told(found.changes) == [("not_for_us", "team_instead_of_police", 3)]
        assert (found.changed, found.eligible_now, found.eligible_then) == (3, 3, 6)
        assert (found.changes[0].gains_team, found.changes[0].loses_team) == (True, False)

    def test_says_what_each_question_removes_by_itself(self, call, preview):
        call(4, weapon="yes")
        call(1, weapon="yes", medical_emergency="yes")
        call(5)
        medical = Rule(code="medical_emergency", text_en="Medical", on_yes="not_for_us")
        weapon, other = preview(WEAPON, medical).effects

        assert (weapon.removes, weapon.of) == (4, 9)
        assert (other.removes, other.of) == (0, 5)

    def test_counts_an_unknown_as_such(self, call, preview):
        call(2, weapon="no")
        call(1, weapon="unknown")
        call(3)
        (weapon,) = preview(WEAPON).effects
        assert (weapon.yes, weapon.no, weapon.unknown) == (0, 2, 4)

    def test_takes_a_question_nobody_has_asked_yet_for_unknown(self, call, preview):
        call(3)
        found = preview(INDOORS)
        assert told(found.changes) == [("team_instead_of_police", "team_with_police_or_ems", 3)]
        assert (found.effects[0].unknown, found.effects[0].with_help) == (3, 3)

    def test_does_not_call_it_removed_where_the_type_is_for_no_team(self, call, preview, kind):
        kind.eligible = False
        kind.save()
        call(2, weapon="yes")
        assert preview(WEAPON).effects[0].removes == 0

    def test_leaves_out_what_somebody_overrode_and_says_how_many(self, call, preview, dispatcher, two_pm):
        call(2)
        hand = {"by": dispatcher, "id": uuid4(), "occurred_at": two_pm}
        override_screening(incident=call(), result="not_for_us", reason="supervisor", **hand)
        found = preview(WEAPON)
        assert (found.calls, found.overridden, found.changed) == (2, 1, 0)

    def test_knows_calls_from_before_there_were_rules(self, agency, kind, preview, two_pm):
        for eligible, channel in ((True, "988"), (True, "field_unit_request"), (False, "988")):
            told = {"call_type": kind, "eligible": eligible, "intake_channel": channel, "received_at": two_pm}
            factories.Incident(agency=agency, **told)
        found = preview(WEAPON)
        assert [(str(each.was), each.number) for each in found.changes] == [("not_for_us", 1)]

    @pytest.mark.parametrize("ending", ["void", "duplicate"])
    def test_counts_no_void_call_and_no_duplicate(self, call, preview, two_pm, ending):
        first, second = call(), call()
        second.closed_at, second.ending, second.duplicate_of = two_pm, ending, first
        second.save()
        assert preview(WEAPON).calls == 1

    def test_looks_back_one_year_and_not_beyond(self, call, preview, two_pm, minutes):
        old, older = call(), call()
        for incident, days in ((old, 364), (older, 366)):
            incident.received_at = two_pm - minutes(days * 24 * 60)
            incident.save()
        assert preview(WEAPON).calls == 1

    @pytest.mark.parametrize("number", [1, 12])
    def test_asks_as_often_for_many_calls_as_for_one(self, call, preview, number, django_assert_num_queries):
        call(number)
        call(number, weapon="yes")
        with django_assert_num_queries(2):
            preview(WEAPON, THREAT)

    def test_does_not_see_another_agencys(self, elsewhere, preview):
        assert preview(WEAPON).calls == 0
