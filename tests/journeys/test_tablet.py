"""Stories of a crew and its tablet, in a real browser with a real server."""

import re
import time
from datetime import datetime

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

UNSEEN = "NOT YET SEEN BY DISPATCH — USE YOUR RADIO"
ADDRESS = "200 block of Alder Street"


@pytest.fixture
def van(tablets, sign_in, town):
    """Mika's tablet in R1, signed on and live."""
    town.sign_on("mika", "R1")
    page = tablets("van").pages[0]
    sign_in(page, "mika", then="/tablet/")
    ready(page)
    return page


@pytest.fixture
def on_call(van, town):
    """The van with an accepted call, its page open."""
    assignment = town.assign(town.call(ADDRESS), "R1")
    van.goto(f"/tablet/calls/{assignment}/")
    ready(van)
    van.get_by_role("button", name="Accept").click()
    eventually(lambda: "assignment.accepted" in town.log())
    expect(van.locator("#timeline")).to_contain_text("R1 accepted")
    return van


def ready(page):
    """Live, and everything kept for the time without signal."""
    expect(page.locator("#line")).to_have_attribute("data-line", "live")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.wait_for_function(
        "async () => { for (const name of await caches.keys()) if (name.startsWith('pages-')"
        " && await caches.match('/tablet/', { cacheName: name })) return true; return false; }"
    )


def dead_spot(page, there=True):
    page.context.set_offline(there)


