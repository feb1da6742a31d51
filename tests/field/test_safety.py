import re
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from responder_app.actions.safety import acknowledge_backup, panic
from responder_app.models import BackupRequest, Event
from tests import factories

UNSEEN = "NOT YET SEEN BY DISPATCH — USE YOUR RADIO"
PIN, DURESS = "47115386", "80527193"


@pytest.fixture
def backup(post, assignment):
    answer = post("tablet-backup", assignment.pk, level="urgent", reasons=["crowd_hostile", "animal"])
    return BackupRequest.objects.get(pk=answer.json()["id"])


@pytest.fixture
def alarm(medic, assignment, two_pm):
    """The medic, who has both PINs, has pressed the button."""
    medic.pin, medic.duress_pin = make_password(PIN), make_password(DURESS)
    medic.save()
    panic(by=medic, id=uuid4(), occurred_at=two_pm)
    return BackupRequest.objects.get()


@pytest.fixture
def seen(tablet, assignment):
    """What the tablet shows, without what is new each time."""

    def seen(name="tablet-call", *args):
        args = args or ([assignment.pk] if name == "tablet-call" else [])
        told = (
            tablet.get(reverse(name, args=args)).content.decode().split("<template")[0].split('<section id="lock"')[0]
        )
        return re.sub(r'(name="id" value|csrfmiddlewaretoken" value|data-help|rendered-at" content)="[^"]*"', "", told)

    return seen


class TestCallBackup:
    def test_asks_with_level_and_reasons(self, backup):
        assert (backup.level, backup.reasons) == ("urgent", ["crowd_hostile", "animal"])

    def test_needs_a_reason(self, post, assignment):
        assert post("tablet-backup", assignment.pk, level="urgent").json()["detail"] == "Give at least one reason."

    def test_says_in_large_type_on_every_page_that_nobody_has_it(self, backup, seen):
        for page in ("tablet-call", "tablet", "tablet-shift", "tablet-help"):
            assert UNSEEN in seen(page), page

    def test_names_the_human_who_has_it(self, backup, seen, dispatcher, two_pm):
        acknowledge_backup(backup=backup, by=dispatcher, id=uuid4(), occurred_at=two_pm)

        assert UNSEEN not in seen()
        assert "Dana at dispatch has your request." in seen()

    def test_is_asked_for_from_anywhere_without_a_call(self, post, on_duty, unit):
        answer = post("tablet-help-backup", level="routine", reasons=["animal"])
        assert answer.status_code == 201
        assert (BackupRequest.objects.get().unit, BackupRequest.objects.get().assignment) == (unit, None)

    def test_without_javascript_says_on_the_help_page_what_is_missing(self, submit, on_duty):
        answer = submit("tablet-help-backup", level="urgent")
        assert answer.status_code == 422
        assert "Give at least one reason." in answer.content.decode()


class TestCallEms:
    @pytest.mark.parametrize("name", ["tablet-ems", "tablet-help-ems"])
    def test_asks_for_an_ambulance(self, post, assignment, name):
        args = [assignment.pk] if name == "tablet-ems" else []
        assert post(name, *args, reasons=["overdose"]).status_code == 201
        request = BackupRequest.objects.get()
        assert (request.kind, request.assignment) == ("ems", assignment)

    @pytest.mark.parametrize("reasons", [[], ["weapon_seen"]])
    def test_needs_a_reason_of_its_own(self, post, assignment, reasons):
        assert post("tablet-ems", assignment.pk, reasons=reasons).status_code == 422

    def test_of_another_agency_is_not_found(self, stranger_posts, assignment):
        assert stranger_posts("tablet-ems", assignment.pk, reasons=["overdose"]).status_code == 404


class TestEndBackup:
    def test_ends_it_with_its_result(self, post, backup):
        assert post("tablet-backup-end", backup.pk, result="arrived").status_code == 201
        assert BackupRequest.objects.get().result == "arrived"

    def test_that_is_over_is_refused(self, post, backup):
        post("tablet-backup-end", backup.pk, result="arrived")

        answer = post("tablet-backup-end", backup.pk, result="arrived")

        assert (answer.status_code, answer.json()["detail"]) == (409, "That request is over.")

    def test_asked_for_without_a_call_is_ended_too(self, submit, post, on_duty):
        number = post("tablet-help-ems", reasons=["overdose"]).json()["id"]
        assert submit("tablet-backup-end", number).status_code == 422
        assert submit("tablet-backup-end", number, result="arrived").url == reverse("tablet")

    def test_of_another_agency_is_not_found(self, stranger_posts, backup):
        assert stranger_posts("tablet-backup-end", backup.pk, result="arrived").status_code == 404


