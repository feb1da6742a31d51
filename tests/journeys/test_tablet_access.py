"""Every page of the tablet, in every state a shift brings, can be read and touched by everybody."""

import pytest
from playwright.sync_api import expect

from tests.journeys.eyes import Eyes
from tests.journeys.hands import ADDRESS, ask_for_backup, dead_spot, ready, tap, waiting

pytestmark = pytest.mark.journey

PARK = "Riverside Park, by the north gate"
PIN = "2580"
OTHERS = ("phrases/", "map/", "device/", "help/", "pin/")
REFUSED = {"content_type": "application/problem+json", "body": '{"detail": "R1 has closed this call already."}'}
ROAD = {"type": "LineString", "coordinates": [[-123.12, 44.05], [-123.06, 44.05]]}
AREA = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": ROAD}]}
TOLD = {"place_note": "Side door, code 4411", "callback_number": "555-0133", "caller_relation": "business"}
TOLD |= {"summary": "A man sits on the steps and shouts at passers-by. He may be cold."}
TOLD |= {"latitude": "44.0521", "longitude": "-123.0868", "screening": {"weapon": "no", "dog": "yes"}}


@pytest.fixture
def eyes():
    eyes = Eyes()
    yield eyes
    assert not eyes.wrong, "\n" + "\n".join(eyes.wrong)


@pytest.fixture
def tablet(tablets, sign_in, town):
    """Mika's tablet, touched by fingers, aboard nothing yet."""
    town.train("mika", "medic")
    town.give_pin("mika", PIN)
    page = tablets("van", has_touch=True).pages[0]
    return sign_in(page, "mika", then="/tablet/")


@pytest.fixture
def aboard(tablet, town):
    town.sign_on("mika", "R1")
    go(tablet, "/tablet/")
    ready(tablet)
    return tablet


def go(page, path):
    page.goto(path)
    expect(page.locator("#line")).to_have_attribute("data-line", "live")


def on_scene(town):
    """A call with all that can be known of it, R1 on scene."""
    town.sign_on("cleo", "R2")
    before = town.assign(town.call(ADDRESS, ago=90_000), "R2", ago=89_000)
    closed = {"contact_outcome": "contact_made", "disposition": "remained_resolved", "people_served": 1}
    town.crew("cleo", "close", before, ago=86_000, **closed)
    call = town.call(ADDRESS, ago=900, **TOLD)
    danger = {"kind": "dog", "source": "crew", "days": 30, "body": "A large dog, loose behind the gate."}
    town.tell("cleo", "file_caution", call, **danger)
    town.assign(call, "R2", ago=300)
    assignment = town.assign(call, "R1", ago=840)
    town.crew("mika", "report_status", assignment, ago=600, status="en_route")
    town.crew("mika", "report_status", assignment, ago=300, status="on_scene")
    return call, assignment


def arrange(town, call, assignment):
    """One of everything."""
    town.tell("mika", "refer", call, service="Night shelter", mode="warm_handoff")
    town.tell("mika", "record_gap", call, need="shelter", reason="full")
    town.crew("mika", "record_transport", assignment, by_whom="team", destination="shelter")
    town.plan("mika", call, "Bring the socks that were promised.", 48)