def tap(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def eventually(happens, seconds=15):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := happens():
            return found
        time.sleep(0.1)
    raise AssertionError("it did not happen")


def waiting(page, number):
    """The bar says how many letters wait."""
    text = re.compile(rf"· {number} waiting") if number else re.compile(r"^(?!.*waiting)")
    expect(page.locator("#line")).to_have_text(text, timeout=15_000)


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
        expect(van.get_by_text("Night shelter")).to_be_attached()


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
        again = browser.new_page()
        on_call.close()
        time.sleep(2)
        assert "unit.on_scene" not in town.log()
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
        on_call.context.on("request", lambda request: request.method == "POST" and posts.append(request.url))

        dead_spot(on_call, there=False)

        waiting(on_call, 0)
        waiting(other, 0)
        assert town.look("Note", "body") == [["From the first tab."]]
        assert len([url for url in posts if url.endswith("/notes/")]) == 1


class TestTheSessionThatEndedOffline:
    def test_keeps_the_letters_until_the_person_is_back(self, on_call, town):
        dead_spot(on_call)
        tap(on_call, "On scene")
        tap(on_call, "Transporting")
        town.end_sessions()

        dead_spot(on_call, there=False)

        link = on_call.get_by_role("link", name="Sign in again to send 2 letters")
        expect(link).to_be_visible(timeout=15_000)
        assert "unit.on_scene" not in town.log()
        address = on_call.url
        link.click()
        on_call.get_by_label("Username").fill("mika")
        on_call.get_by_label("Password").fill("correct-horse-battery")
        tap(on_call, "Sign in")
        on_call.wait_for_url(address)
        eventually(lambda: "unit.transporting" in town.log())
        waiting(on_call, 0)


class TestBackupAskedInADeadSpot:
    def test_says_the_truth_until_a_human_has_it(self, on_call, town):
        dead_spot(on_call)
        on_call.get_by_text("Ask for police backup").click()
        on_call.get_by_label("Urgent: come now").check()
        tap(on_call, "Ask for backup now")
        expect(on_call.get_by_text("Give at least one reason.")).to_be_visible()
        on_call.get_by_label("Crowd or bystander hostile").check()
        tap(on_call, "Ask for backup now")

        alarm = on_call.locator(".alarm")
        expect(alarm).to_contain_text(UNSEEN)
        expect(alarm).to_contain_text("Still on this tablet since")
        on_call.reload()
        expect(alarm).to_contain_text("Still on this tablet since")
        on_call.goto("/tablet/")
        expect(alarm).to_contain_text(UNSEEN)
        dead_spot(on_call, there=False)
        expect(alarm).to_contain_text("Received by the server", timeout=15_000)
        expect(alarm).to_have_count(1)
        town.acknowledge()
        expect(on_call.get_by_text("Dana has your request for backup since")).to_be_visible(timeout=15_000)
        expect(alarm).to_have_count(0)


class TestARefusedLetter:
    @pytest.fixture
    def refused(self, on_call, town):
        """The shelter stopped taking people while the tablet was away."""
        dead_spot(on_call)
        town.retire("Night shelter")
        on_call.get_by_text("Refer to a service").click()
        on_call.get_by_label("Night shelter").check()
        on_call.get_by_label("Warm hand-off").check()
        tap(on_call, "File the referral")
        tap(on_call, "On scene")
        dead_spot(on_call, there=False)
        expect(on_call.locator("#aside")).to_contain_text("this one is not offered", timeout=15_000)
        return on_call

    def test_does_not_stop_the_others_and_the_desk_knows(self, refused, town):
        eventually(lambda: "unit.on_scene" in town.log())
        eventually(lambda: town.look("SetAsideLetter", "label", "settled_at") == [["Referral", None]])

    def test_is_corrected_and_keeps_its_time(self, refused, town):
        town.retire("Night shelter", active=True)
        refused.goto("/tablet/")
        refused.get_by_role("link", name="Correct and send again").click()
        expect(refused.get_by_text("it keeps its time")).to_be_visible()
        expect(refused.get_by_label("Warm hand-off")).to_be_checked()
        tap(refused, "File the referral")

        eventually(lambda: town.look("Referral", "mode") == [["warm_handoff"]])
        eventually(lambda: town.look("SetAsideLetter", "end") == [["corrected"]])
        expect(refused.locator("#aside")).to_be_hidden()
        (referred,), (on_scene,) = (
            town.look("Event", "occurred_at", kind=kind)[0] for kind in ("referral.sent", "unit.on_scene")
        )
        assert seconds(referred) < seconds(on_scene)

    def test_is_handed_to_the_desk_with_its_text(self, refused, town):
        tap(refused, "Hand to the desk")

        ((body,),) = eventually(lambda: town.look("SetAsideLetter", "body", end="handed_over"))
        assert body["mode"] == "warm_handoff"
        expect(refused.locator("#aside")).to_be_hidden()

    def test_is_withdrawn_after_one_question(self, refused, town):
        tap(refused, "Withdraw")
        tap(refused, "Withdraw it")

        eventually(lambda: town.look("SetAsideLetter", "end", "body") == [["withdrawn", None]])
        expect(refused.locator("#aside")).to_be_hidden()


class TestLeavingWithUnsentLetters:
    def test_keeps_them_from_the_next_person_and_sends_them_when_the_author_is_back(self, on_call, town, sign_in):
        address = on_call.url
        dead_spot(on_call)
        on_call.get_by_label("Note", exact=True).fill("Only Mika may send this.")
        tap(on_call, "Keep this note")
        waiting(on_call, 1)
        on_call.get_by_role("button", name="Sign out").click()
        expect(on_call.get_by_text("1 letter is not sent yet.")).to_be_visible()
        on_call.get_by_role("dialog").get_by_role("button", name="Sign out").click()
        expect(on_call.get_by_text("You are signed out on this tablet.")).to_be_visible(timeout=15_000)
        for kept in (address, "/tablet/"):
            on_call.goto(kept)
            expect(on_call.locator("body")).not_to_contain_text("Alder")

        dead_spot(on_call, there=False)
        on_call.wait_for_url("**/sign-in/", timeout=20_000)
        sign_in(on_call, "cleo", then="/tablet/")
        ready(on_call)
        waiting(on_call, 0)
        expect(on_call.locator("body")).not_to_contain_text("Alder")
        assert "note.written" not in town.log()

        on_call.get_by_role("button", name="Sign out").click()
        on_call.wait_for_url("**/sign-in/")
        sign_in(on_call, "mika", then="/tablet/")
        eventually(lambda: "note.written" in town.log())
        assert town.look("Note", "body", "author__username") == [["Only Mika may send this.", "mika"]]


class TestACallTakenBack:
    def test_is_said_where_the_crew_looks(self, on_call, town):
        (assignment,) = town.look("Assignment", "id")[0]
        town.withdraw(assignment)

        expect(on_call.get_by_text("Dispatch took this call back at")).to_be_visible(timeout=15_000)
        expect(on_call.get_by_role("button", name="On scene")).to_be_hidden()


class TestAWholeCall:
    def test_is_closed_from_the_tablet(self, on_call, town):
        tap(on_call, "Clear")
        expect(on_call.get_by_text("You are clear of this call since")).to_be_visible()
        on_call.goto("/tablet/")
        on_call.get_by_text("Write the outcome").click()
        on_call.get_by_label("Gone on arrival").check()
        expect(on_call.get_by_text("Where did the person go?")).to_be_hidden()
        on_call.get_by_label("Contact made").check()
        on_call.get_by_label("Remained in community, resolved").check()
        on_call.get_by_label("People served").fill("1")
        tap(on_call, "Close this call")

        eventually(lambda: "assignment.closed" in town.log())
        expect(on_call.locator(".over")).to_contain_text("Contact made, remained in community, resolved")
        on_call.goto("/tablet/")
        expect(on_call.get_by_text("No call. You are available since")).to_be_visible()


class TestEverybodyCanUseIt:
    @pytest.mark.parametrize("theme", ["day", "night"])
    def test_axe_finds_nothing(self, on_call, town, no_violations, theme):
        on_call.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
        for form in on_call.locator("details").all():
            form.evaluate("(details) => { details.open = true; }")
        no_violations(on_call)
        dead_spot(on_call)
        on_call.get_by_label("Emergency: immediate danger").check()
        on_call.get_by_label("Weapon seen").check()
        tap(on_call, "Ask for backup now")
        expect(on_call.locator(".alarm")).to_be_visible()
        no_violations(on_call)
        on_call.goto("/tablet/")
        on_call.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
        no_violations(on_call)


def seconds(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()
