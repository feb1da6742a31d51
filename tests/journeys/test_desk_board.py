"""Stories of a board that says what it knows, and of a dispatcher who moves units with both hands on the keyboard."""

import json
import re

import pytest

from tests.journeys.hands import eventually

pytestmark = pytest.mark.journey
MILL_LANE = {"latitude": "44.050000", "longitude": "-123.090000"}
AREA = {"type": "Polygon", "coordinates": [[[-123.2, 44.0], [-123.0, 44.0], [-123.0, 44.2], [-123.2, 44.0]]]}

STAND = """(place) => fetch("/tablet/position/", {
  method: "POST", body: new URLSearchParams(place),
  headers: { "X-CSRFToken": /csrftoken=([^;]*)/.exec(document.cookie)[1] },
}).then(({ status }) => status)"""


# What hands do, over all pages of the window: what is typed into a field is text, every other key is counted.
HANDS = """
  const told = () => JSON.parse(sessionStorage.getItem("hands") ?? '{"beyond": [], "text": 0, "mouse": 0}');
  const tell = (hands) => sessionStorage.setItem("hands", JSON.stringify({ began: Date.now(), ...hands }));
  addEventListener("pointerdown", () => { const hands = told(); tell({ ...hands, mouse: hands.mouse + 1 }); }, true);
  addEventListener("keydown", ({ target, key, ctrlKey }) => {
    const field = target.matches?.("input:not([type=radio], [type=checkbox]), textarea");
    const hands = told();
    const isText = field && key.length === 1 && !ctrlKey;
    tell(isText ? { ...hands, text: hands.text + 1 } : { ...hands, beyond: [...hands.beyond, key] });
  }, true);
"""
A_TYPIST = 110  # milliseconds from key to key


@pytest.fixture
def two_crews(town):
    """Mika in R1, three miles away; Cleo in R2, a mile away, who speaks Spanish."""
    town.change_agency(least_crew=1)
    town.describe("cleo", languages=["en", "es"])
    town.sign_on("mika", "R1")
    town.sign_on("cleo", "R2")
    town.stand("mika", 44.0934, -123.09)
    town.stand("cleo", 44.0645, -123.09)


class TestACallTypedIn:
    def test_is_screened_and_sent_in_thirty_seconds_and_twenty_five_keys_beyond_its_text(
        self, desk, town, two_crews, expect
    ):
        town.change_agency(least_crew=1)
        page = desk()
        page.context.add_init_script(HANDS)
        page.reload()
        page.wait_for_selector("#line-state[data-line=live]")
        self.type_the_call(page)
        row = page.locator("#waiting .call", has_text="#1 Check the welfare")
        expect(row).to_be_focused(timeout=15_000)
        self.press(page, "s")
        proposed = page.evaluate("document.activeElement.value")
        self.press(page, "Enter")
        expect(page.locator("#under_way .assignment", has_text="12 Mill Lane")).to_contain_text(proposed)

        hands = json.loads(page.evaluate("sessionStorage.getItem('hands')"))
        seconds = page.evaluate("began => (Date.now() - began) / 1000", hands["began"])
        print(
            f"{len(hands['beyond'])} keys beyond {hands['text']} of text, {seconds:.1f} s: {' '.join(hands['beyond'])}"
        )
        assert proposed in ("R1", "R2")
        assert len(hands["beyond"]) <= 25
        assert hands["mouse"] == 0
        assert seconds < 30
        ((answers,),) = town.look("Incident", "screening")
        assert set(answers.values()) == {"no"}

    def type_the_call(self, page):
        """Its type, place, what was told, the number, and no to every question."""
        self.press(page, "n")
        page.wait_for_selector("#id_call_type:focus")
        self.type(page, "cw")
        self.press(page, "Tab")
        self.type(page, "12 Mill Lane")
        self.press(page, "Tab", "Tab")
        self.type(page, "Sits on the kerb and cries.")
        self.press(page, "Tab")
        self.type(page, "555-0142")
        self.press(page, "Tab", *["n"] * page.locator("[data-question]").count(), "Enter")

    def type(self, page, text):
        page.keyboard.type(text, delay=A_TYPIST)

    def press(self, page, *keys):
        for key in keys:
            page.keyboard.press(key, delay=A_TYPIST)


