from uuid import uuid4

import pytest

from responder_app import access
from responder_app.actions.callers import take_caller_over
from responder_app.actions.intake import close_without_team
from responder_app.actions.transfers import accept_transfer, offer_transfer
from responder_app.log import NotYours, Refused
from responder_app.models import Event, Transfer
from responder_app.reports import callers
from tests import factories


@pytest.fixture
def colleague(agency):
    """Another clinician in the 911 room."""
    return factories.Person(agency=agency, role="clinician", profession="clinician", first_name="Uma")


@pytest.fixture
def hand(two_pm):
    return lambda by: {"by": by, "id": uuid4(), "occurred_at": two_pm}


@pytest.fixture
def in_ines_hands(incident, dispatcher, embedded, hand):
    """Dana's caller, whom Ines has accepted."""
    told = {"incident": incident, "to_party": "embedded_clinician", "reason": "clinical"}
    transfer = Transfer.objects.get(pk=offer_transfer(**told, **hand(dispatcher)).id)
    accept_transfer(transfer=transfer, **hand(embedded))
    incident.refresh_from_db()
    return incident


def has(incident, person):
    (call,) = callers.in_hand(access.incidents_for(person), callers.desk_of(incident))
    return call.has


class TestTakeCallerOver:
    def test_puts_the_caller_into_a_colleagues_hands_by_name(self, in_ines_hands, colleague, embedded, hand):
        assert has(in_ines_hands, colleague) == embedded
        line = take_caller_over(incident=in_ines_hands, **hand(colleague))

        assert has(in_ines_hands, colleague) == colleague
        assert (line.kind, line.by, line.details) == ("caller.taken_over", colleague, {"party": "embedded_clinician"})

    def test_may_be_taken_back(self, in_ines_hands, colleague, embedded, hand):
        take_caller_over(incident=in_ines_hands, **hand(colleague))
        take_caller_over(incident=in_ines_hands, **hand(embedded))
        assert has(in_ines_hands, colleague) == embedded

    def test_sent_twice_happens_once(self, in_ines_hands, colleague, hand):
        told = {"incident": in_ines_hands, **hand(colleague)}
        take_caller_over(**told)
        assert take_caller_over(**told).repeated
        assert Event.objects.filter(kind="caller.taken_over").count() == 1

    def test_is_refused_for_ones_own(self, in_ines_hands, embedded, hand):
        with pytest.raises(Refused, match="You have this caller already"):
            take_caller_over(incident=in_ines_hands, **hand(embedded))

    def test_is_refused_for_a_caller_of_another_desk(self, in_ines_hands, operator, incident, hand):
        with pytest.raises(Refused, match="This caller is with another desk: "):
            take_caller_over(incident=in_ines_hands, **hand(operator))

    def test_is_refused_for_a_caller_whom_the_call_takers_have(self, incident, embedded, hand):
        with pytest.raises(Refused, match="This caller is with another desk: "):
            take_caller_over(incident=incident, **hand(embedded))

    def test_is_refused_for_a_closed_call(self, in_ines_hands, colleague, embedded, hand):
        close_without_team(incident=in_ines_hands, reason="no_unit_free", sent_instead="police", **hand(embedded))
        with pytest.raises(Refused, match="is closed"):
            take_caller_over(incident=in_ines_hands, **hand(colleague))

    def test_an_administrator_may_at_every_desk(self, in_ines_hands, administrator, hand):
        take_caller_over(incident=in_ines_hands, **hand(administrator))
        assert has(in_ines_hands, administrator) == administrator

    def test_is_not_for_strangers(self, in_ines_hands, elsewhere, medic, manager, dispatcher, hand):
        abroad = factories.Person(agency=elsewhere.agency, role="clinician", profession="clinician")
        for stranger in (abroad, medic, manager, dispatcher):
            with pytest.raises(NotYours):
                take_caller_over(incident=in_ines_hands, **hand(stranger))
        assert not Event.objects.filter(kind="caller.taken_over").exists()
