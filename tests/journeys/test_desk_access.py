"""Every page of the desk and of the program for everybody: by day and night, on a wide and a narrow screen, and by the
keyboard alone. The pages are those of the urls, so that a new one cannot be left out."""

from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from responder_app.dispatch import urls as desk_urls
from responder_app.program import urls as program_urls
from tests.journeys.eyes import AXE, DARK, OPEN, SEEN, THEME, WIDE
from tests.journeys.phones import staff

pytestmark = pytest.mark.journey

WITHOUT_NUMBER = {
    "desk", "desk-digest", "desk-paper", "desk-print", "desk-sheets", "desk-late", "desk-calls", "desk-new-call",
    "desk-map", "desk-clinician", "desk-hotline",
    "program", "program-settings", "program-digest", "program-people", "program-training", "program-form",
    "program-rules", "program-cautions", "program-hours", "program-areas", "program-words", "program-lists",
    "program-transfers",
}  # fmt: skip
OF_A_CALL = {"desk-call", "desk-screen"}
FILES = (".json", ".csv", ".js")
AT_PRACTICE = {"desk-practice", "desk"}
CONTROLS = """
  const controls = () => all("a[href], button, summary, input:not([type=hidden]), select, textarea, [tabindex='0']")
    .filter((one) => seen(one) && !one.disabled && one.tabIndex >= 0);
  const group = (one) => (one.type !== "radio" || !one.form ? [one]
    : [...one.form.elements].filter(({ name }) => name === one.name));
  const reached = (one) => group(one).some((each) => window.reached.has(each));
"""
WATCH = """() => { window.reached = new WeakSet();
  document.addEventListener("focusin", ({ target }) => window.reached.add(target)); }"""
HOW_MANY = f"() => {{ {SEEN} {CONTROLS} return controls().length; }}"
MISSED = f"() => {{ {SEEN} {CONTROLS} return controls().filter((one) => !reached(one)).map(name); }}"
ONLY_DRAGGED = """() => [...document.querySelectorAll("[draggable=true]")]
  .filter((row) => !row.querySelector("form[action$='/assign/'] [name=unit], form[action$='/reassign/'] [name=unit]"))
  .map((row) => row.id)"""


@pytest.fixture
def busy(town):
    """Calls that wait, one for a team, one kept, one offered to each desk; a crew that asks for help, and one that does
    not accept. Answers the first call's number."""
    staff(town)
    for username, call_sign in (("mika", "R1"), ("cleo", "R2")):
        town.sign_on(username, call_sign)
    calls = [town.call(f"{turn} Mill Lane", callback_number="555-0142", summary="Asks for a bed.") for turn in range(8)]
    town.call("1 Old Street", code="DIST")
    town.wait("dana", calls[1])
    town.hold(calls[2], "R1")
    ride = town.assign(calls[3], "R1", ago=90)
    town.nobody_answers(town.assign(calls[4], "R2", ago=90))
    town.crew("mika", "call_backup", ride, level="urgent", reasons=["weapon_seen"])
    town.offer("dana", calls[5], "embedded_clinician")
    town.take("ines", calls[5])
    town.offer("dana", calls[6], "embedded_clinician")
    town.offer("dana", calls[7], "hotline")
    town.ask("dana", calls[0], "The knife is in the kitchen. Ours?")
    town.hand_over(town.set_aside("mika", "R1", "A note", "The note is empty."), {"body": "Hm."})
    town.plan("ines", calls[0], "Ring back.", -1, owner="ines")
    return calls[0]


def visit(page, path):
    page.goto(page.evaluate("location.origin") + path)
    line = page.locator("#line-state")
    if line.count():
        page.wait_for_selector("#line-state[data-line=live]")


def look(page, path):
    """What is wrong with it, everything unfolded, by day and night; at 390 pixels it must not run sideways."""
    visit(page, path)
    page.evaluate(OPEN)
    page.evaluate(Axe().axe_script)
    wrong = []
    for theme in ("day", "night"):
        page.evaluate(THEME, theme)
        wrong += [f"{path}, {theme}: {one}" for one in page.evaluate(AXE, DARK)]
    page.set_viewport_size({"width": 390, "height": 844})
    wrong += [f"{path}, narrow: {one}" for one in page.evaluate(WIDE)]
    page.set_viewport_size({"width": 1440, "height": 900})
    return wrong


class TestEveryPage:
    def test_can_be_read_by_everybody(self, desk, town, busy):
        page = desk("ada")
        wrong = []
        for path in sorted(reverse(name) for name in WITHOUT_NUMBER) + [
            reverse(name, args=[busy]) for name in OF_A_CALL
        ]:
            wrong += look(page, path)
        assert not wrong, "\n".join(wrong)

    def test_is_in_this_walk(self, desk, busy):
        page = desk("ada")
        for route in desk_urls.urlpatterns + program_urls.urlpatterns:
            if route.name in WITHOUT_NUMBER | OF_A_CALL | AT_PRACTICE or str(route.pattern).endswith(FILES):
                continue
            args = [number_for(route, busy)] if "<" in str(route.pattern) else []
            answer = page.request.get(page.evaluate("location.origin") + reverse(route.name, args=args))
            is_page = answer.ok and "<!doctype html>" in answer.text().lower()
            assert not is_page, f"{route.name} is a page, and nobody looks at it"
            assert answer.status in {200, 204, 405}, f"{route.name} says {answer.status}: is it a page?"

    def test_of_practice_can_be_read_too(self, desk, town):
        town.open_training()
        page = desk("ada")
        visit(page, "/training/")
        page.get_by_role("button", name="Go to training").press("Enter")
        page.wait_for_selector("#line-state[data-line=live]")
        wrong = [one for name in sorted(AT_PRACTICE) for one in look(page, reverse(name))]
        assert not wrong, "\n".join(wrong)


class TestEveryControl:
    def test_is_reached_by_tab_and_what_is_dragged_is_typed_too(self, desk, town, busy):
        town.draw(
            {"type": "Polygon", "coordinates": [[[-123.2, 44.0], [-123.0, 44.0], [-123.0, 44.2], [-123.2, 44.0]]]}
        )
        town.stand("mika", 44.1, -123.1)
        for person, path in (
            ("dana", "/desk/"),
            ("dana", f"/desk/calls/{busy}/"),
            ("dana", "/desk/calls/new/"),
            ("dana", "/desk/map/"),
            ("ines", "/desk/clinician/"),
            ("hal", "/desk/hotline/"),
        ):
            page = desk(person, path)
            page.evaluate(OPEN)
            page.evaluate(WATCH)
            assert page.evaluate(HOW_MANY) > 5
            for _ in range(page.evaluate(HOW_MANY) + 40):
                page.keyboard.press("Tab")
            missed = page.evaluate(MISSED)
            assert not missed, f"{path}: no Tab leads to {missed}"
            only = page.evaluate(ONLY_DRAGGED)
            assert not only, f"{path}: only a mouse can move {only}"


def number_for(route, call):
    pattern = str(route.pattern)
    return 0 if "int:" in pattern else call if pattern.startswith("calls/") else uuid4()
