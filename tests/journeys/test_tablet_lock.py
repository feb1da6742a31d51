"""A tablet that lies in a van: it locks, hides everything, still rings, and opens for whoever is aboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import PASSWORD
from tests.journeys.hands import ADDRESS, dead_spot, eventually, ready, tap, waiting

pytestmark = pytest.mark.journey

PIN = "2580"


def type_pin(page, pin=PIN):
    """With the large keys, as gloves do."""
    for digit in pin:
        page.locator("[data-pad]").get_by_role("button", name=digit, exact=True).tap()
    tap(page, "Unlock")


def locked(page):
    expect(page.locator("#lock")).to_be_visible(timeout=15_000)
    expect(page.locator("body")).not_to_contain_text("Alder")
    assert "Alder" not in page.evaluate("document.documentElement.textContent")
    assert re.fullmatch(r"(Locked|New call)( · Responder)?", page.title()), page.title()


def leave_alone(page, minutes=16):
    """As if nobody had touched it, and the device had slept."""
    page.evaluate("minutes => localStorage.setItem('touched', Date.now() - minutes * 60_000)", minutes)


@pytest.fixture
def home(tablets, sign_in, town):
    """Mika's tablet, with a PIN that was set on it."""
    town.sign_on("mika", "R1")
    page = tablets("van", has_touch=True).pages[0]
    sign_in(page, "mika", then="/tablet/pin/")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_label("New PIN", exact=True).fill(PIN)
    page.get_by_label("New PIN once more").fill(PIN)
    tap(page, "Keep this PIN")
    page.wait_for_url("**/tablet/")
    ready(page)
    return page


@pytest.fixture
def tablet(home, town):
    """The same with a call in hand, its page open."""
    page = home
    assignment = town.assign(town.call(ADDRESS), "R1")
    expect(page.locator("body")).to_contain_text("Alder")
    page.goto(f"/tablet/calls/{assignment}/")
    ready(page)
    tap(page, "Accept")
    eventually(lambda: "assignment.accepted" in town.log())
    return page


class TestALockedTablet:
    def test_shows_nothing_after_the_idle_limit_and_gives_back_what_was_half_written(self, tablet, town, no_violations):
        address = tablet.url
        tablet.get_by_label("Note", exact=True).fill("Half a sen")
        other = tablet.context.new_page()
        other.goto("/tablet/")
        ready(other)

        leave_alone(tablet)

        for page in (tablet, other):
            locked(page)
        expect(tablet.get_by_role("heading", name="Locked: nobody has touched it for a while")).to_be_visible()
        no_violations(tablet)
        tablet.evaluate("document.documentElement.dataset.theme = 'night'")
        no_violations(tablet)

        type_pin(tablet)

        expect(tablet.get_by_label("Note", exact=True)).to_have_value("Half a sen")
        assert tablet.url == address
        expect(other.locator("body")).to_contain_text("Alder")
        assert town.log().count("person.unlocked") == 1

    def test_stays_locked_through_reloads_and_without_signal_and_opens_there_too(self, tablet, town):
        address = tablet.url
        tablet.get_by_role("button", name="Lock", exact=True).tap()
        locked(tablet)
        tablet.reload()
        locked(tablet)
        for page in ("/tablet/", address):
            tablet.goto(page)
            locked(tablet)

        dead_spot(tablet)
        tablet.reload()
        locked(tablet)
        type_pin(tablet, "2581")
        expect(tablet.get_by_text("Wrong PIN.")).to_be_visible(timeout=20_000)
        type_pin(tablet)

        expect(tablet.locator("body")).to_contain_text("Alder", timeout=20_000)
        assert tablet.url == address
        waiting(tablet, 1)
        dead_spot(tablet, there=False)
        eventually(lambda: "person.unlocked" in town.log())
        assert town.look("Event", "details", kind="person.unlocked")[0][0]["way"] == "offline"

    def test_rings_for_a_new_call_and_says_nothing_of_it(self, home, town):
        tap(home, "Lock")
        locked(home)
        expect(home.get_by_text("New call", exact=True)).to_be_hidden()
        town.assign(town.call(ADDRESS), "R1")

        expect(home.get_by_text("New call", exact=True)).to_be_visible(timeout=15_000)

        locked(home)
        expect(home).to_have_title(re.compile("New call"))
        expect(home.get_by_role("button", name="Silence")).to_be_visible()
        eventually(lambda: "assignment.on_tablet" in town.log())
        assert "assignment.seen" not in town.log()
        home.get_by_label("PIN of Mika").fill(PIN)
        home.keyboard.press("Enter")
        expect(home.get_by_role("link", name="Check the welfare").first).to_be_visible()

    def test_takes_only_the_password_after_five_wrong_pins(self, tablet, town):
        tap(tablet, "Lock")
        for _ in range(4):
            type_pin(tablet, "9731")
            expect(tablet.get_by_text("Wrong PIN. Tries left")).to_be_visible()
        type_pin(tablet, "9731")
        expect(tablet.get_by_text("Five wrong PINs. Only the password opens this tablet now.")).to_be_visible()
        type_pin(tablet)
        expect(tablet.get_by_text("Five wrong PINs.")).to_be_visible()
        assert town.log().count("person.pin_refused") == 5

        tablet.get_by_label("Password", exact=True).fill(PASSWORD)
        tap(tablet, "Unlock with password")

        expect(tablet.locator("body")).to_contain_text("Alder")


