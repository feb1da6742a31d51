from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from responder_app.actions.training import enter_training
from responder_app.models import Agency, Event

PAGE, OPEN, EMPTY = (reverse(name) for name in ("program-training", "program-training-open", "program-training-empty"))


class TestThePracticeGround:
    def test_is_opened_once_and_says_who_is_there(self, manages, medic):
        assert "Open the practice ground" in manages.get(PAGE).content.decode()
        for _ in range(2):
            manages.post(OPEN, {"id": "0b8d3a55-3f5f-4a3e-8d65-5f8b1c2d7e02"})
        assert Agency.objects.exclude(training_of=None).count() == 1
        assert "Nobody." in manages.get(PAGE).content.decode()

        enter_training(by=medic, id=uuid4(), occurred_at=timezone.now())
        assert str(medic) in manages.get(PAGE).content.decode()

    def test_is_emptied_only_by_who_is_sure(self, manages):
        manages.post(OPEN, {"id": uuid4()})
        answer = manages.post(EMPTY, {"id": uuid4()})
        assert (answer.status_code, "Say that you are sure" in answer.content.decode()) == (422, True)
        assert not Event.objects.filter(kind="training.emptied").exists()

        assert manages.post(EMPTY, {"id": uuid4(), "sure": "yes"}).status_code == 302
        assert Event.objects.filter(kind="training.emptied").count() == 2

    def test_that_is_not_there_is_not_emptied(self, manages):
        answer = manages.post(EMPTY, {"id": uuid4(), "sure": "yes"})
        assert (answer.status_code, "no practice ground yet" in answer.content.decode()) == (409, True)

    def test_asks_for_the_page_again_without_a_number(self, manages):
        assert manages.post(OPEN, {}).status_code == 422

    def test_is_not_for_others(self, client, dispatcher, medic, machine):
        for person in (dispatcher, medic, machine):
            client.force_login(person)
            assert [client.get(PAGE).status_code, client.post(OPEN, {"id": uuid4()}).status_code] == [404, 404]
            assert client.post(EMPTY, {"id": uuid4(), "sure": "yes"}).status_code == 404
        assert not Agency.objects.exclude(training_of=None).exists()
