"""A crew without signal: nothing is lost, all of it arrives once and in order."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import ADDRESS, dead_spot, eventually, ready, seconds, tap, waiting

pytestmark = pytest.mark.journey


class TestACallAssignedWhileTheTabletIsOffline:
    def test_is_there_when_the_signal_is_back_and_can_be_answered(self, van, town):
        dead_spot(van)
        expect(van.locator("#line")).to_contain_text("No signal since")
        town.assign(town.call(ADDRESS), "R1")
        assert town.look("Assignment", "on_tablet_at") == [[None]]

        dead_spot(van, there=False)

        expect(van.locator(".call-card")).to_contain_text(ADDRESS, timeout=15_000)
        expect(van).to_have_title(re.compile(r"^\(1\) New call"))
        eventually(lambda: "assignment.on_tablet" in town.log())
        tap(van, "Accept")
        eventually(lambda: town.look("Assignment", "status") == [["acknowledged"]])
        expect(van).to_have_title(re.compile("^Calls"))

    def test_is_on_the_tablet_before_it_is_opened(self, van, town):
        assignment = town.assign(town.call(ADDRESS), "R1")
        expect(van.locator(".call-card")).to_contain_text(ADDRESS)
        eventually(lambda: "assignment.on_tablet" in town.log())
        dead_spot(van)

        van.goto(f"/tablet/calls/{assignment}/")

        expect(van.locator(".call-place")).to_have_text(ADDRESS)
        van.goto(f"/tablet/calls/{assignment}/after/")
        expect(van.get_by_text("Night shelter").first).to_be_attached()

    def test_shows_home_where_its_page_is_not_kept_and_itself_once_there_is_signal(self, van, town):
        assignment = town.assign(town.call(ADDRESS), "R1")
        expect(van.locator(".call-card")).to_contain_text(ADDRESS)
        eventually(lambda: "assignment.on_tablet" in town.log())
        address = f"/tablet/calls/{assignment}/"
        dead_spot(van)
        van.evaluate(
            "async (path) => { for (const name of await caches.keys()) await (await caches.open(name)).delete(path); }",
            address,
        )
        van.goto(address)
        expect(van.locator(".call-card")).to_contain_text(ADDRESS)

        dead_spot(van, there=False)

        expect(van.locator(".call-place")).to_have_text(ADDRESS, timeout=20_000)


class TestOnSceneTappedOffline:
    def test_survives_a_reload_and_a_closed_tab_and_keeps_its_time(self, on_call, town):
        browser, address = on_call.context, on_call.url
        dead_spot(on_call)
        tapped = time.time()
        tap(on_call, "On scene")
        expect(on_call.get_by_role("button", name="On scene")).to_have_attribute("aria-pressed", "true")
        waiting(on_call, 1)

        on_call.reload()
        expect(on_call.get_by_role("button", name="On scene")).to_have_attribute("aria-pressed", "true")
        expect(on_call.locator("[data-pending]")).to_contain_text("Waiting on this tablet")
        time.sleep(2)
        assert "unit.on_scene" not in town.log()
        again = browser.new_page()
        on_call.close()
        browser.set_offline(False)
        again.goto(address)

        eventually(lambda: "unit.on_scene" in town.log())
        (occurred_at,) = town.look("Event", "occurred_at", kind="unit.on_scene")[0]
        (recorded_at,) = town.look("Event", "recorded_at", kind="unit.on_scene")[0]
        assert abs(seconds(occurred_at) - tapped) < 2
        assert seconds(recorded_at) - seconds(occurred_at) > 2
        waiting(again, 0)
        expect(again.locator("#timeline")).to_contain_text("R1: on scene")

    def test_and_more_arrive_in_the_order_of_the_taps(self, on_call, town):
        dead_spot(on_call)
        tap(on_call, "En route")
        on_call.get_by_label("Note", exact=True).fill("Parked behind the market.")
        tap(on_call, "Keep this note")
        tap(on_call, "On scene")
        waiting(on_call, 3)

        dead_spot(on_call, there=False)

        eventually(lambda: "unit.on_scene" in town.log())
        told = [kind for kind in town.log() if kind in {"unit.en_route", "note.written", "unit.on_scene"}]
        assert told == ["unit.en_route", "note.written", "unit.on_scene"]

    def test_twice_in_a_hurry_is_one(self, on_call, town):
        on_call.get_by_role("button", name="On scene", exact=True).dblclick()

        eventually(lambda: "unit.on_scene" in town.log())
        waiting(on_call, 0)
        assert town.log().count("unit.on_scene") == 1

    def test_tapped_again_and_again_is_one(self, on_call, town):
        dead_spot(on_call)
        for _ in range(3):
            tap(on_call, "On scene")
            on_call.wait_for_timeout(100)

        waiting(on_call, 1)


class TestTheShiftWithoutSignal:
    def test_is_not_ended_and_says_why(self, van, town):
        van.goto("/tablet/shift/end/")
        ready(van)
        dead_spot(van)

        tap(van, "Sign off from R1")

        expect(van.get_by_text("Signing off needs signal.")).to_be_visible()
        dead_spot(van, there=False)
        tap(van, "Sign off from R1")
        eventually(lambda: "shift.ended" in town.log())


class TestWhatIsStillBeingWritten:
    def test_is_there_after_a_reload(self, on_call, town):
        on_call.get_by_label("Note", exact=True).fill("Half a sentence")
        on_call.wait_for_timeout(600)
        dead_spot(on_call)
        on_call.reload()

        expect(on_call.get_by_label("Note", exact=True)).to_have_value("Half a sentence")
        tap(on_call, "Keep this note")
        on_call.wait_for_timeout(600)
        on_call.reload()
        expect(on_call.get_by_label("Note", exact=True)).to_have_value("")
        expect(on_call.locator("[data-pending]")).to_contain_text("Half a sentence")


class TestTheServerKilledBetweenTheTapAndTheAnswer:
    def test_has_it_once(self, on_call, server, town):
        def kill_at_the_answer(route):
            route.fetch()
            server.kill()
            route.abort()

        on_call.route("**/notes/", kill_at_the_answer, times=1)
        on_call.get_by_label("Note", exact=True).fill("She holds a cup of tea.")
        tap(on_call, "Keep this note")
        expect(on_call.locator("#line")).to_contain_text("No signal", timeout=15_000)
        assert town.log().count("note.written") == 1
        waiting(on_call, 1)

        server.start()

        waiting(on_call, 0)
        assert town.look("Note", "body") == [["She holds a cup of tea."]]
        expect(on_call.locator("#timeline")).to_contain_text("She holds a cup of tea.")

    def test_before_it_was_written_gets_it_afterwards(self, on_call, server, town):
        server.kill()
        tap(on_call, "On scene")
        waiting(on_call, 1)

        server.start()

        waiting(on_call, 0)
        assert town.log().count("unit.on_scene") == 1


class TestTwoTabs:
    def test_send_one_letter_once(self, on_call, town):
        other = on_call.context.new_page()
        other.goto(on_call.url)
        ready(other)
        dead_spot(on_call)
        on_call.get_by_label("Note", exact=True).fill("From the first tab.")
        tap(on_call, "Keep this note")
        expect(other.locator("[data-pending]")).to_contain_text("From the first tab.")
        posts = []
        on_call.context.on("response", lambda answer: answer.request.method == "POST" and posts.append(answer.url))

        dead_spot(on_call, there=False)

        waiting(on_call, 0)
        waiting(other, 0)
        assert town.look("Note", "body") == [["From the first tab."]]
        assert len([url for url in posts if url.endswith("/notes/")]) == 1
