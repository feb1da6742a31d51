"""The app around the pages: woken while closed, its place sent and hidden, its map and its memory."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import ADDRESS, dead_spot, eventually, ready, tap, waiting

pytestmark = pytest.mark.journey
AREA = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[-123.12, 44.03], [-123.06, 44.03], [-123.06, 44.07], [-123.12, 44.07], [-123.12, 44.03]]
                ],
            },
        },
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "LineString", "coordinates": [[-123.12, 44.05], [-123.06, 44.05]]},
        },
    ],
}
HERE = {"latitude": 44.0521, "longitude": -123.0868}
# The receiver of RFC 8291's own example.
POINT = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
# No push service can be reached from a test, so the browser's half of the agreement is made up.
SUBSCRIBES = """
  const keys = { p256dh: "POINT", auth: "BTBZMqHH6r4Tts7J_aSIgg" };
  const subscription = {
    toJSON: () => ({ endpoint: "https://push.example/van", keys }),
    unsubscribe: async () => { localStorage.removeItem("subscribed"); return true; },
  };
  PushManager.prototype.subscribe = async () => { localStorage.setItem("subscribed", "yes"); return subscription; };
  PushManager.prototype.getSubscription = async () => (localStorage.getItem("subscribed") ? subscription : null);
""".replace("POINT", POINT)
NOTES = """async () => {
  const registration = await navigator.serviceWorker.getRegistration("/");
  return (await registration.getNotifications()).map((note) => [note.title, note.body]);
}"""
KEPT = """async (address) => {
  const shelves = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const kept = (await Promise.all(shelves.map((one) => one.keys()))).flat();
  return kept.some(({ url }) => url.includes(address));
}"""
EMPTY = """() => new Promise((done, failed) => {
  Object.assign(indexedDB.deleteDatabase("responder"), { onsuccess: () => done(true), onerror: failed });
})"""
DENIED = """navigator.geolocation.watchPosition = (found, lost) => {
  setTimeout(() => lost({ code: 1 }), 50);
  return 1;
};"""


def card(page, name):
    return page.locator(f'[data-check="{name}"]')


@pytest.fixture
def tablet(tablets, sign_in, town):
    """Mika's tablet, touched by hand, signed on and live: `tablet(permissions=[…])`."""

    def tablet(stub="", **options):
        town.sign_on("mika", "R1")
        context = tablets("van", has_touch=True, **options)
        if stub:
            context.add_init_script(stub)
        page = context.pages[0]
        sign_in(page, "mika", then="/tablet/")
        ready(page)
        return page

    return tablet


def deliver_push(page, server, text):
    """As the browser's push service does, whether or not a page is open."""
    cdp = page.context.new_cdp_session(page)
    found = []
    cdp.on("ServiceWorker.workerVersionUpdated", lambda told: found.extend(told["versions"]))
    cdp.send("ServiceWorker.enable")
    eventually(lambda: page.wait_for_timeout(100) or any(worker["status"] == "activated" for worker in found))
    told = {"origin": server.url, "registrationId": found[-1]["registrationId"], "data": text}
    cdp.send("ServiceWorker.deliverPushMessage", told)
    page.wait_for_timeout(500)  # a session that is closed at once takes the message with it


class TestAClosedTablet:
    def test_is_woken_for_a_call_which_is_there_without_signal(self, tablet, town, server, no_violations):
        page = tablet(SUBSCRIBES, permissions=["notifications"])
        page.goto("/tablet/device/")
        tap(page, "Wake this tablet for calls")
        expect(card(page, "push")).to_contain_text("This tablet is woken for your calls.")
        assert town.look("PushSubscription", "person__username", "endpoint") == [["mika", "https://push.example/van"]]
        no_violations(page)
        page.goto(f"{server.url}/healthz")  # the app is closed

        assignment = town.assign(town.call(ADDRESS), "R1")
        deliver_push(page, server, '{"v":1,"kind":"assignment.made"}')

        assert eventually(lambda: page.evaluate(NOTES)) == [["New call. Open Responder.", ""]]
        eventually(lambda: page.evaluate(KEPT, f"/tablet/calls/{assignment}/"))
        dead_spot(page)
        page.goto(f"/tablet/calls/{assignment}/")
        expect(page.locator(".call-place")).to_have_text(ADDRESS)

    def test_says_what_blocked_notifications_mean_and_goes_on(self, tablet, town):
        page = tablet("Object.defineProperty(Notification, 'permission', { get: () => 'denied' });")
        page.goto("/tablet/device/")

        expect(card(page, "push")).to_contain_text("Notifications are blocked for this app.")
        expect(card(page, "push")).to_contain_text("While the app is open, calls come without it.")
        town.assign(town.call(ADDRESS), "R1")
        expect(page.get_by_text("New call: Check the welfare.")).to_be_visible()


