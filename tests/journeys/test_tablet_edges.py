"""At the edges of the browser: before the page's modules run, without room, emptied, and after somebody else came."""

import time

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import ADDRESS, dead_spot, eventually, ready, seconds, tap, waiting

pytestmark = pytest.mark.journey
FILL = """async (bytes) => {
  const cache = await caches.open("somebody-else");
  const noise = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += 65_536) crypto.getRandomValues(noise.subarray(at, Math.min(at + 65_536, bytes)));
  await cache.put(`/filled/${crypto.randomUUID()}`, new Response(noise)).catch(() => null);
  return (await navigator.storage.estimate()).usage;
}"""
FULL = """async () => { const { usage, quota } = await navigator.storage.estimate(); return [usage, quota]; }"""


def without_modules(page, there=True):
    """Only what the server sent runs, as in the first moments of a page; the service worker goes on."""
    page.context.new_cdp_session(page).send("Emulation.setScriptExecutionDisabled", {"value": there})


def give_room(page, server, bytes):
    cdp = page.context.new_cdp_session(page)
    cdp.send("Storage.overrideQuotaForOrigin", {"origin": server.url, "quotaSize": bytes})
    return cdp


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
