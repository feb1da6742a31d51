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


# A real write, since Chromium looks at the quota anew only every half minute.
WRITES = """() => new Promise((done) => {
  const asked = indexedDB.open("noise", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("noise");
  asked.onsuccess = () => {
    const writing = asked.result.transaction("noise", "readwrite");
    writing.objectStore("noise").put(new Uint8Array(1000), 1);
    const end = (there) => { asked.result.close(); done(there); };
    [writing.oncomplete, writing.onabort] = [() => end(true), () => end(false)];
  };
})"""
USED = "navigator.storage.estimate().then(({ usage }) => usage)"
EMPTY_PAGES = "caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name))))"
EMPTY_STORE = """() => new Promise((done, failed) => {
  Object.assign(indexedDB.deleteDatabase("responder"), { onsuccess: () => done(true), onerror: failed });
})"""
KEPT = """async (address) => {
  const shelves = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  return (await Promise.all(shelves.map((one) => one.keys()))).flat().some(({ url }) => url.includes(address));
}"""


def leave_room(page, server, bytes):
    """The browser gives this much to the whole app, and keeps to it."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("Storage.overrideQuotaForOrigin", {"origin": server.url, "quotaSize": bytes})
    eventually(lambda: not page.evaluate(WRITES) or page.wait_for_timeout(1_000), seconds=60)


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


class TestATabletThatIsFull:
    def test_gives_up_pages_before_words(self, on_call, server, town):
        leave_room(on_call, server, on_call.evaluate(USED))
        dead_spot(on_call)
        on_call.get_by_label("Note", exact=True).fill("Parked behind the market. " * 80)

        tap(on_call, "Keep this note")

        waiting(on_call, 1)
        expect(on_call.get_by_text("Pages kept for the time without signal were given up")).to_be_visible()
        assert not on_call.evaluate(KEPT, "/tablet/phrases/")
        on_call.reload()
        expect(on_call.locator(".call-place")).to_have_text(ADDRESS)
        expect(on_call.locator("[data-pending]")).to_contain_text("Parked behind the market.")
        dead_spot(on_call, there=False)
        eventually(lambda: "note.written" in town.log())

    def test_says_what_is_not_kept_and_does_everything_that_it_can_with_signal(self, on_call, server, town):
        leave_room(on_call, server, 1_000)
        dead_spot(on_call)
        note = on_call.get_by_label("Note", exact=True)
        note.fill("Parked behind the market.")
        tap(on_call, "Keep this note")

        expect(on_call.get_by_text("Not kept: This device has no room left")).to_be_visible()
        expect(note).to_have_value("Parked behind the market.")
        waiting(on_call, 0)

        dead_spot(on_call, there=False)
        expect(on_call.locator("#line")).to_have_attribute("data-line", "live", timeout=60_000)
        tap(on_call, "Keep this note")
        eventually(lambda: town.look("Note", "body") == [["Parked behind the market."]])
        expect(note).to_have_value("")
        tap(on_call, "On scene")
        eventually(lambda: "unit.on_scene" in town.log())
        on_call.get_by_role("button", name="SOS").click()
        tap(on_call, "I need help now")
        eventually(lambda: town.look("BackupRequest", "requested_by__username") == [["mika"]])
        on_call.evaluate("sessionStorage.clear()")
        on_call.reload()
        expect(on_call.get_by_text("This tablet has little room left.")).to_be_visible()


class TestABrowserThatEmptiesItself:
    def test_of_its_pages_says_so_without_signal_and_has_them_again_with_it(self, on_call, town):
        dead_spot(on_call)
        tap(on_call, "On scene")
        waiting(on_call, 1)
        on_call.evaluate(EMPTY_PAGES)

        on_call.reload()

        expect(on_call.get_by_text("This browser has emptied the pages that the tablet kept.")).to_be_visible()
        expect(on_call.get_by_text("is kept apart from the pages")).to_be_visible()
        dead_spot(on_call, there=False)
        on_call.get_by_role("link", name="Try again").click()
        ready(on_call)
        eventually(lambda: "unit.on_scene" in town.log())
        eventually(lambda: on_call.evaluate(KEPT, "/static/js/tablet") and on_call.evaluate(KEPT, "/tablet/calls/"))
        dead_spot(on_call)
        on_call.reload()
        expect(on_call.locator("#line")).to_contain_text("No signal")

    def test_of_its_letters_says_so_without_signal(self, on_call):
        dead_spot(on_call)
        tap(on_call, "On scene")
        waiting(on_call, 1)
        assert on_call.evaluate(EMPTY_STORE)

        on_call.reload()

        expect(on_call.get_by_text("Letters not sent: 1. Tell dispatch what they were.")).to_be_visible()
        expect(on_call.get_by_text("What was written here is kept")).to_be_hidden()