class TestATablet:
    def test_that_dies_is_not_shown_online_for_long(self, desk, town, van, server, expect):
        board = desk()
        health = board.locator("#units .unit", has_text="R1").locator(".health")
        expect(health).to_have_attribute("data-health", "online", timeout=20_000)
        expect(health).to_have_text(re.compile("Tablet online"))

        van.route("**/notes/", lambda route: route.abort())  # a letter that cannot go, on a tablet that can
        town.assign(town.call("12 Mill Lane"), "R1")
        van.locator("[data-alert]").first.wait_for()
        van.route("**/accept/", lambda route: route.abort())
        van.get_by_role("button", name="Accept").first.click()
        expect(board.locator("#units .unsent")).to_contain_text("1 letter unsent", timeout=30_000)

        van.context.close()
        expect(health).not_to_have_attribute("data-health", "online", timeout=20_000)
        expect(health).to_contain_text(re.compile(r"Tablet last heard \d\d:\d\d ago"))

        server.kill()
        expect(board.locator("#lost")).to_be_visible(timeout=30_000)
        told = health.locator("time").inner_text()
        eventually(lambda: health.locator("time").inner_text() != told)  # its age goes on while the line is down
        server.start()
        expect(board.locator("#line-state")).to_have_attribute("data-line", "live", timeout=30_000)
        expect(health).not_to_have_attribute("data-health", "online")


class TestAUnitTakenOff:
    def test_goes_to_the_more_urgent_call_and_its_crew_is_told(self, desk, town, on_call, expect, no_violations):
        urgent = town.call("1 Urgent Street", priority=1)
        page = desk(then=f"/desk/calls/{urgent}/")
        proposal = page.locator(".proposal", has_text="R1")
        expect(proposal).to_contain_text("accepted on call #1, priority 3")
        proposal.locator("summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")  # kept for R1
        no_violations(page)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")

        expect(page.locator("#call .assignment")).to_contain_text("R1")
        expect(page.locator("#timeline")).to_contain_text("R1 was taken off call #1 for call #2")
        page.keyboard.press("m")
        page.wait_for_url("**/desk/map/")
        page.keyboard.press("m")
        expect(page.locator("#units .unit", has_text="R1")).to_contain_text("Kept for it: #1")

        expect(on_call.locator("#over")).to_contain_text("You were sent to call #2.")
        on_call.goto("/tablet/")
        expect(on_call.locator(".call-card")).to_contain_text("Dispatch took you off call #1 for this one.")


class TestARowThatIsDragged:
    def test_onto_a_unit_is_assigned_and_onto_another_reassigned(self, desk, town, two_crews, expect):
        town.call("12 Mill Lane")
        page = desk()
        page.locator("#waiting .call").drag_to(page.locator("#units .unit", has_text="R1"))
        row = page.locator("#under_way .assignment")
        expect(row).to_contain_text("R1")

        row.drag_to(page.locator("#units .unit", has_text="R2"))
        expect(row).to_contain_text("R2")
        expect(page.locator("#said")).to_have_text("R2 has call #1 instead of R1.")
        assert town.log()[-3:].count("assignment.reassigned") == 1

        row.locator("a").focus()
        page.keyboard.press("r")
        page.keyboard.type("r1")
        page.keyboard.press("Enter")
        expect(row).to_contain_text("R1")


class TestTheMapAndTheBoard:
    @pytest.mark.parametrize("theme", ["day", "night"])
    def test_can_be_read_by_everybody(self, desk, town, two_crews, expect, no_violations, theme, browser, sign_in):
        town.draw(AREA)
        town.call("12 Mill Lane", **MILL_LANE)
        town.stand("mika", 44.1, -123.1)
        town.assign(town.call("3 Oak Street"), "R1")
        page = desk()
        page.evaluate("theme => localStorage.setItem('theme', theme)", theme)
        page.reload()
        page.wait_for_selector("#line-state[data-line=live]")
        no_violations(page)
        page.keyboard.press("m")
        page.wait_for_url("**/desk/map/")
        expect(page.locator(".mark-label")).to_have_text(["R1", "R2", "#1"])
        expect(page.locator("path.area-field")).to_have_count(1)
        no_violations(page)

        tablet = sign_in(browser.new_context().new_page(), "cleo", "/tablet/")
        assert tablet.evaluate(STAND, {"latitude": 44.12, "longitude": -123.1}) == 204
        moved = page.locator("#map-lists li", has_text="R2")
        expect(moved).to_have_attribute("data-latitude", "44.12", timeout=15_000)
        moved.get_by_role("button").press("Enter")
        expect(page.locator(".mark-label", has_text="R2")).to_be_in_viewport()
        tablet.context.close()
