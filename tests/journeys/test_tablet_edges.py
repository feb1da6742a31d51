"""At the edges of the browser: before the page's modules run, without room, emptied, and after somebody else came."""

import time

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import ADDRESS, dead_spot, eventually, ready, seconds, tap, waiting

pytestmark = pytest.mark.journey
PIN = "8642"
CRIES = """() => new Promise((done, failed) => {
  const asked = indexedDB.open("responder", 1);
  asked.onerror = failed;
  asked.onsuccess = () => {
    const all = asked.result.transaction("letters").objectStore("letters").getAll();
    all.onsuccess = () => { asked.result.close(); done(all.result.filter(({ urgent }) => urgent).length); };
  };
})"""


class TestATapBeforeTheModulesRun:
    def test_is_kept_without_signal_and_sent_once_with_its_true_time(self, on_call, town):
        without = on_call.context.new_cdp_session(on_call)
        without.send("Emulation.setScriptExecutionDisabled", {"value": True})
        dead_spot(on_call)
        on_call.reload()
        expect(on_call.locator("#line")).to_have_text("Connecting")
        tapped = time.time()
        tap(on_call, "En route")
        expect(on_call.locator(".call-place")).to_have_text(ADDRESS)
        tap(on_call, "En route")
        expect(on_call.locator(".call-place")).to_have_text(ADDRESS)
        on_call.get_by_label("Note", exact=True).fill("Parked behind the market.")
        tap(on_call, "Keep this note")
        expect(on_call.locator(".call-place")).to_have_text(ADDRESS)
        without.send("Emulation.setScriptExecutionDisabled", {"value": False})
        on_call.reload()

        waiting(on_call, 2)
        expect(on_call.get_by_role("button", name="En route")).to_have_attribute("aria-pressed", "true")
        expect(on_call.locator("[data-pending]")).to_contain_text("Parked behind the market.")
        time.sleep(3)
        dead_spot(on_call, there=False)

        eventually(lambda: "note.written" in town.log())
        waiting(on_call, 0)
        told = [kind for kind in town.log() if kind in {"unit.en_route", "note.written"}]
        assert told == ["unit.en_route", "note.written"]
        (occurred_at,) = town.look("Event", "occurred_at", kind="unit.en_route")[0]
        (recorded_at,) = town.look("Event", "recorded_at", kind="unit.en_route")[0]
        assert abs(seconds(occurred_at) - tapped) < 2
        assert seconds(recorded_at) - seconds(occurred_at) > 2


class TestAPanicOfThePersonBefore:
    def test_reaches_the_desk_after_a_change_of_person_and_is_not_theirs(self, tablets, sign_in, town):
        town.sign_on("mika", "R1")
        town.sign_on("cleo", "R1")
        town.give_pin("cleo", PIN)
        page = tablets("van", has_touch=True).pages[0]
        sign_in(page, "mika", then="/tablet/")
        ready(page)
        expect(page.locator("#crew-names")).to_contain_text("Cleo")
        page.context.route("**/tablet/help/", lambda route: route.fulfill(status=503))
        page.get_by_role("button", name="SOS").click()
        tap(page, "I need help now")
        waiting(page, 1)
        tap(page, "Lock")
        tap(page, "Cleo")
        page.get_by_label("PIN of Cleo").fill(PIN)
        page.keyboard.press("Enter")
        page.wait_for_url("**/tablet/", timeout=25_000)
        expect(page.locator(".menu-name")).to_have_text("Cleo")
        assert town.look("BackupRequest", "pk") == []

        page.context.unroute("**/tablet/help/")

        eventually(lambda: town.look("BackupRequest", "requested_by__username") == [["mika"]], seconds=30)
        waiting(page, 0)
        assert page.evaluate(CRIES) == 0
