from uuid import uuid4

import pytest

from responder_app.actions.cautions import file_caution
from responder_app.actions.safety import acknowledge_backup, call_backup, code_four, panic
from responder_app.actions.shifts import sign_on
from responder_app.models import BackupRequest, Caution, Incident
from responder_app.reports import alarms


@pytest.fixture
def ask(assignment, medic, two_pm, minutes):
    """Another request, a minute after the one before."""
    asked = []

    def ask(level="urgent"):
        said = {"by": medic, "id": uuid4(), "occurred_at": two_pm + minutes(len(asked))}
        call_backup(assignment=assignment, level=level, reasons=["animal"], **said)
        asked.append(BackupRequest.objects.get(pk=said["id"]))
        return asked[-1]

    return ask


@pytest.fixture
def shown(two_pm):
    return lambda: alarms.standing(BackupRequest.objects.all(), Caution.objects.all(), two_pm)


class TestStanding:
    def test_puts_what_nobody_has_first(self, ask, shown, dispatcher, two_pm):
        held, waiting = ask(), ask()
        acknowledge_backup(backup=held, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        assert shown() == [waiting, held]

    def test_puts_duress_before_all_until_somebody_has_heard_of_it(self, ask, shown, medic, dispatcher, two_pm):
        first, forced = ask(), ask("emergency")
        tap = {"backup": forced, "occurred_at": two_pm}
        acknowledge_backup(**tap, by=dispatcher, id=uuid4())
        code_four(**tap, duress=True, by=medic, id=uuid4())
        assert shown() == [forced, first]
        acknowledge_backup(**tap, by=dispatcher, id=uuid4())
        assert shown() == [first, forced]

    def test_tells_who_is_aboard_on_a_call_and_on_none(self, ask, shown, medic, clinician, other_unit, two_pm):
        ask()
        sign_on(unit=other_unit, by=clinician, id=uuid4(), occurred_at=two_pm)
        panic(by=clinician, id=uuid4(), occurred_at=two_pm)
        assert {tuple(row.people) for row in shown()} == {(medic,), (clinician,)}

    def test_tells_who_it_is_that_is_aboard_nothing(self, shown, medic, two_pm):
        panic(by=medic, id=uuid4(), occurred_at=two_pm)
        assert shown()[0].people == [medic]

    def test_warns_of_the_place(self, ask, shown, incident, medic, two_pm):
        Incident.objects.filter(pk=incident.pk).update(place_key="alder")
        incident.refresh_from_db()
        told = {"kind": "dog", "source": "crew", "body": "A dog.", "days": 9}
        file_caution(incident=incident, by=medic, id=uuid4(), occurred_at=two_pm, **told)
        ask()
        assert [caution.body for caution in shown()[0].warnings] == ["A dog."]

    @pytest.mark.parametrize("number", [1, 12])
    def test_asks_as_often_for_a_dozen_as_for_one(self, ask, shown, number, django_assert_num_queries):
        for _ in range(number):
            ask()
        with django_assert_num_queries(5):
            shown()
