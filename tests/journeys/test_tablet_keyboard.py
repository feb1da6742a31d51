"""A routine call by keyboard alone: one sees where one is, nothing lies over it, and nothing throws one out."""

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import eventually

pytestmark = pytest.mark.journey

# Where the keyboard is, whether a ring shows it, and whether something lies over it.
WHERE = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const shown = one.matches("[type=radio], [type=checkbox]") ? one.closest("label") ?? one : one;
  const ring = [one, shown].some((part) => Number.parseFloat(getComputedStyle(part).outlineWidth) >= 2
    && getComputedStyle(part).outlineStyle !== "none");
  const box = shown.getBoundingClientRect();
  const over = document.elementFromPoint(box.left + box.width / 2, Math.max(box.top, 0) + Math.min(box.height, 40) / 2);
  const free = Boolean(over) && (shown.contains(over) || over.contains(shown));
  return { name: (shown.textContent.trim() || one.name || one.id).slice(0, 50), ring, free };
}"""


def walk(page, most=120):
    """Tab by tab through the whole page."""
    found = []
    page.evaluate("document.body.focus()")
    for _ in range(most):
        page.keyboard.press("Tab")
        where = page.evaluate(WHERE)
        if where is None:
            break
        found.append(where)
    return found


def go_to(page, name, role="button"):
    control = page.get_by_role(role, name=name, exact=True)
    control.focus()
    return control


class TestByKeyboard:
    def test_one_always_sees_where_one_is(self, on_call):
        for leaf in ("", "scene/", "after/"):
            on_call.goto(on_call.url.split("scene/")[0].split("after/")[0] + leaf)
            expect(on_call.locator("#line")).to_have_attribute("data-line", "live")
            found = walk(on_call)
            assert len(found) > 12
            assert [one["name"] for one in found if not one["ring"]] == []
            assert [one["name"] for one in found if not one["free"]] == []

    def test_one_stays_where_one_was(self, on_call, town):
        rung = go_to(on_call, "On scene")
        on_call.keyboard.press("Enter")
        expect(rung).to_have_attribute("aria-pressed", "true")
        eventually(lambda: "unit.on_scene" in town.log())
        expect(on_call.locator("#timeline")).to_contain_text("on scene")
        expect(rung).to_be_focused()

        sos = on_call.get_by_role("button", name="SOS")
        sos.focus()
        on_call.keyboard.press("Enter")
        expect(on_call.get_by_role("dialog")).to_be_visible()
        on_call.keyboard.press("Escape")
        expect(sos).to_be_focused()

        on_call.locator(".menu > summary").focus()
        on_call.keyboard.press("Enter")
        on_call.keyboard.press("Tab")
        on_call.keyboard.press("Escape")
        expect(on_call.locator(".menu > summary")).to_be_focused()

        on_call.goto("/tablet/")
        expect(on_call.locator("#line")).to_have_attribute("data-line", "live")
        way = on_call.get_by_role("link", name="Navigate")
        way.focus()
        town.crew("mika", "report_status", town.look("Assignment", "pk")[0][0], status="transporting")
        expect(on_call.locator("#current")).to_contain_text("Transporting")
        expect(on_call.locator("#current [aria-pressed=true]")).to_have_text("Transporting", timeout=15_000)
        expect(way).to_be_focused()
