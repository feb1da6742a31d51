from uuid import uuid4

import pytest
from django.urls import reverse

from responder_app.actions.shifts import sign_off, sign_on
from responder_app.actions.waiting import hold
from responder_app.models import Event, OutOfService


@pytest.fixture
def home(tablet):
    return lambda: " ".join(tablet.get(reverse("tablet")).content.decode().split())


@pytest.fixture
def go_out(post, on_duty):
    return lambda **said: post("tablet-out-of-service", on_duty.pk, **{"reason": "meal"} | said)


class TestGoingOut:
    def test_is_one_tap(self, go_out, unit):
        assert go_out().status_code == 201

        unit.refresh_from_db()
        assert unit.status == "out_of_service"

    def test_sent_twice_happens_once(self, go_out):
        number = uuid4()

        assert [go_out(id=number).status_code for _ in range(2)] == [201, 200]
        assert OutOfService.objects.count() == 1

    def test_takes_own_words(self, go_out):
        go_out(reason="other", note="The ramp is stuck.")

        assert OutOfService.objects.values_list("reason", "note").get() == ("other", "The ramp is stuck.")

    @pytest.mark.parametrize(
        ("said", "sentence"),
        [
            ({"reason": ""}, "Say why you are out of service."),
            ({"reason": "nonsense"}, "Say why you are out of service."),
            ({"reason": "other"}, "Say in a few words why."),
            ({"reason": "other", "note": "x" * 301}, "The reason has more than 300 characters. Shorten it."),
        ],
    )
    def test_says_in_a_sentence_what_is_missing(self, go_out, said, sentence):
        answer = go_out(**said)

        assert (answer.status_code, answer.json()["detail"]) == (422, sentence)

    def test_is_refused_on_a_call(self, assignment, go_out):
        answer = go_out()

        assert (answer.status_code, "clear it first" in answer.json()["detail"]) == (409, True)

    def test_of_a_shift_that_is_over_is_filed_where_it_belongs(self, go_out, on_duty, medic, two_pm, minutes):
        sign_off(shift=on_duty, by=medic, id=uuid4(), occurred_at=two_pm)

        assert go_out(occurred_at=(two_pm - minutes(30)).isoformat()).status_code == 201
        assert OutOfService.objects.get().ended_at == two_pm

    def test_works_without_javascript_and_keeps_refused_words(self, submit, on_duty, tablet):
        refused = submit("tablet-out-of-service", on_duty.pk, reason="other", note="x" * 301).content.decode()
        assert "x" * 301 in refused
        assert 'id="go-out" data-in open' in refused

        answer = submit("tablet-out-of-service", on_duty.pk, reason="meal")

        assert answer["Location"] == reverse("tablet")
        assert "Out of service. Dispatch knows." in tablet.get(answer["Location"]).content.decode()

    def test_is_not_for_strangers(self, stranger_posts, client, post, dispatcher, clinician, on_duty):
        lines = Event.objects.count()
        assert stranger_posts("tablet-out-of-service", on_duty.pk, reason="meal").status_code == 404
        for other in (dispatcher, clinician):
            client.force_login(other)
            assert post("tablet-out-of-service", on_duty.pk, author=other.pk, reason="meal").status_code == 404
        assert (OutOfService.objects.count(), Event.objects.count()) == (0, lines)


class TestComingBack:
    def test_is_one_tap(self, go_out, post, on_duty, unit):
        go_out()

        assert post("tablet-back-in-service", on_duty.pk).status_code == 201
        unit.refresh_from_db()
        assert unit.status == "available"

    def test_is_refused_where_nobody_went_out(self, post, on_duty):
        answer = post("tablet-back-in-service", on_duty.pk)

        assert (answer.status_code, answer.json()["detail"]) == (409, "R1 is not out of service.")

    def test_works_without_javascript(self, go_out, submit, on_duty):
        go_out()

        assert submit("tablet-back-in-service", on_duty.pk)["Location"] == reverse("tablet")

    def test_is_not_for_strangers(self, go_out, stranger_posts, on_duty, unit):
        go_out()

        assert stranger_posts("tablet-back-in-service", on_duty.pk).status_code == 404
        assert unit.times_out.running().exists()


class TestTheHome:
    def test_offers_every_reason_while_there_is_no_call(self, home, on_duty):
        page = home()

        assert 'name="reason" value="meal">Meal or break</button>' in page
        assert page.count('name="reason"') == 7
        assert "data-out hidden" in page

    def test_offers_none_on_a_call_and_none_on_no_unit(self, home, assignment, client, clinician):
        assert 'name="reason" value="meal"' not in home()
        client.force_login(clinician)
        assert 'name="reason" value="meal"' not in home()

    def test_says_why_and_since_when_and_nothing_else_of_the_unit(self, home, go_out, two_pm):
        go_out(reason="other", note="The ramp is stuck.", occurred_at=two_pm.isoformat())

        page = home()

        assert "Out of service: Other reason, since" in page
        assert ">08:00</time>" in page
        assert "The ramp is stuck." in page
        assert "No call." not in page
        assert 'id="go-out" data-in hidden' in page

    def test_shows_it_to_who_comes_aboard_later(self, home, go_out, client, clinician, unit, two_pm):
        go_out()
        sign_on(unit=unit, by=clinician, id=uuid4(), occurred_at=two_pm)
        client.force_login(clinician)

        assert "Out of service: Meal or break, since" in home()

    def test_still_offers_what_is_kept(self, home, go_out, incident, unit, dispatcher, two_pm):
        go_out()
        hold(incident=incident, unit=unit, by=dispatcher, id=uuid4(), occurred_at=two_pm)

        assert "Take it now" in home()

    def test_costs_one_query_more_while_out(self, tablet, go_out, django_assert_num_queries):
        go_out()

        # as in test_home, and the time out
        with django_assert_num_queries(15):
            tablet.get(reverse("tablet"))
