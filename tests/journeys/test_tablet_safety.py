"""Help when it is needed: heard with and without signal, session or tablet, and ended only by whoever is safe."""

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import ADDRESS, UNSEEN, dead_spot, eventually, ready, tap, waiting

pytestmark = pytest.mark.journey
PIN, DURESS = "2580", "9713"


@pytest.fixture
def van(tablets, sign_in, town):
    """Mika's tablet in R1, touched by fingers; Mika has both PINs."""
    town.sign_on("mika", "R1")
    town.give_pin("mika", PIN, DURESS)
    page = tablets("van", has_touch=True).pages[0]
    sign_in(page, "mika", then="/tablet/")
    ready(page)
    return page


def sos(page):
    return page.get_by_role("button", name="SOS")


def hold(page, seconds=1.8):
    box = sos(page).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(seconds * 1000)
    page.mouse.up()


def alert(page):
    """Without timing: one tap asks, one sends."""
    sos(page).click()
    page.get_by_role("dialog").get_by_role("button", name="I need help now").click()


def code_four(page, pin):
    page.get_by_text("We are safe: code 4").click()
    page.get_by_label("Your PIN").fill(pin)
    tap(page, "Code 4: end the alarm")


class TestThePanicButton:
    def test_is_heard_once_from_a_dead_spot_and_says_what_is_true_of_it(self, van, desk, town, no_violations):
        hold(van, 0.6)
        expect(van.get_by_role("dialog")).to_be_visible()  # let go too early: it asks
        van.get_by_role("dialog").get_by_role("button", name="Back").click()
        dead_spot(van)
        hold(van)
        expect(van.locator("#pending-alarms")).to_contain_text(UNSEEN)
        expect(van.locator("#pending-alarms")).to_contain_text("Still on this tablet")
        hold(van)
        board = desk()
        assert "backup.requested" not in town.log()

        dead_spot(van, there=False)

        expect(van.locator("#safety .alarm")).to_contain_text("Received by the server", timeout=15_000)
        waiting(van, 0)
        expect(board.locator(".backup-alarm")).to_contain_text("Panic button: Emergency")
        assert len(town.look("BackupRequest", "id")) == 1
        van.goto("/tablet/shift/")
        expect(van.locator("#safety")).to_contain_text(UNSEEN)
        no_violations(van)
        board.get_by_role("button", name="I have it: Dana").click()
        expect(van.locator("#safety")).to_contain_text("Dana at dispatch has your request.", timeout=15_000)

    def test_works_from_the_lock_page_after_the_session_has_ended(self, van, desk, town):
        tap(van, "Lock")
        expect(van.get_by_role("heading", name="Locked")).to_be_visible()
        town.end_sessions()
        van.reload()
        expect(van.get_by_role("heading", name="Locked")).to_be_visible()
        expect(van.get_by_role("link", name="Police backup")).to_have_count(0)

        alert(van)

        eventually(lambda: town.look("BackupRequest", "requested_by__username", "origin") == [["mika", "panic"]])
        expect(van.locator("#lock [data-alarm]")).to_contain_text(UNSEEN)
        expect(van.locator("#alarm-truth")).to_contain_text("Received by the server")

    def test_leaves_police_and_ems_two_taps_away_on_no_call(self, van, town):
        van.goto("/tablet/shift/")
        ready(van)
        sos(van).click()
        expect(van.get_by_role("dialog")).to_contain_text("Use your radio too")
        van.get_by_role("link", name="EMS").click()
        van.wait_for_url("**/tablet/help/#ems")
        van.get_by_label("Overdose").check()
        tap(van, "Ask for EMS now")

        eventually(lambda: town.look("BackupRequest", "kind", "unit__call_sign") == [["ems", "R1"]])
        expect(van.locator("#safety .alarm")).to_contain_text("EMS: Overdose.", timeout=15_000)


class TestCodeFour:
    def test_looks_the_same_by_both_pins_and_the_desk_knows(self, on_call, desk, town):
        shown = []
        for pin in (PIN, DURESS):
            alert(on_call)
            expect(on_call.locator("#safety .alarm")).to_contain_text("Received", timeout=15_000)
            board = desk()
            board.get_by_role("button", name="I have it: Dana").click()
            expect(on_call.locator("#safety .backup-held")).to_be_visible(timeout=15_000)
            code_four(on_call, pin)
            expect(on_call.get_by_text("Code 4. The alarm is over.")).to_be_visible()
            expect(on_call.locator("#safety section")).to_have_count(0)
            shown.append(on_call.locator("main > .banner").all_inner_texts())
            if pin == PIN:
                expect(board.locator(".backup")).to_have_count(0, timeout=15_000)
        assert shown[0] == shown[1]

        alarm = board.locator(".backup-alarm")
        expect(alarm).to_contain_text("DURESS", timeout=15_000)
        expect(board.locator("[data-siren]")).to_have_attribute("data-sounding", "true")
        board.get_by_role("button", name="I have it: Dana").click()
        expect(board.locator(".backup-held")).to_contain_text("DURESS")
        on_call.reload()
        ready(on_call)
        expect(on_call.locator("#safety section")).to_have_count(0)


class TestCheckIn:
    def test_missed_by_a_tablet_that_died_calls_for_help_by_itself(self, on_call, desk, town):
        town.change_agency(check_in_first=1, check_in_every=15, check_in_grace=0)
        board = desk()
        tap(on_call, "On scene")
        card = on_call.locator("#check-in")
        expect(card).to_contain_text("Check in by", timeout=15_000)
        dead_spot(on_call)
        expect(card).to_contain_text("dispatch cannot hear this tablet", timeout=20_000)
        tap(on_call, "We are all right")
        expect(card).to_contain_text("dispatch has not heard it. Use your radio.")
        expect(board.locator(".unit", has_text="R1")).to_contain_text("check-in by")
        on_call.context.close()

        town.check_in_is_due()

        alarm = board.locator(".backup-alarm")
        expect(alarm).to_contain_text("Check-in missed", timeout=20_000)
        for told in ("R1", ADDRESS, "Mika", "No check-in yet"):
            expect(alarm).to_contain_text(told)
        expect(board.locator("[data-siren]")).to_have_attribute("data-sounding", "true")


class TestACaution:
    def test_warns_the_next_crew_first_thing(self, on_call, tablets, sign_in, town, no_violations):
        dead_spot(on_call)
        on_call.get_by_text("Warn others of this place").click()
        on_call.locator("#warn").get_by_label("Dog or other animal").check()
        on_call.get_by_label("What, and where exactly").fill("A large dog, loose behind the gate.")
        tap(on_call, "File the caution")
        waiting(on_call, 1)
        dead_spot(on_call, there=False)
        expect(on_call.locator("#cautions")).to_contain_text("A large dog", timeout=15_000)

        town.sign_on("cleo", "R2")
        next_one = town.assign(town.call(ADDRESS), "R2")
        page = sign_in(tablets("other", has_touch=True).pages[0], "cleo", then=f"/tablet/calls/{next_one}/")

        caution = page.locator("#cautions .caution")
        expect(caution).to_contain_text("A large dog, loose behind the gate.")
        expect(caution).to_contain_text("not yet reviewed")
        no_violations(page)
