from uuid import uuid4

import pytest

from responder_app.actions.letters import deal_with_letter, set_letter_aside, settle_letter
from responder_app.log import NotYours, Refused
from responder_app.models import SetAsideLetter


@pytest.fixture
def refused(unit, medic, two_pm):
    return {
        "unit": unit,
        "label": "Outcome of call #4",
        "problem": "There was a person: say where they went.",
        "by": medic,
        "id": uuid4(),
        "occurred_at": two_pm,
    }


@pytest.fixture
def letter(refused):
    set_letter_aside(**refused)
    return SetAsideLetter.objects.get()


class TestSetLetterAside:
    def test_tells_the_desk_that_it_exists_not_what_it_says(self, letter):
        assert (letter.label, letter.body) == ("Outcome of call #4", None)

    def test_sent_twice_happens_once(self, refused):
        set_letter_aside(**refused)
        assert set_letter_aside(**refused).repeated

    def test_is_not_for_strangers(self, refused, dispatcher, elsewhere):
        for stranger in (dispatcher, elsewhere.responder):
            with pytest.raises(NotYours):
                set_letter_aside(**refused | {"by": stranger})


class TestSettleLetter:
    def test_hands_the_text_to_the_desk(self, letter, medic, two_pm):
        body = {"contact_outcome": "contact_made"}
        settle_letter(letter=letter, end="handed_over", body=body, by=medic, id=uuid4(), occurred_at=two_pm)
        letter.refresh_from_db()
        assert (letter.body, letter.end) == (body, "handed_over")

    def test_keeps_no_text_of_a_letter_that_was_corrected(self, letter, medic, two_pm):
        settle_letter(letter=letter, end="corrected", body={"a": "b"}, by=medic, id=uuid4(), occurred_at=two_pm)
        letter.refresh_from_db()
        assert letter.body is None

    def test_sent_twice_happens_once_and_a_second_end_is_refused(self, letter, medic, two_pm):
        tap = {"letter": letter, "end": "withdrawn", "by": medic, "id": uuid4(), "occurred_at": two_pm}
        settle_letter(**tap)
        assert settle_letter(**tap).repeated
        with pytest.raises(Refused, match="is settled"):
            settle_letter(**tap | {"id": uuid4()})

    def test_refuses_an_empty_hand_over(self, letter, medic, two_pm):
        with pytest.raises(Refused, match="with its text"):
            settle_letter(letter=letter, end="handed_over", by=medic, id=uuid4(), occurred_at=two_pm)

    def test_is_its_authors_alone(self, letter, clinician, elsewhere, two_pm):
        with pytest.raises(Refused, match="somebody else"):
            settle_letter(letter=letter, end="withdrawn", by=clinician, id=uuid4(), occurred_at=two_pm)
        with pytest.raises(NotYours):
            settle_letter(letter=letter, end="withdrawn", by=elsewhere.responder, id=uuid4(), occurred_at=two_pm)


class TestDealWithLetter:
    @pytest.fixture
    def handed_over(self, letter, medic, two_pm):
        settle_letter(letter=letter, end="handed_over", body={"a": "b"}, by=medic, id=uuid4(), occurred_at=two_pm)
        letter.refresh_from_db()
        return letter

    def test_takes_it_off_the_board(self, handed_over, dispatcher, two_pm):
        assert SetAsideLetter.objects.pending().exists()
        deal_with_letter(letter=handed_over, by=dispatcher, id=uuid4(), occurred_at=two_pm)
        assert not SetAsideLetter.objects.pending().exists()

    def test_sent_twice_happens_once_and_a_second_dispatcher_is_told(self, handed_over, dispatcher, two_pm):
        tap = {"letter": handed_over, "by": dispatcher, "id": uuid4(), "occurred_at": two_pm}
        deal_with_letter(**tap)
        assert deal_with_letter(**tap).repeated
        with pytest.raises(Refused, match="Somebody has dealt"):
            deal_with_letter(**tap | {"id": uuid4()})

    def test_is_refused_while_its_author_has_it(self, letter, dispatcher, two_pm):
        with pytest.raises(Refused, match="with its author"):
            deal_with_letter(letter=letter, by=dispatcher, id=uuid4(), occurred_at=two_pm)

    def test_is_not_for_strangers(self, handed_over, medic, elsewhere, two_pm):
        for stranger in (medic, elsewhere.dispatcher):
            with pytest.raises(NotYours):
                deal_with_letter(letter=handed_over, by=stranger, id=uuid4(), occurred_at=two_pm)
