"""A crew's calls: answered in one tap, taken, kept, started by itself, and what is due later."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import ADDRESS, dead_spot, eventually, ready, tap, waiting

pytestmark = pytest.mark.journey

PARK = "Riverside Park, north gate"
WHAT = "Ask whether the shelter had a bed."
HERE = {"latitude": 42.2011, "longitude": -107.6021, "accuracy": 9}


def with_signal(page):
    """Out of the dead spot; the line comes back within seconds."""
    dead_spot(page, there=False)
    expect(page.locator("#line")).to_have_attribute("data-line", "live", timeout=20_000)


def go(page, path):
    page.goto(path)
    ready(page)


class TestAnAlert:
    def test_is_answered_in_one_tap_where_there_is_no_signal(self, tablet, town):
        town.assign(town.call(ADDRESS, latitude=42.2, longitude=-107.6), "R1")
        card = tablet.locator(".call-card")
        route = re.compile(r"^geo:42\.2")
        expect(card.get_by_role("link", name="Navigate")).to_have_attribute("href", route, timeout=15_000)
        sizes = [card.get_by_role("button", name=name, exact=True).bounding_box() for name in ("Responding", "Accept")]
        assert sizes[0]["width"] * sizes[0]["height"] > 2 * sizes[1]["width"] * sizes[1]["height"]
        ready(tablet)

        dead_spot(tablet)
        responding = card.get_by_role("button", name="Responding")
        place = responding.bounding_box()
        tablet.touchscreen.tap(place["x"] + 40, place["y"] + 40)
        expect(card.get_by_role("button", name="En route")).to_have_attribute("aria-pressed", "true")
        expect(responding).to_be_hidden()
        expect(tablet.get_by_role("button", name="Silence")).to_be_hidden()
        dead_spot(tablet, there=False)

        eventually(lambda: town.look("StatusReport", "status") == [["en_route"]])
        assert town.look("Assignment", "status", accepted_at__isnull=False) == [["en_route"]]

    def test_takes_no_second_tap_of_a_shaking_hand_for_a_report(self, tablet, town):
        town.assign(town.call(ADDRESS), "R1")
        tablet.locator(".call-card").wait_for(timeout=15_000)

        tablet.evaluate(
            """async () => {
              document.querySelector('.answer button[value="en_route"]').click();
              await new Promise((resolve) => { setTimeout(resolve, 250); });
              document.querySelector('[data-ladder] button[value="on_scene"]').click();
            }"""
        )

        eventually(lambda: town.look("StatusReport", "status") == [["en_route"]])
        expect(tablet.get_by_role("button", name="En route")).to_have_attribute("aria-pressed", "true")
        tablet.wait_for_timeout(700)  # a hand that has calmed down
        tap(tablet, "On scene")
        eventually(lambda: sorted(town.look("StatusReport", "status")) == [["en_route"], ["on_scene"]])


class TestWaitingCalls:
    def test_are_taken_kept_while_busy_and_taken_when_free(self, tablet, town):
        town.call(ADDRESS, callback_number="555-0100")
        dead_spot(tablet)
        tablet.get_by_role("link", name="Waiting calls").click()
        expect(tablet.get_by_text("The waiting calls need signal.")).to_be_visible()
        with_signal(tablet)
        tablet.get_by_role("link", name="Waiting calls").click()
        expect(tablet.get_by_text(ADDRESS)).to_be_visible()
        assert "555-0100" not in tablet.content()
        later = town.call(PARK, ago=60)
        expect(tablet.get_by_text(PARK)).to_be_visible(timeout=25_000)  # no line of the log tells of it

        tablet.get_by_label("Call #1").get_by_role("button", name="Take this call").click()
        expect(tablet.get_by_text("It is your call now. Dispatch knows.")).to_be_visible()
        expect(tablet.locator(".call-place")).to_have_text(ADDRESS)
        assert "assignment.taken" in town.log()
        eventually(lambda: town.look("Assignment", "pk", on_tablet_at__isnull=False))

        town.hold(later, "R1")
        go(tablet, "/tablet/")
        held = tablet.locator("#held")
        expect(held).to_contain_text(PARK)
        expect(held.get_by_role("button", name="Take it now")).to_have_count(0)
        tap(tablet, "Clear")
        held.get_by_role("button", name="Take it now").click(timeout=15_000)
        expect(tablet.locator(".call-place")).to_have_text(PARK)
        go(tablet, "/tablet/")
        expect(tablet.locator("#owed")).to_contain_text("Check the welfare")


class TestACallOfItsOwn:
    def test_is_started_in_a_dead_spot_with_the_place_where_the_crew_is(self, tablet, town, desk):
        tablet.context.grant_permissions(["geolocation"])
        tablet.context.set_geolocation(HERE)
        go(tablet, "/tablet/")
        tablet.wait_for_function("caches.match('/tablet/start/', { ignoreVary: true })")
        dead_spot(tablet)
        tablet.get_by_role("link", name="Start a call").click()
        tablet.get_by_label("Seen by the crew").check()
        tablet.get_by_label("Check the welfare").check()
        tap(tablet, "Where I am")
        expect(tablet.get_by_text("Your place goes with the call, to within 9 m.")).to_be_visible()
        tablet.get_by_label("What is going on").fill("A man sits on the bridge rail and talks to us.")
        tap(tablet, "Start this call")

        expect(tablet.get_by_label("Started on this tablet")).to_contain_text("Waiting on this tablet")
        expect(tablet.get_by_label("Started on this tablet")).to_contain_text("bridge rail")
        dead_spot(tablet, there=False)

        expect(tablet.locator(".call-card")).to_contain_text("Check the welfare", timeout=20_000)
        expect(tablet.get_by_label("Started on this tablet")).to_be_hidden()
        told = town.look("Incident", "latitude", "intake_channel", "dispatch_owner")
        assert told == [["42.201100", "on_view", "responder"]]
        assert town.look("Assignment", "status") == [["on_scene"]]
        expect(desk().locator("#under_way")).to_contain_text("Check the welfare")

    def test_says_that_it_may_not_know_where_it_is(self, tablet):
        tablet.context.clear_permissions()
        devtools = tablet.context.new_cdp_session(tablet)
        devtools.send("Browser.setPermission", {"permission": {"name": "geolocation"}, "setting": "denied"})
        go(tablet, "/tablet/start/")

        tap(tablet, "Where I am")

        expect(tablet.get_by_text("This tablet may not say where it is. Type the place.")).to_be_visible()


class TestFollowUps:
    def test_are_planned_and_done_without_signal(self, tablet, town):
        call = town.call(ADDRESS)
        assignment = town.assign(call, "R1")
        town.crew("mika", "report_status", assignment, status="available")
        town.plan("mika", call, WHAT, -3, owner=None)
        go(tablet, "/tablet/")
        expect(tablet.locator("#due")).to_contain_text("Anybody's")
        kept = "caches.match('/tablet/follow-ups/', { ignoreVary: true }).then((page) => page?.text())"
        eventually(lambda: WHAT in (tablet.evaluate(kept) or ""))
        go(tablet, f"/tablet/calls/{assignment}/after/")

        dead_spot(tablet)
        tablet.get_by_text("Plan a follow-up", exact=True).click()
        tablet.get_by_label("What is to be done").fill("Bring the socks that were promised.")
        tablet.get_by_label("In 48 hours").check()
        tap(tablet, "Plan it")
        waiting(tablet, 1)
        tablet.goto("/tablet/follow-ups/")
        due = tablet.locator(".follow-up", has_text=WHAT)
        due.get_by_text("Done", exact=True).click()
        due.get_by_label("How did it go?").fill("She had slept there.")
        due.get_by_role("button", name="It is done").click()
        expect(due).to_contain_text("Waiting on this tablet")
        dead_spot(tablet, there=False)

        expect(due).to_have_count(0, timeout=20_000)
        expect(tablet.get_by_role("heading", name="Bring the socks that were promised.")).to_be_visible()
        assert town.look("FollowUp", "outcome", "owner__username", what=WHAT) == [["She had slept there.", None]]
