import json
from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app import log
from responder_app.models import Note, StatusReport


@pytest.fixture
def tablet(client, medic, assignment):
    client.force_login(medic)
    return client


@pytest.fixture
def letter(assignment, two_pm):
    def write(place, id=None, **fields):
        told = {"id": str(id or uuid4()), "occurred_at": two_pm.isoformat(), **fields}
        return {"url": f"/tablet/calls/{assignment.pk}/{place}/", "fields": told}

    return write


@pytest.fixture
def post(tablet, medic):
    def post(letters, author=None, **more):
        headers = {"Accept": "application/json", "X-Letter-Author": str(author or medic.pk)}
        body = letters if isinstance(letters, str) else json.dumps({"letters": letters})
        return tablet.post(reverse("tablet-bundle"), body, content_type="application/json", headers=headers, **more)

    return post


def statuses(answer):
    return [one["status"] for one in answer.json()["answers"]]


class TestBundle:
    def test_files_each_letter_in_order(self, post, letter):
        told = [letter("status", status="on_scene"), letter("notes", body="Calm."), letter("notes", body="Gone.")]
        answer = post(told)
        assert statuses(answer) == [201, 201, 201]
        assert [one["body"]["kind"] for one in answer.json()["answers"]][:2] == ["unit.on_scene", "note.written"]
        assert set(Note.objects.values_list("body", flat=True)) == {"Calm.", "Gone."}

    def test_keeps_a_field_that_stands_several_times(self, post, letter, assignment):
        post([letter("backup", level="urgent", reasons=["weapon_seen", "animal"])])
        assert assignment.backup_requests.get().reasons == ["weapon_seen", "animal"]

    def test_sent_twice_happens_once(self, post, letter):
        letters = [letter("notes", body="Once."), letter("status", status="on_scene")]
        post(letters)
        assert statuses(post(letters)) == [200, 200]
        assert (Note.objects.count(), StatusReport.objects.count()) == (1, 1)

    def test_goes_on_behind_a_refused_letter(self, post, letter):
        answer = post([letter("notes", body=""), letter("notes", body="Still.")])
        assert statuses(answer) == [422, 201]
        assert "empty" in answer.json()["answers"][0]["body"]["detail"]

    def test_stops_behind_one_that_failed(self, post, letter, monkeypatch):
        def breaks(**told):
            raise RuntimeError("the disk is full")

        monkeypatch.setattr("responder_app.actions.encounters.write_note", breaks)
        assert statuses(
            post([letter("status", status="on_scene"), letter("notes", body="A"), letter("notes", body="B")])
        ) == [201, 500]

    def test_takes_nobody_elses_letters(self, post, letter, clinician):
        assert statuses(post([letter("notes", body="Mine.")] * 2, author=clinician.pk)) == [403]
        assert not Note.objects.exists()

    def test_reaches_letters_only(self, post, two_pm):
        fields = {"id": str(uuid4())}
        strange = ["/sign-out/", "/api/v1/incidents/", "/tablet/shift/end/", "/nowhere/", "/tablet/letters/bundle/"]
        assert statuses(post([{"url": url, "fields": fields} for url in strange])) == [404] * 5

    def test_reaches_no_call_of_another_agency(self, post, elsewhere, two_pm):
        url = f"/tablet/calls/{elsewhere.assignment.pk}/notes/"
        head = log.head_of(elsewhere.agency.pk).seq
        assert statuses(post([{"url": url, "fields": {"id": str(uuid4()), "body": "Hi."}}])) == [404]
        assert log.head_of(elsewhere.agency.pk).seq == head

    @pytest.mark.parametrize(
        "body", ["", "[]", "{}", '{"letters": 3}', '{"letters": [1]}', '{"letters": [{"url": "/"}]}']
    )
    def test_answers_nonsense_with_a_sentence(self, post, body):
        answer = post(body)
        assert answer.status_code == 400
        assert "JSON object" in answer.json()["detail"]

    def test_is_not_for_strangers(self, post, letter, tablet):
        tablet.logout()
        assert post([letter("notes", body="Hi.")]).status_code == 401