class TestCodeFour:
    def test_by_pin_ends_the_alarm(self, submit, alarm, seen):
        submit("tablet-code-four", alarm.pk, secret=PIN)
        alarm.refresh_from_db()
        assert alarm.ended_at
        assert "code 4 at" in seen()

    def test_by_the_duress_pin_leaves_it_open_and_sounding(self, submit, alarm):
        submit("tablet-code-four", alarm.pk, secret=DURESS)
        assert list(BackupRequest.objects.unacknowledged()) == [alarm]

    @pytest.mark.parametrize("acknowledged", [False, True])
    def test_looks_the_same_to_the_byte_by_either_pin(
        self, submit, alarm, seen, dispatcher, two_pm, settings, acknowledged
    ):
        if acknowledged:
            acknowledge_backup(backup=alarm, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        told = {}
        for secret in (PIN, DURESS):
            before = Event.objects.count()
            answer = submit("tablet-code-four", alarm.pk, secret=secret)
            lines = list(Event.objects.values_list("kind", "shifts", "details", "incident", "unit")[: before + 1])
            pages = [seen(page) for page in ("tablet-call", "tablet", "tablet", "tablet-shift", "tablet-help")]
            told[secret] = [answer.status_code, answer.url, lines[-1], _without_seconds(pages)]
            BackupRequest.objects.update(duress_at=None, code_4_at=None, ended_at=None, result="")
            Event.objects.filter(kind="backup.code_four").delete()
            alarm.agency.log_head.__class__.objects.update(seq=before)

        assert told[PIN] == told[DURESS]

    def test_the_desk_that_acts_on_duress_changes_nothing_on_the_tablet(self, submit, alarm, seen, dispatcher, two_pm):
        submit("tablet-code-four", alarm.pk, secret=DURESS)
        seen()  # the thanks are said once
        before = [seen("tablet-call"), seen("tablet")]
        acknowledge_backup(backup=alarm, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        after = [seen("tablet-call"), seen("tablet")]

        assert _without_seconds(after) == _without_seconds(before)

    def test_that_is_over_is_refused_by_either_pin_in_the_same_words(self, post, alarm):
        post("tablet-code-four", alarm.pk, secret=DURESS)
        answers = [post("tablet-code-four", alarm.pk, secret=secret) for secret in (PIN, DURESS)]
        assert {answer.json()["detail"] for answer in answers} == {"That request is over."}

    def test_a_wrong_pin_changes_nothing_and_is_filed(self, submit, alarm):
        answer = submit("tablet-code-four", alarm.pk, secret="60221407")
        assert answer.status_code == 409
        assert "the alarm stands" in answer.content.decode()
        assert "60221407" not in answer.content.decode()
        assert Event.objects.filter(kind="person.pin_refused").count() == 1
        assert BackupRequest.objects.open_to_its_crew().exists()

    def test_after_five_wrong_ones_takes_the_password_only(self, submit, alarm):
        for _ in range(5):
            submit("tablet-code-four", alarm.pk, secret="1234")
        assert submit("tablet-code-four", alarm.pk, secret=PIN).status_code == 409
        assert submit("tablet-code-four", alarm.pk, secret=factories.PASSWORD).status_code == 302

    def test_without_a_pin_takes_the_password(self, submit, alarm, medic):
        medic.pin = medic.duress_pin = ""
        medic.save()
        assert submit("tablet-code-four", alarm.pk, secret="wrong").status_code == 409
        assert submit("tablet-code-four", alarm.pk, secret=factories.PASSWORD).status_code == 302

    def test_lets_nobody_guess_the_password(self, submit, alarm, medic):
        medic.pin = medic.duress_pin = ""
        medic.save()
        for _ in range(5):
            submit("tablet-code-four", alarm.pk, secret="wrong")
        answer = submit("tablet-code-four", alarm.pk, secret=factories.PASSWORD)
        assert (answer.status_code, "Wait 30 seconds" in answer.content.decode()) == (409, True)
        assert BackupRequest.objects.open_to_its_crew().exists()

    def test_says_in_spanish_that_the_alarm_stands(self, submit, alarm, medic):
        medic.language = "es"
        medic.save()
        answer = submit("tablet-code-four", alarm.pk, secret="1234")
        assert "Ese no es su PIN. No cambió nada: la alarma sigue en pie." in answer.content.decode()

    def test_is_not_another_agencys(self, stranger_posts, alarm):
        assert stranger_posts("tablet-code-four", alarm.pk, secret=PIN).status_code == 404

    def test_no_line_holds_a_pin(self, submit, alarm):
        submit("tablet-code-four", alarm.pk, secret="1234")
        submit("tablet-code-four", alarm.pk, secret=DURESS)
        assert DURESS not in str(list(Event.objects.values()))


def _without_seconds(pages: list[str]) -> list[str]:
    """The two ends are moments apart, and the log's head stands elsewhere."""
    return [re.sub(r'T[\d:.+]+|\d\d:\d\d|data-head="\d+"', "", page) for page in pages]
