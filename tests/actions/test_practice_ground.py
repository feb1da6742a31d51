"""A practice ground beside the agency: the same furniture, other walls."""

from datetime import time

import pytest

from responder_app.actions.intake import receive_call
from responder_app.actions.scenes import publish_form
from responder_app.actions.settings import set_hours
from responder_app.actions.training import open_training
from responder_app.log import NotYours, Refused
from responder_app.models import (
    Agency,
    CallType,
    FormVersion,
    Hours,
    Incident,
    ListEntry,
    Phrase,
    Question,
    Service,
    Unit,
)
from tests import factories


def rows(agency, *names):
    """What each table holds of the agency, by what people know it by."""
    return [
        sorted(CallType.objects.filter(agency=agency).values_list("code", "eligible")),
        sorted(ListEntry.objects.filter(agency=agency).values_list("list", "code", "position")),
        sorted(Unit.objects.filter(agency=agency).values_list("call_sign", flat=True)),
        sorted(Service.objects.filter(agency=agency).values_list("organization__name", "name")),
        sorted(Question.objects.filter(agency=agency).values_list("ruleset__number", "code")),
        sorted(FormVersion.objects.filter(agency=agency).values_list("number", flat=True)),
        sorted(map(str, Hours.objects.filter(agency=agency))),
        Phrase.objects.filter(agency=agency).count(),
    ]


def alike(agency, ground):
    """The same rows, each of its own agency."""
    strayed = Service.objects.filter(agency=ground).exclude(organization__agency=ground)
    strayed_too = Question.objects.filter(agency=ground).exclude(ruleset__agency=ground)
    return rows(ground) == rows(agency) and not strayed.exists() and not strayed_too.exists()


class TestOpenTraining:
    def test_furnishes_it_like_the_agency_without_its_calls_and_people(
        self, administrator, agency, service, incident, unit, hand
    ):
        set_hours(hours=[(0, time(8), time(20))], unit=unit, by=administrator, **hand())
        publish_form(sections={}, effective_from=agency.day_of(hand()["occurred_at"]), by=administrator, **hand())
        Agency.objects.filter(pk=agency.pk).update(accept_limit=77, phone="555-0100")
        open_training(by=administrator, **hand())

        ground = Agency.objects.get(training_of=agency)
        assert (ground.accept_limit, ground.phone, ground.is_practice) == (77, "", True)
        assert alike(agency, ground)
        assert not Incident.objects.filter(agency=ground).exists()
        assert not ground.people.exists()

    def test_again_makes_it_alike_again_and_keeps_what_was_practised(
        self, ground, administrator, agency, unit, dispatcher, twin, hand
    ):
        factories.CallType(agency=agency, code="NEW")
        factories.Unit(agency=agency, call_sign="R9")
        Unit.objects.filter(pk=unit.pk).update(call_sign="R7")
        held = factories.CallType(agency=ground, code="HELD")
        receive_call(call_type=held, intake_channel="311", by=twin(dispatcher), **hand())
        open_training(by=administrator, **hand())

        assert set(Unit.objects.filter(agency=ground).values_list("call_sign", flat=True)) == {"R7", "R9"}
        assert set(CallType.objects.filter(agency=ground).values_list("code", flat=True)) == {"NEW", "HELD"}
        assert Incident.objects.filter(agency=ground).count() == 1

    def test_sent_twice_happens_once(self, administrator, hand):
        letter = hand()
        open_training(by=administrator, **letter)

        assert open_training(by=administrator, **letter).repeated
        assert Agency.objects.exclude(training_of=None).count() == 1

    def test_is_refused_inside(self, ground, administrator, twin, hand):
        with pytest.raises(Refused, match="Leave training first"):
            open_training(by=twin(administrator), **hand())

    def test_is_for_those_who_manage(self, dispatcher, medic, machine, hand):
        for stranger in (dispatcher, medic, machine):
            with pytest.raises(NotYours):
                open_training(by=stranger, **hand())
