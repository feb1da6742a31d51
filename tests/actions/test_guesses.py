import pytest
from django.db import connection

from responder_app.actions.guesses import TooMany, count_guess, forget_guesses
from responder_app.models import Guess

MIKA = {"name": "Mika", "address": "192.0.2.7"}


@pytest.fixture
def guess(db, two_pm, minutes):
    """Somebody tries so many minutes after two; how many seconds they must wait is told."""

    def guess(at=0, **who):
        try:
            count_guess(**MIKA | who, at=two_pm + minutes(at))
        except TooMany as many:
            return many.seconds
        return 0

    return guess


class TestCountGuess:
    def test_lets_five_pass_and_then_says_how_long_to_wait(self, guess, two_pm):
        assert [guess() for _ in range(5)] == [0] * 5

        with pytest.raises(TooMany, match="Wait 30 seconds, then try again"):
            count_guess(**MIKA, at=two_pm)

    def test_waits_longer_each_time_and_never_over_five_minutes(self, guess):
        waits, at = [], 0
        for _ in range(12):
            while wait := guess(at):
                waits.append(wait)
                at += wait / 60
        assert waits == [30, 60, 120, 300, 300, 300, 300]

    def test_says_long_waits_in_minutes(self):
        assert str(TooMany(300)) == "Too many wrong passwords. Wait 5 minutes, then try again."
        assert str(TooMany(1)) == "Too many wrong passwords. Wait 1 second, then try again."

    def test_does_not_count_what_it_does_not_judge(self, guess):
        for _ in range(50):
            guess()

        assert guess(0.6) == 0

    def test_counts_by_name_and_address(self, guess):
        for _ in range(6):
            guess()

        assert guess(name="Cleo") == 0
        assert guess(address="192.0.2.8") == 0
        assert guess(name="MIKA") == 30

    def test_forgets_after_a_quiet_while(self, guess):
        for _ in range(6):
            guess()

        assert [guess(16) for _ in range(5)] == [0] * 5

    def test_waits_no_longer_where_a_clock_was_put_back(self, guess):
        for _ in range(6):
            guess()

        assert guess(-60) == 30

    def test_keeps_neither_name_nor_address(self, guess):
        guess()

        kept = str(list(Guess.objects.values())).casefold()
        assert ("mika" in kept, "192.0.2.7" in kept) == (False, False)

    def test_leaves_no_rows_behind_for_ever(self, guess):
        for number in range(3):
            guess(name=f"nobody-{number}")

        guess(60 * 25)

        assert Guess.objects.count() == 1


class TestForgetGuesses:
    def test_gives_all_tries_back(self, guess):
        for _ in range(5):
            guess()
        forget_guesses(**MIKA)

        assert [guess() for _ in range(5)] == [0] * 5


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_counted_one_by_one(two_pm):
    from concurrent.futures import ThreadPoolExecutor

    def one(_turn):
        try:
            count_guess(**MIKA, at=two_pm)
        except TooMany:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(24))) == 5