class TestEverybodyCanUse:
    def test_the_beginning_of_a_shift(self, tablets, tablet, town, eyes):
        for username, name in (("sam", "Sam Whitehorse"), ("ines", "Ines Navarro de la Cruz"), ("joe", "Joe Marsh")):
            town.person(username, name)
        town.describe("cleo", profession="clinician", skills=["crisis", "driving"], languages=["en", "es"])
        town.sign_on("joe", "R1", ago=30_000)
        town.leave_word("joe", "The sliding door sticks.", ago=20_000)
        go(tablet, "/tablet/")
        eyes.look(tablet, "home, on no unit")
        for path in ("shift/", "waiting/", "start/", "follow-ups/", *OTHERS):
            go(tablet, f"/tablet/{path}")
            eyes.look(tablet, f"{path}, on no unit")
        town.sign_on("mika", "R1")
        go(tablet, "/tablet/shift/")
        eyes.look(tablet, "shift, word was left")
        tablet.get_by_role("group", name="Naloxone in date").get_by_label("Missing").check()
        eyes.look(tablet, "shift, something is missing in the van")
        go(tablet, "/tablet/shift/end/")
        eyes.look(tablet, "end of the shift, nothing owed")
        tablet.goto("/tablet/offline/")
        eyes.look(tablet, "no page for this place")
        stranger = tablets("stranger", has_touch=True).pages[0]
        stranger.goto("/sign-in/")
        eyes.look(stranger, "signing in")

    def test_a_shift_without_a_call(self, aboard, town, eyes):
        eyes.look(aboard, "home, empty")
        for path in ("waiting", "follow-ups"):
            go(aboard, f"/tablet/{path}/")
            eyes.look(aboard, f"{path}, empty")
        aboard.locator(".menu > summary").click()
        eyes.look(aboard, "the menu")
        go(aboard, "/tablet/help/")
        aboard.get_by_role("button", name="SOS").click()
        eyes.look(aboard, "an alert is asked for")
        aboard.get_by_role("dialog").get_by_role("button", name="Back").click()
        aboard.context.grant_permissions(["geolocation"])
        aboard.context.set_geolocation({"latitude": 44.0521, "longitude": -123.0868})
        town.draw(AREA)
        town.place("Night shelter", 44.06, -123.1)
        town.stand("mika", 44.045, -123.07)
        go(aboard, "/tablet/map/")
        tap(aboard, "Show where I am")
        expect(aboard.locator(".mark-me")).to_have_count(1)
        eyes.look(aboard, "map, marked")
        go(aboard, "/tablet/phrases/")
        aboard.get_by_role("link", name="Spanish").tap()
        eyes.look(aboard, "phrases, in another language")
        aboard.get_by_role("button", name="No somos policías.").tap()
        eyes.look(aboard, "a phrase to show", unfold=False)
        go(aboard, "/tablet/")
        aboard.locator("#go-out > summary").tap()
        aboard.get_by_role("button", name="Meal or break").tap()
        expect(aboard.get_by_role("button", name="Back in service")).to_be_visible()
        eyes.look(aboard, "home, out of service")

    def test_calls_that_come_and_go(self, aboard, town, eyes):
        taken = town.assign(town.call(PARK), "R1")
        town.withdraw(taken)
        go(aboard, "/tablet/")
        expect(aboard.get_by_text("was taken back by dispatch")).to_be_visible()
        eyes.look(aboard, "home, a call taken back")
        later = town.call(PARK, ago=400)
        town.call("Bus station, bay 4", ago=60, code="DIST")
        written = town.assign(town.call(ADDRESS, ago=9_000), "R1", ago=8_000)
        town.crew("mika", "report_status", written, ago=7_000, status="available")
        town.plan("mika", later, "Look after the man at the bridge, and bring the socks that were promised.", -3)
        town.hold(later, "R1")
        call = town.call(ADDRESS, **TOLD)
        assignment = town.assign(call, "R1")
        expect(aboard.locator(".call-card")).to_be_visible(timeout=15_000)
        eyes.look(aboard, "home, an alert rings", unfold=False)
        eyes.look(aboard, "home, an alert rings and everything is open")
        go(aboard, f"/tablet/calls/{assignment}/")
        eyes.look(aboard, "call, new", unfold=False)
        go(aboard, "/tablet/phrases/")
        eyes.look(aboard, "another page while an alert rings")
        town.crew("mika", "accept", assignment)
        for path in ("", "waiting/", "follow-ups/", f"calls/{assignment}/", "shift/end/"):
            go(aboard, f"/tablet/{path}")
            eyes.look(aboard, f"{path or 'home'}, a call in hand and others waiting")
        go(aboard, f"/tablet/calls/{assignment}/")
        tap(aboard, "Clear")
        expect(aboard.get_by_text("You are clear of this call since")).to_be_visible()
        eyes.look(aboard, "call, ended")

    def test_a_call_on_scene(self, aboard, town, eyes):
        town.change_agency(check_in_first=15, check_in_every=15, check_in_grace=0)
        call, assignment = on_scene(town)
        go(aboard, f"/tablet/calls/{assignment}/")
        expect(aboard.locator("#check-in")).to_be_visible()
        town.note("dana", call, "His sister says he has a knife.")
        expect(aboard.locator("#news")).to_be_visible(timeout=15_000)
        aboard.get_by_role("button", name="Transporting", exact=True).tap()
        expect(aboard.get_by_role("button", name="Undo")).to_be_visible()
        eyes.look(aboard, "call, with news and a way to undo", unfold=False)
        eyes.look(aboard, "call, everything open")
        go(aboard, f"/tablet/calls/{assignment}/contacts/")
        eyes.look(aboard, "earlier contacts")
        dead_spot(aboard)
        expect(aboard.locator("#line")).to_have_attribute("data-line", "lost")
        aboard.goto(f"/tablet/calls/{assignment}/")
        tap(aboard, "On scene")
        ask_for_backup(aboard)
        expect(aboard.locator("#pending-alarms .alarm")).to_be_visible()
        eyes.look(aboard, "call, backup asked for in a dead spot")
        dead_spot(aboard, there=False)
        waiting(aboard, 0)
        expect(aboard.locator("#safety .alarm")).to_be_visible(timeout=20_000)
        eyes.look(aboard, "call, backup received")
        town.acknowledge()
        aboard.locator("#safety .backup-held").wait_for(timeout=15_000)
        town.check_in_is_due()
        go(aboard, f"/tablet/calls/{assignment}/")
        eyes.look(aboard, "call, backup on its way and the check-in missed")

    def test_what_is_written(self, aboard, town, eyes):
        town.publish_form(risk={"required": ["suicide_screen"]})
        call, assignment = on_scene(town)
        go(aboard, f"/tablet/calls/{assignment}/after/")
        eyes.look(aboard, "after, empty")
        arrange(town, call, assignment)
        go(aboard, f"/tablet/calls/{assignment}/after/")
        aboard.get_by_label("Shelter bed").first.check()
        eyes.look(aboard, "after, everything filed")
        go(aboard, f"/tablet/calls/{assignment}/scene/")
        eyes.look(aboard, "scene, empty", unfold=False)
        aboard.get_by_label("Contact made", exact=True).first.tap()
        eyes.look(aboard, "scene, with a person", unfold=False)
        aboard.locator("summary", has_text="Where the person went").first.tap()
        aboard.get_by_label("Other", exact=True).first.tap()
        tap(aboard, "Close this call")
        expect(aboard.locator(".scene-form [data-complaint]")).to_contain_text("Still missing")
        eyes.look(aboard, "scene, something is missing")
        aboard.get_by_label("What the other outcome was").fill("Went home with a neighbour")
        aboard.get_by_label("Done: no risk found").tap()
        aboard.route("**/close/", lambda route: route.fulfill(status=409, **REFUSED))
        tap(aboard, "Close this call")
        expect(aboard.locator("#aside")).to_be_visible(timeout=15_000)
        eyes.look(aboard, "scene, a letter was refused")
        town.crew("mika", "close", assignment, contact_outcome="gone_on_arrival")
        go(aboard, f"/tablet/calls/{assignment}/scene/")
        eyes.look(aboard, "scene, filed")

    def test_a_locked_tablet(self, aboard, town, eyes):
        town.sign_on("cleo", "R1")
        go(aboard, "/tablet/")
        tap(aboard, "Lock")
        expect(aboard.locator("#lock")).to_be_visible()
        eyes.look(aboard, "locked", unfold=False)
        town.assign(town.call(ADDRESS), "R1")
        expect(aboard.get_by_text("New call", exact=True)).to_be_visible(timeout=15_000)
        aboard.get_by_label("PIN of Mika").fill("97")
        tap(aboard, "Unlock")
        eyes.look(aboard, "locked, a new call and a wrong PIN")

    def test_all_of_it_in_spanish(self, tablet, town, eyes):
        town.describe("mika", language="es")
        go(tablet, "/tablet/shift/")
        eyes.look(tablet, "turno, sin unidad")
        town.sign_on("mika", "R1")
        call, assignment = on_scene(town)
        arrange(town, call, assignment)
        town.plan("mika", call, "Llevar los calcetines prometidos.", -3)
        for path in ("", "shift/", "shift/end/", "waiting/", "start/", "follow-ups/", *OTHERS):
            go(tablet, f"/tablet/{path}")
            eyes.look(tablet, f"{path or 'inicio'}, en español")
        for path in ("", "scene/", "after/", "contacts/"):
            go(tablet, f"/tablet/calls/{assignment}/{path}")
            if path == "scene/":
                tablet.locator("[value=contact_made]").first.tap()
            eyes.look(tablet, f"{path or 'llamada'}, en español")
        tablet.evaluate("document.querySelector('[data-lock]').click()")
        expect(tablet.locator("#lock")).to_be_visible()
        eyes.look(tablet, "bloqueada, en español", unfold=False)
