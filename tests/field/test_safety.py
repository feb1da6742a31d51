import pytest
from django.urls import reverse

from responder_app.actions.safety import acknowledge_backup
from responder_app.models import BackupRequest

UNSEEN = "NOT YET SEEN BY DISPATCH — USE YOUR RADIO"


@pytest.fixture
def backup(post, assignment):
    answer = post("tablet-backup", assignment.pk, level="urgent", reasons=["crowd_hostile", "animal"])
    return BackupRequest.objects.get(pk=answer.json()["id"])


@pytest.fixture
def call_page(tablet, assignment):
    return lambda: tablet.get(reverse("tablet-call", args=[assignment.pk])).content.decode()


class TestCallBackup:
    def test_asks_with_level_and_reasons(self, backup):
        assert (backup.level, backup.reasons) == ("urgent", ["crowd_hostile", "animal"])

    def test_needs_a_reason(self, post, assignment):
        assert post("tablet-backup", assignment.pk, level="urgent").json()["detail"] == "Give at least one reason."

    def test_says_in_large_type_that_nobody_has_it(self, backup, call_page, tablet):
        assert UNSEEN in call_page().split("<template")[0]
        assert UNSEEN in tablet.get(reverse("tablet")).content.decode().split("<template")[0]

    def test_names_the_human_who_has_it(self, backup, call_page, dispatcher, two_pm):
        acknowledge_backup(backup=backup, by=dispatcher, id=backup.agency.log_head.epoch, occurred_at=two_pm)

        page = call_page().split("<template")[0]

        assert UNSEEN not in page
        assert "Dana has your request for backup since" in page


class TestEndBackup:
    def test_ends_it_with_its_result(self, post, backup):
        assert post("tablet-backup-end", backup.pk, result="arrived").status_code == 201
        assert BackupRequest.objects.get().result == "arrived"

    def test_that_is_over_is_refused(self, post, backup):
        post("tablet-backup-end", backup.pk, result="arrived")

        answer = post("tablet-backup-end", backup.pk, result="arrived")

        assert (answer.status_code, answer.json()["detail"]) == (409, "That request is over.")

    def test_of_another_agency_is_not_found(self, stranger_posts, backup):
        assert stranger_posts("tablet-backup-end", backup.pk, result="arrived").status_code == 404
