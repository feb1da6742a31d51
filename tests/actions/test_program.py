from uuid import uuid4

import pytest

from responder_app import access, log
from responder_app.actions.directory import add_service
from responder_app.actions.program import add_call_type, add_unit
from responder_app.models import CallType, Service, Unit


class TestFoundAgency:
    def test_opens_its_log_with_the_first_line(self, agency):
        assert [line.kind for line in log.since(agency.pk, 0)] == ["agency.founded"]


class TestSettingUp:
    def test_adds_a_unit_off_duty(self, administrator, two_pm):
        add_unit(call_sign="R7", by=administrator, id=uuid4(), occurred_at=two_pm)
        assert Unit.objects.get().status == "off_duty"

    def test_refuses_a_call_sign_twice(self, administrator, two_pm):
        add_unit(call_sign="R7", by=administrator, id=uuid4(), occurred_at=two_pm)
        with pytest.raises(log.Refused):
            add_unit(call_sign="R7", by=administrator, id=uuid4(), occurred_at=two_pm)

    def test_dates_a_call_type(self, administrator, two_pm):
        told = {"code": "WELFARE", "label": "Check the welfare", "eligible": True, "priority": 3}
        add_call_type(by=administrator, id=uuid4(), occurred_at=two_pm, **told)
        assert CallType.objects.in_force(two_pm.date()).get().code == "WELFARE"

    def test_dates_it_by_the_agencys_own_calendar(self, administrator, two_pm):
        late_evening_in_denver = two_pm.replace(hour=2)
        told = {"code": "LATE", "label": "Late", "eligible": True, "priority": 3}
        add_call_type(by=administrator, id=uuid4(), occurred_at=late_evening_in_denver, **told)
        assert list(access.call_types_in_force(administrator, late_evening_in_denver)) == [CallType.objects.get()]
        assert CallType.objects.get().effective_from.day == two_pm.day - 1

    def test_lists_services_under_one_organization(self, administrator, two_pm):
        for name in ("Day room", "Night shelter"):
            told = {"organization": "Harbour House", "name": name, "category": "Shelter"}
            add_service(by=administrator, id=uuid4(), occurred_at=two_pm, **told)
        assert Service.objects.values("organization").distinct().count() == 1

    def test_is_the_administrators(self, dispatcher, two_pm):
        with pytest.raises(log.NotYours):
            add_unit(call_sign="R7", by=dispatcher, id=uuid4(), occurred_at=two_pm)
