import pytest
from django.urls import reverse

from responder_app.models import Event, Referral, ServiceGap, Transport, Withdrawal

FILED = {
    "tablet-no-referral": ("tablet-referrals", Referral, {"mode": "information", "accepted": "true"}),
    "tablet-no-gap": ("tablet-gaps", ServiceGap, {"need": "shelter", "reason": "full"}),
    "tablet-no-ride": ("tablet-transports", Transport, {"by_whom": "team", "destination": "shelter", "people": 1}),
}


@pytest.fixture(params=sorted(FILED))
def name(request):
    return request.param


@pytest.fixture
def filed(name, post, assignment, service):
    door, table, said = FILED[name]
    assert post(door, assignment.pk, service=service.pk, **said).status_code == 201
    return table.objects.get()


@pytest.fixture
def page(tablet, assignment):
    return lambda leaf="after": tablet.get(reverse(f"tablet-{leaf}", args=[assignment.pk])).content.decode()


class TestWithdraw:
    def test_takes_it_back_in_one_tap(self, post, name, filed):
        assert post(name, filed.pk, reason="filed_twice").status_code == 201
        assert Withdrawal.objects.get().reason == "filed_twice"

    def test_takes_own_words(self, post, name, filed):
        post(name, filed.pk, reason="other", other="It was the other van.")

        assert Withdrawal.objects.get().reason == "It was the other van."

    def test_sent_twice_happens_once(self, post, name, filed):
        number = "9c2d4d0e-7c06-4d4e-93a4-3f0f5e8ad001"
        post(name, filed.pk, id=number, reason="filed_twice")

        assert post(name, filed.pk, id=number, reason="filed_twice").status_code == 200
        assert Withdrawal.objects.count() == 1

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({}, "Say why it is taken back."),
            ({"reason": "nonsense"}, "Say why it is taken back."),
            ({"reason": "other"}, "Say in a few words why it is taken back."),
            ({"reason": "other", "other": "x" * 301}, "The reason has more than 300 characters. Shorten it."),
        ],
    )
    def test_says_in_a_sentence_what_is_missing(self, post, name, filed, said, sentence):
        answer = post(name, filed.pk, **said)

        assert (answer.status_code, answer.json()["detail"]) == (422, sentence)

    def test_is_refused_where_it_was_taken_back_already(self, post, name, filed, medic):
        post(name, filed.pk, reason="filed_twice")
        answer = post(name, filed.pk, reason="wrong_choice")

        assert (answer.status_code, answer.json()["detail"]) == (409, f"{medic} has taken that back already.")

    def test_works_without_javascript(self, submit, name, filed, assignment):
        answer = submit(name, filed.pk, reason="wrong_call")

        assert answer.url == reverse("tablet-after", args=[assignment.pk])

    def test_is_not_for_strangers(self, stranger_posts, name, filed):
        lines = Event.objects.count()
        assert stranger_posts(name, filed.pk, reason="filed_twice").status_code == 404
        assert (Withdrawal.objects.count(), Event.objects.count()) == (0, lines)


class TestThePage:
    def test_offers_it_on_what_stands_only(self, page, post, name, filed):
        address = reverse(name, args=[filed.pk])
        assert address in page()

        post(name, filed.pk, reason="filed_twice")

        page = page()
        assert address not in page
        assert 'Taken back</span> Filed twice <span class="muted">' in page

    def test_tells_the_call(self, page, post, name, filed):
        post(name, filed.pk, reason="other", other="It was the other van.")

        told = page("call")
        assert "Taken back: " in told
        assert "It was the other van." in told
        assert told.count('<span class="chip chip-warn">Taken back</span>') == 1

    def test_costs_a_fixed_number_of_queries(self, post, tablet, assignment, service, django_assert_max_num_queries):
        for door, _table, said in FILED.values():
            for _turn in range(5):
                post(door, assignment.pk, service=service.pk, **said)
        for name, (_door, table, _said) in FILED.items():
            for row in table.objects.all()[:3]:
                post(name, row.pk, reason="filed_twice")

        with django_assert_max_num_queries(26):
            tablet.get(reverse("tablet-after", args=[assignment.pk]))


class TestAWithdrawnReferral:
    def test_does_not_put_its_service_in_front(self, post, page, assignment, service):
        post("tablet-referrals", assignment.pk, service=service.pk, mode="information", accepted="true")
        assert "Used lately" in page()

        post("tablet-no-referral", Referral.objects.get().pk, reason="wrong_choice")

        assert "Used lately" not in page()
