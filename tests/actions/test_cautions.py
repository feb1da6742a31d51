from uuid import uuid4

import pytest

from responder_app.actions.cautions import file_caution, review_caution
from responder_app.log import NotYours, Refused
from responder_app.models import Caution
from tests import factories


@pytest.fixture
def dog(incident, medic, two_pm):
    incident.place_key = "200 block of alder street"
    incident.save()
    told = {"kind": "dog", "source": "crew", "body": " A large dog, loose in the yard. ", "days": 90}
    return {"incident": incident, **told, "by": medic, "id": uuid4(), "occurred_at": two_pm}


@pytest.fixture
def caution(dog):
    file_caution(**dog)
    return Caution.objects.get()


class TestFileCaution:
    def test_warns_of_the_place_until_its_day(self, caution, two_pm, minutes):
        assert caution.body == "A large dog, loose in the yard."
        assert caution.expires_at == two_pm + minutes(90 * 24 * 60)
        assert list(Caution.objects.standing(two_pm).at_place("200 block of alder street")) == [caution]

    def test_ends_by_itself(self, caution):
        assert not Caution.objects.standing(caution.expires_at).exists()

    def test_sent_twice_is_one(self, dog):
        file_caution(**dog)
        assert file_caution(**dog).repeated
        assert Caution.objects.count() == 1

    @pytest.mark.parametrize("wrong", [{"days": 0}, {"days": 366}, {"body": " "}])
    def test_refuses_what_says_nothing_or_stands_for_ever(self, dog, wrong):
        with pytest.raises(Refused):
            file_caution(**dog | wrong)

    def test_refuses_a_call_without_an_address(self, dog, agency):
        with pytest.raises(Refused, match="no address"):
            file_caution(**dog | {"incident": factories.Incident(agency=agency, address="")})

    def test_says_no_word_of_it_in_the_log(self, dog):
        assert file_caution(**dog).details == {"kind": "dog", "source": "crew"}

    def test_is_not_for_strangers(self, dog, manager, machine, elsewhere):
        for stranger in (manager, machine, elsewhere.responder):
            with pytest.raises(NotYours):
                file_caution(**dog | {"by": stranger})


class TestReviewCaution:
    @pytest.fixture
    def review(self, caution, manager, two_pm, minutes):
        told = {"caution": caution, "review": "kept", "days": 30}
        return {**told, "by": manager, "id": uuid4(), "occurred_at": two_pm + minutes(60)}

    def test_keeps_it_for_a_new_time_under_the_reviewers_name(self, review, caution, manager, minutes):
        review_caution(**review)
        caution.refresh_from_db()
        assert caution.expires_at == review["occurred_at"] + minutes(30 * 24 * 60)
        assert (caution.review, caution.reviewed_by) == ("kept", manager)

    def test_removes_it_for_good(self, review, two_pm):
        review_caution(**review | {"review": "removed", "days": None})
        assert not Caution.objects.standing(two_pm).exists()
        with pytest.raises(Refused, match="removed already"):
            review_caution(**review | {"id": uuid4()})

    @pytest.mark.parametrize("days", [None, 0, 366])
    def test_refuses_to_keep_it_for_more_than_a_year(self, review, days):
        with pytest.raises(Refused, match="1 to 365"):
            review_caution(**review | {"days": days})

    def test_sent_twice_happens_once(self, review):
        review_caution(**review)
        assert review_caution(**review).repeated

    def test_is_a_managers(self, review, medic, dispatcher, elsewhere):
        for stranger in (medic, dispatcher, elsewhere.manager):
            with pytest.raises(NotYours):
                review_caution(**review | {"by": stranger})