class TestAQuickChangeOfPerson:
    def test_sends_the_firsts_letters_and_shows_the_second_their_own_pages_only(self, tablet, town):
        town.sign_on("cleo", "R1")
        town.give_pin("cleo", "8642")
        tablet.goto("/tablet/")
        ready(tablet)
        expect(tablet.locator("#crew-names")).to_contain_text("Cleo")
        tablet.get_by_text("Mika", exact=True).first.click()
        tap(tablet, "Change person")
        locked(tablet)
        tap(tablet, "Cleo")
        type_pin(tablet, "8642")

        tablet.wait_for_url("**/tablet/")
        ready(tablet)

        expect(tablet.locator(".menu-name")).to_have_text("Cleo")
        names = tablet.evaluate("caches.keys()")
        assert len([name for name in names if name.startswith("pages-")]) == 1
        assert town.look("Event", "details", "by__username", kind="person.unlocked")[-1] == [
            {"person": town.look("User", "id", username="cleo")[0][0], "way": "pin", "came": True},
            "cleo",
        ]

    def test_needs_signal_and_leaves_what_could_not_be_sent_to_its_author(self, tablet, town):
        town.sign_on("cleo", "R1")
        town.give_pin("cleo", "8642")
        tablet.goto("/tablet/")
        ready(tablet)
        expect(tablet.locator("#crew-names")).to_contain_text("Cleo")
        dead_spot(tablet)
        tap(tablet, "On scene")
        waiting(tablet, 1)
        tap(tablet, "Lock")
        tap(tablet, "Cleo")
        type_pin(tablet, "8642")
        expect(tablet.get_by_text("Changing to Cleo needs signal.")).to_be_visible(timeout=25_000)
        locked(tablet)

        tablet.context.route("**/tablet/calls/*/status/", lambda route: route.fulfill(status=503))
        dead_spot(tablet, there=False)
        type_pin(tablet, "8642")

        tablet.wait_for_url("**/tablet/", timeout=25_000)
        expect(tablet.get_by_text("Letters of the person before you that are not sent yet: 1.")).to_be_visible()
        tablet.context.unroute("**/tablet/calls/*/status/")
        expect(tablet.locator("#line")).to_have_attribute("data-line", "live", timeout=30_000)
        waiting(tablet, 0)
        assert "unit.on_scene" not in town.log()
