"""A page may be days old when its letter arrives: what it asked and offered was right on its own day."""

from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from responder_app.actions.lists import add_entry, end_entry
from responder_app.actions.scenes import publish_form
from responder_app.models import ListEntry, SceneRecord

MET = {"contact_outcome": "contact_made", "disposition": "remained_resolved", "people_served": "1"}


class TestALetterFromAnOlderPage:
    def test_may_hold_a_code_that_was_in_force_while_the_call_was_in_hand(self, post, manager, assignment):
        now = timezone.now()
        entry = ListEntry.objects.get(list="issues", code="trauma")
        end_entry(entry=entry, last_day=now.date(), by=manager, id=uuid4(), occurred_at=now)
        ListEntry.objects.filter(pk=entry.pk).update(effective_to=now.date() - timedelta(days=1))

        answer = post("tablet-close", assignment.pk, **MET | {"issues": ["trauma"]})

        assert answer.status_code == 201

    def test_keeps_what_a_section_that_is_off_by_now_asked(self, post, manager, assignment, two_pm):
        off = {"sections": {"safety": {"on": False}}, "effective_from": date(2026, 5, 14)}
        publish_form(by=manager, id=uuid4(), occurred_at=two_pm, **off)

        post("tablet-close", assignment.pk, **MET, felt_safe="no")

        assert SceneRecord.objects.get().answers["felt_safe"] == "no"

    def test_may_not_choose_what_was_never_on_the_form_then(self, post, manager, assignment, two_pm):
        add_entry(
            code_list="issues", code="weather", label_en="Weather", effective_from=date(2026, 6, 1),
            by=manager, id=uuid4(), occurred_at=two_pm,
        )  # fmt: skip

        told = MET | {"issues": ["weather"]}

        assert post("tablet-close", assignment.pk, occurred_at=two_pm.isoformat(), **told).status_code == 422
        assert post("tablet-close", assignment.pk, **told).status_code == 201
