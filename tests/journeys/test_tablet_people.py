"""Whose letters they are: sessions that end, refusals, and a second person on the same tablet."""

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import dead_spot, eventually, ready, seconds, sign_out, tap, waiting

pytestmark = pytest.mark.journey


class TestTheSessionThatEndedOffline:
    def test_keeps_the_letters_until_the_person_is_back(self, on_call, town):
        dead_spot(on_call)
        tap(on_call, "On scene")
        tap(on_call, "Transporting")
        town.end_sessions()

        dead_spot(on_call, there=False)

        link = on_call.get_by_role("link", name="Sign in again to send 2 letters")
        expect(link).to_be_visible(timeout=15_000)
        assert "unit.on_scene" not in town.log()
        posts = []
        on_call.on("request", lambda request: request.method == "POST" and posts.append(request.url))
        on_call.wait_for_timeout(2_000)
        assert len(posts) < 8  # it asks again with patience
        address = on_call.url
        link.click()
        on_call.get_by_label("Username").fill("mika")
        on_call.get_by_label("Password").fill("correct-horse-battery")
        tap(on_call, "Sign in")
        on_call.wait_for_url(address)
        eventually(lambda: "unit.transporting" in town.log())
        waiting(on_call, 0)


class TestARefusedLetter:
    @pytest.fixture
    def refused(self, on_call, town):
        """The shelter stopped taking people while the tablet was away."""
        on_call.goto(f"{on_call.url}after/")
        ready(on_call)
        dead_spot(on_call)
        on_call.get_by_text("Refer to a service").click()
        on_call.get_by_label("Find a service").fill("night")
        on_call.get_by_label("Night shelter").check()
        on_call.get_by_label("Warm hand-off").check()
        tap(on_call, "File the referral")
        waiting(on_call, 1)
        town.retire("Night shelter")
        tap(on_call, "On scene")
        dead_spot(on_call, there=False)
        expect(on_call.locator("#aside")).to_contain_text("this one is not offered", timeout=15_000)
        return on_call

    def test_is_corrected_on_a_page_that_knows_better(self, refused):
        expect(refused.get_by_label("Night shelter")).to_have_count(0)

    def test_does_not_stop_the_others_and_the_desk_knows(self, refused, town):
        eventually(lambda: "unit.on_scene" in town.log())
        eventually(lambda: town.look("SetAsideLetter", "label", "settled_at") == [["Referral", None]])

    def test_is_corrected_and_keeps_its_time(self, refused, town):
        town.retire("Night shelter", active=True)
        refused.goto("/tablet/")
        refused.get_by_role("link", name="Correct and send again").click()
        expect(refused.get_by_text("it keeps its time")).to_be_visible()
        expect(refused.get_by_label("Warm hand-off")).to_be_checked()
        tap(refused, "File the referral")

        eventually(lambda: town.look("Referral", "mode") == [["warm_handoff"]])
        eventually(lambda: town.look("SetAsideLetter", "end") == [["corrected"]])
        expect(refused.locator("#aside")).to_be_hidden()
        (referred,), (on_scene,) = (
            town.look("Event", "occurred_at", kind=kind)[0] for kind in ("referral.sent", "unit.on_scene")
        )
        assert seconds(referred) < seconds(on_scene)

    def test_is_handed_to_the_desk_with_its_text(self, refused, town):
        tap(refused, "Hand to the desk")

        ((body,),) = eventually(lambda: town.look("SetAsideLetter", "body", end="handed_over"))
        assert body["mode"] == "warm_handoff"
        expect(refused.locator("#aside")).to_be_hidden()

    def test_is_withdrawn_after_one_question(self, refused, town):
        tap(refused, "Withdraw")
        tap(refused, "Withdraw it")

        eventually(lambda: town.look("SetAsideLetter", "end", "body") == [["withdrawn", None]])
        expect(refused.locator("#aside")).to_be_hidden()


class TestLeavingWithUnsentLetters:
    def test_keeps_them_from_the_next_person_and_sends_them_when_the_author_is_back(self, on_call, town, sign_in):
        address = on_call.url
        dead_spot(on_call)
        on_call.get_by_label("Note", exact=True).fill("Only Mika may send this.")
        tap(on_call, "Keep this note")
        waiting(on_call, 1)
        sign_out(on_call)
        expect(on_call.get_by_text("1 letter is not sent yet.")).to_be_visible()
        on_call.get_by_role("dialog").get_by_role("button", name="Sign out").click()
        expect(on_call.get_by_text("You are signed out on this tablet.")).to_be_visible(timeout=15_000)
        for kept in (address, "/tablet/"):
            on_call.goto(kept)
            expect(on_call.locator("body")).not_to_contain_text("Alder")

        dead_spot(on_call, there=False)
        on_call.wait_for_url("**/sign-in/", timeout=20_000)
        sign_in(on_call, "cleo", then="/tablet/")
        ready(on_call)
        waiting(on_call, 0)
        expect(on_call.locator("body")).not_to_contain_text("Alder")
        assert "note.written" not in town.log()

        sign_out(on_call)
        on_call.wait_for_url("**/sign-in/")
        sign_in(on_call, "mika", then="/tablet/")
        eventually(lambda: "note.written" in town.log())
        assert town.look("Note", "body", "author__username") == [["Only Mika may send this.", "mika"]]
