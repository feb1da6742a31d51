"""A crew's shift from its first tap to its last: aboard together, the van, the word of those before, and home."""

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import ADDRESS, dead_spot, eventually, ready, tap, waiting

pytestmark = pytest.mark.journey

WEEK = [[day, "06:00", "06:00"] for day in range(7)]  # around the clock


@pytest.fixture
def before(town):
    """Cleo and Sam are free, Ines is aboard R3, and Joe has left word on R1."""
    for username, name in (("sam", "Sam Whitehorse"), ("ines", "Ines Navarro"), ("joe", "Joe Marsh")):
        town.person(username, name)
    town.describe("cleo", profession="clinician", skills=["crisis", "driving"], languages=["en", "es"])
    town.sign_on("ines", "R3")
    town.sign_on("joe", "R1", ago=30_000)
    town.leave_word("joe", "The sliding door sticks.", ago=20_000)
    town.set_hours(WEEK)


@pytest.fixture
def page(tablets, sign_in, before):
    """Mika's tablet, aboard nothing yet."""
    page = tablets("van", has_touch=True).pages[0]
    sign_in(page, "mika", then="/tablet/")
    ready(page)
    page.goto("/tablet/shift/")
    ready(page)
    return page


def aboard(town, unit):
    return sorted(name for (name,) in town.look("Shift", "person__username", unit__call_sign=unit, ended_at=None))


class TestTheBeginning:
    def test_a_crew_goes_aboard_together_and_reads_what_was_left(self, page, town, no_violations):
        expect(page.get_by_text("Aboard: Ines Navarro")).to_be_visible()
        expect(page.locator(".choice", has_text="Cleo")).to_contain_text("Crisis counselling")
        expect(page.locator(".choice", has_text="Cleo")).to_contain_text("Spanish")
        no_violations(page)
        page.get_by_role("radio", name="R1").check()
        page.get_by_role("checkbox", name="Cleo").check()
        tap(page, "Sign on")

        expect(page.get_by_role("heading", name="You are aboard R1")).to_be_visible()
        expect(page.get_by_text("The sliding door sticks.")).to_be_visible()
        assert aboard(town, "R1") == ["cleo", "mika"]
        assert town.log().count("shift.started") == 3
        no_violations(page)
        ready(page)
        dead_spot(page)
        tap(page, "We have read it")
        waiting(page, 1)
        expect(page.get_by_role("button", name="We have read it")).to_be_hidden()
        dead_spot(page, there=False)
        eventually(lambda: town.look("HandOver", "read_by__username") == [["mika"]])
        expect(page.get_by_text("The sliding door sticks.")).to_have_count(0)

    def test_whoever_is_aboard_elsewhere_by_now_is_named_and_nothing_is_lost(self, page, town):
        page.get_by_role("radio", name="R1").check()
        page.get_by_role("checkbox", name="Cleo").check()
        page.get_by_role("checkbox", name="Sam Whitehorse").check()
        dead_spot(page)
        tap(page, "Sign on")
        expect(page.get_by_text("Signing on needs signal.")).to_be_visible()
        dead_spot(page, there=False)
        town.sign_on("cleo", "R2")
        expect(page.get_by_text("Aboard: Cleo")).to_be_visible(timeout=25_000)
        expect(page.get_by_role("checkbox", name="Cleo")).to_be_checked()

        tap(page, "Sign on")

        expect(page.get_by_text("Already signed on: Cleo on R2.")).to_be_visible()
        expect(page.get_by_role("checkbox", name="Sam Whitehorse")).to_be_checked()
        expect(page.get_by_role("checkbox", name="Cleo")).to_have_count(0)
        tap(page, "Sign on")
        eventually(lambda: aboard(town, "R1") == ["mika", "sam"])

    def test_a_mate_comes_later_and_hears_of_the_call_on_a_tablet_of_their_own(self, page, town, tablets, sign_in):
        page.get_by_role("radio", name="R1").check()
        tap(page, "Sign on")
        expect(page.get_by_role("heading", name="You are aboard R1")).to_be_visible()
        phone = tablets("phone", has_touch=True, viewport={"width": 390, "height": 844}).pages[0]
        sign_in(phone, "cleo", then="/tablet/")
        ready(phone)
        page.get_by_text("Add somebody to the crew").click()
        page.get_by_role("checkbox", name="Cleo").check()
        tap(page, "Take aboard")
        expect(page.locator(".crew")).to_contain_text("Cleo")

        expect(phone.get_by_role("heading", name="R1")).to_be_visible(timeout=15_000)
        town.assign(town.call(ADDRESS), "R1")

        expect(phone.locator(".call-card")).to_be_visible(timeout=15_000)
        page.get_by_role("button", name="Sign Cleo off").click()
        eventually(lambda: aboard(town, "R1") == ["mika"])
        expect(phone.get_by_role("heading", name="You are on no unit")).to_be_visible(timeout=15_000)


