"""Two people practise, and nobody outside notices."""

import re

import pytest

from tests.journeys.hands import eventually, ready, tap

pytestmark = pytest.mark.journey


def visit(page, path):
    page.goto(page.evaluate("location.origin") + path)


def go_there(page):
    visit(page, "/training/")
    page.get_by_role("button", name="Go to training").click()


class TestPractice:
    def test_of_two_people_stays_between_them(self, desk, town, tablets, sign_in, expect, no_violations):
        town.open_training()
        outside = desk("ada")
        page = desk("dana")
        page.locator(".bar").get_by_role("link", name="Training").click()
        page.get_by_role("button", name="Go to training").press("Enter")
        page.wait_for_selector("#line-state[data-line=live]")
        expect(page).to_have_title(re.compile(r"^\[TRAINING\] "))
        expect(page.get_by_role("complementary", name="Training")).to_contain_text("Nobody is called")

        van = tablets("van").pages[0]
        sign_in(van, "mika", then="/tablet/")
        ready(van)
        van.locator(".menu > summary").click()
        van.get_by_role("link", name="Training", exact=True).click()
        tap(van, "Go to training")
        van.goto("/tablet/shift/")
        van.locator(".van", has_text="R1").click()
        tap(van, "Sign on")
        expect(van.locator(".practice-strip").first).to_be_visible()

        page.get_by_role("link", name="Practice calls").click()
        page.locator("section", has_text="Somebody cries on a kerb").get_by_role("button").press("Enter")
        page.get_by_role("link", name="Board").click()
        page.wait_for_selector("#line-state[data-line=live]")
        page.keyboard.press("a")
        page.keyboard.type("R1")
        page.keyboard.press("Enter")

        van.goto("/tablet/")
        expect(van.get_by_text("200 block of Alder Street").first).to_be_visible(timeout=20_000)
        for theme in ("day", "night"):
            page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
            no_violations(page)

        expect(outside.locator("#waiting")).to_contain_text("No call is waiting.")
        expect(outside.locator("#under_way")).to_contain_text("No unit is on a call.")
        assert "incident.received" not in town.log_of("Juniper Falls")
        assert "assignment.made" in town.log_of("TRAINING Juniper Falls")

    def test_panic_reaches_the_practice_desk_only(self, desk, town, tablets, sign_in, expect):
        town.open_training()
        outside, practising = desk("ada"), desk("dana")
        go_there(practising)
        practising.wait_for_selector("#line-state[data-line=live]")
        van = tablets("van").pages[0]
        sign_in(van, "mika", then="/tablet/")
        ready(van)
        go_there(van)
        van.wait_for_url("**/tablet/")
        ready(van)

        van.locator("[data-panic]").click()
        expect(van.get_by_role("dialog")).to_contain_text("TRAINING: nobody is called")
        van.get_by_role("button", name="I need help now").click()

        expect(practising.locator(".backup-alarm")).to_contain_text("Mika", timeout=20_000)
        expect(practising).to_have_title(re.compile(r"^\[TRAINING\] "))
        expect(outside.locator(".backup-alarm")).to_have_count(0)
        assert "backup.requested" not in town.log_of("Juniper Falls")

    def test_is_never_mixed_into_a_page_that_was_open_before(self, desk, town, expect):
        town.call("12 Mill Lane")
        town.open_training()
        page = desk("dana")
        other = page.context.new_page()
        other.goto(page.url + "calls/")
        other.wait_for_selector("#line-state[data-line=live]")
        go_there(other)

        expect(page.locator(".practice-strip")).to_be_visible(timeout=15_000)
        expect(page.locator("#waiting")).to_contain_text("No call is waiting.")
        other.get_by_role("link", name="Leave training").click()
        other.get_by_role("button", name="Leave training").click()
        expect(page.locator("#waiting")).to_contain_text("12 Mill Lane", timeout=15_000)
        expect(page.locator(".practice-strip")).to_have_count(0)

    def test_keeps_what_was_written_before_until_one_is_back(self, town, tablets, sign_in, expect, van):
        """A note written in a dead spot before going home waits for its author, through practice and back."""
        assignment = town.assign(town.call("12 Mill Lane"), "R1")
        town.crew("mika", "accept", assignment)
        van.goto(f"/tablet/calls/{assignment}/scene/")
        ready(van)
        van.route("**/tablet/calls/*/notes/", lambda route: route.abort())
        van.route("**/tablet/letters/**", lambda route: route.abort())
        van.get_by_label("Note", exact=True).fill("Written before.")
        tap(van, "Keep this note")
        town.crew("mika", "close", assignment, contact_outcome="gone_on_arrival")
        town.go_home("mika")
        town.open_training()

        van.locator(".menu > summary").click()
        van.get_by_role("link", name="Training", exact=True).click()
        expect(van.get_by_role("dialog")).to_contain_text("Letters not sent yet: 1")
        tap(van, "Go on")
        tap(van, "Go to training")
        van.unroute("**/tablet/calls/*/notes/")
        van.unroute("**/tablet/letters/**")
        van.wait_for_url("**/tablet/")
        ready(van)
        assert town.look("Note", "body") == []

        van.goto("/training/")
        tap(van, "Leave training")
        eventually(lambda: town.look("Note", "body") == [["Written before."]], seconds=30)