class TestThePlaceOfACrew:
    def test_is_sent_after_a_tap_while_on_duty_and_never_after(self, tablet, town, desk):
        page = tablet(permissions=["geolocation"], geolocation=HERE)
        expect(page.get_by_text("Dispatch does not see where you are.")).to_be_visible()
        assert town.look("UnitPosition", "pk") == []

        page.get_by_role("link", name="Choose").click()
        tap(page, "Send my position while on duty")

        eventually(lambda: town.look("UnitPosition", "latitude") == [[HERE["latitude"]]])
        expect(page.locator("#position")).to_have_text("Position is sent")
        expect(desk().locator("#units")).to_contain_text(re.compile(r"Place \d\d:\d\d old"))
        page.goto("/tablet/")
        expect(page.locator("#position")).to_have_text("Position is sent")
        town.go_home("mika")
        expect(page.locator("#position")).to_be_hidden()
        before = town.look("UnitPosition", "at")
        page.context.set_geolocation({"latitude": 44.06, "longitude": -123.08})
        page.wait_for_timeout(6_000)
        assert town.look("UnitPosition", "at") == before

    def test_says_what_a_denied_location_means(self, tablet):
        page = tablet(DENIED)
        page.goto("/tablet/device/")
        tap(page, "Send my position while on duty")

        expect(card(page, "position")).to_contain_text("This app may not know where it is.")
        expect(card(page, "position")).to_contain_text("Dispatch sees the last known place and how old it is.")
        expect(page.locator("#position")).to_have_text("Position is not sent")


class TestTheMap:
    def test_is_there_without_signal_and_says_the_same_in_a_list(self, tablet, town, no_violations):
        town.draw(AREA)
        town.place("Night shelter", 44.06, -123.1)
        town.sign_on("cleo", "R2")
        town.stand("cleo", 44.045, -123.07, ago=120)
        page = tablet(permissions=["geolocation"], geolocation=HERE)
        town.assign(town.call(ADDRESS, latitude="44.0521", longitude="-123.0868"), "R1")
        expect(page.locator(".call-card")).to_be_visible()
        page.goto("/tablet/map/")
        expect(page.locator("#map path")).to_have_count(2)
        eventually(lambda: page.evaluate(KEPT, "/map/area/"))

        dead_spot(page)
        page.reload()

        expect(page.locator("#map path")).to_have_count(2)
        expect(page.locator("#map .mark")).to_have_count(3)
        expect(page.locator("#map-units")).to_contain_text("R2")
        expect(page.locator("#map-units time[data-since]")).to_have_attribute("data-since", "2 min")
        page.locator("#map-units").get_by_role("button", name="Show R2").click()
        tap(page, "Show where I am")
        expect(page.locator(".mark-me")).to_have_count(1)
        for theme in ("day", "night"):
            page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
            no_violations(page)


class TestABrowserThatEmptiesItself:
    def test_is_noticed_and_the_desk_has_word_of_it(self, tablet, town, server):
        page = tablet()
        assignment = town.assign(town.call(ADDRESS), "R1")
        page.goto(f"/tablet/calls/{assignment}/")
        ready(page)
        dead_spot(page)
        page.get_by_role("button", name="Accept").click()
        waiting(page, 1)
        page.route("**/accept/", lambda route: route.abort())
        dead_spot(page, there=False)
        page.goto(f"{server.url}/healthz")
        assert page.evaluate(EMPTY)

        page.goto("/tablet/")

        lost = page.get_by_text("This browser has emptied what the tablet kept. Letters not sent: 1.")
        expect(lost.first).to_be_visible()
        eventually(
            lambda: (
                town.look("SetAsideLetter", "label", "end") == [["Lost with the browser's storage: 1", "handed_over"]]
            )
        )
        page.goto("/tablet/device/")
        tap(page, "Dispatch knows what they were")
        expect(lost.locator("visible=true")).to_have_count(0)
        page.reload()
        ready(page)
        expect(lost.locator("visible=true")).to_have_count(0)
        assert len(town.look("SetAsideLetter", "pk")) == 1


class TestABrowserThatKeepsNothing:
    def test_says_so_and_what_still_works(self, tablets, sign_in, town):
        town.sign_on("mika", "R1")
        assignment = town.assign(town.call(ADDRESS), "R1")
        context = tablets("private", has_touch=True)
        context.add_init_script("Object.defineProperty(globalThis, 'indexedDB', { value: undefined });")
        page = sign_in(context.pages[0], "mika", then="/tablet/")

        expect(page.get_by_text("This browser keeps nothing on the tablet.")).to_be_visible()
        page.goto("/tablet/device/")
        expect(card(page, "storage")).to_contain_text("nothing is kept without it")
        page.goto(f"/tablet/calls/{assignment}/")
        page.get_by_role("button", name="Accept").click()
        eventually(lambda: "assignment.accepted" in town.log())


class TestTheApp:
    def test_can_be_installed_and_says_how_the_tablet_stands(self, tablet, no_violations):
        page = tablet()
        cdp = page.context.new_cdp_session(page)
        assert cdp.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
        assert cdp.send("Page.getAppManifest")["errors"] == []

        page.goto("/tablet/device/")

        expect(card(page, "letters")).to_contain_text("Everything is sent.")
        expect(card(page, "offline")).to_contain_text("The app opens without signal.")
        expect(card(page, "storage")).to_contain_text(re.compile(r"\d+ of \d+ MB are used."))
        expect(card(page, "clock")).to_contain_text("The tablet's clock is right.")
        for theme in ("day", "night"):
            page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
            no_violations(page)