class TestTheVan:
    def test_is_checked_in_a_garage_without_signal(self, page, town, no_violations):
        page.get_by_role("radio", name="R1").check()
        tap(page, "Sign on")
        expect(page.get_by_role("heading", name="You are aboard R1")).to_be_visible()
        ready(page)
        page.goto("/tablet/")
        expect(page.get_by_text("Van not checked this shift")).to_be_visible()
        page.get_by_role("link", name="Check the van").click()
        ready(page)
        dead_spot(page)
        page.get_by_role("group", name="Naloxone in date").get_by_label("Missing").check()
        page.get_by_label("Miles on the clock").fill("48210")
        no_violations(page)
        tap(page, "Keep: all the rest is there")
        expect(page.locator("#van [data-pending]")).to_contain_text("Missing: Naloxone in date")
        assert town.look("VanCheck", "mileage") == []

        dead_spot(page, there=False)

        ((items, mileage),) = eventually(lambda: town.look("VanCheck", "items", "mileage"))
        assert (mileage, items["naloxone"], items["radio"], len(items)) == (48_210, "missing", "ok", 11)
        expect(page.locator("#van")).to_contain_text("Missing: Naloxone in date", timeout=15_000)
        page.goto("/tablet/")
        expect(page.get_by_text("Van not checked this shift")).to_be_hidden()


class TestTheEnd:
    def test_lists_what_is_owed_keeps_the_word_over_a_reload_and_sends_all_home(self, page, town, no_violations):
        page.get_by_role("radio", name="R1").check()
        page.get_by_role("checkbox", name="Cleo").check()
        tap(page, "Sign on")
        expect(page.get_by_role("heading", name="You are aboard R1")).to_be_visible()
        town.crew("mika", "report_status", town.assign(town.call(ADDRESS), "R1"), status="available")
        page.get_by_role("link", name="End my shift").click()
        expect(page.get_by_role("link", name="Write the outcome")).to_be_visible()
        ready(page)
        dead_spot(page)
        page.get_by_label("Hand-over").fill("Two dogs by the footbridge.")
        page.wait_for_timeout(600)
        page.reload()
        expect(page.get_by_label("Hand-over")).to_have_value("Two dogs by the footbridge.")
        tap(page, "Leave this for the next crew")
        expect(page.get_by_text("1 letter is still on this tablet.")).to_be_visible()
        no_violations(page)

        dead_spot(page, there=False)
        eventually(
            lambda: ["Two dogs by the footbridge.", {"paperwork": 1}] in town.look("HandOver", "body", "unfinished")
        )
        expect(page.get_by_text("1 letter is still on this tablet.")).to_be_hidden()
        tap(page, "Sign off the whole crew: Mika, Cleo")

        expect(page.get_by_role("heading", name="Which unit are you on?")).to_be_visible()
        assert aboard(town, "R1") == []


class TestMyDetails:
    def test_turn_the_tablet_spanish_with_its_kept_pages(self, page, town, no_violations):
        page.get_by_role("radio", name="R1").check()
        tap(page, "Sign on")
        page.get_by_text("Change my details").click()
        page.get_by_label("Español").check()
        page.get_by_role("checkbox", name="Medical care").check()
        tap(page, "Keep my details")

        expect(page.locator("html")).to_have_attribute("lang", "es")
        assert town.look("User", "skills", "language", username="mika") == [[["medical"], "es"]]
        no_violations(page)
        ready(page)
        kept = "async () => (await (await caches.match('/tablet/shift/')).text()).includes('lang=\"es\"')"
        page.wait_for_function(kept)
