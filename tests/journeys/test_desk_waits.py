"""Stories of calls that wait for a team, and of calls that end without one."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.hands import ADDRESS, eventually

pytestmark = pytest.mark.journey


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def upgrade(page, why):
    """The call of the first row becomes most urgent."""
    press(page, "j", "Enter")
    page.locator("#caller-title").wait_for()
    page.wait_for_selector("#line-state[data-line=live]")
    page.locator("#priority summary").focus()
    press(page, "Enter", "Tab")
    page.keyboard.type("1")
    press(page, "Tab")
    page.keyboard.type(why)
    press(page, "Enter")


def end(page, reason, instead):
    form = page.locator("#end-form")
    form.get_by_label("Why no team went").select_option(reason)
    form.get_by_label("What went instead").select_option(instead)
    form.get_by_role("button", name="Close the call").click()


def by_day_and_night(page, no_violations):
    for theme in ("day", "night"):
        page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
        no_violations(page)


class TestACallOutOfHours:
    def test_says_so_by_itself_and_ends_with_that_reason(self, desk, town, expect, no_violations):
        today = datetime.now(UTC).astimezone(ZoneInfo("America/Denver")).weekday()
        town.set_hours([[(today + 3) % 7, "06:00", "07:00"]])
        page = desk()

        press(page, "n")
        page.wait_for_selector("#id_call_type:focus")
        page.keyboard.type("cw")
        press(page, "Enter")
        row = page.locator("#waiting .call")
        expect(row).to_contain_text("Out of hours")

        row.get_by_role("link").first.click()
        page.locator("#close-without summary").focus()
        press(page, "Enter")
        form = page.locator("#end-form")
        expect(form.get_by_label("Why no team went")).to_have_value("out_of_hours")
        expect(page.locator("#close-without")).to_contain_text("Out of hours by the unit hours and areas")
        by_day_and_night(page, no_violations)
        form.get_by_label("What went instead").focus()
        page.keyboard.type("Pol")
        press(page, "Tab", "Tab", "Enter")

        expect(page.locator("#call")).to_contain_text("No team: Out of hours; sent instead: Police")
        assert town.look("Incident", "coverage", "unserved_reason", "sent_instead") == [
            ["out_of_hours", "out_of_hours", "police"]
        ]
        page.goto(page.url.split("calls/")[0] + "calls/?state=unserved")
        expect(page.locator("table")).to_contain_text("No team: Out of hours; sent instead: Police")


class TestACallerWhoWaits:
    def test_is_promised_a_team_told_of_the_delay_and_decided_about(self, desk, town, expect, no_violations):
        """All of it by the keyboard."""
        town.call("12 Mill Lane", callback_number="555-0101")
        page, watching = desk("dana"), desk("ada")

        press(page, "w", "Enter")
        row = watching.locator("#hold .call")
        expect(row).to_contain_text("12 Mill Lane")
        expect(row).to_contain_text("Not rung yet")
        expect(row.locator("[data-wait-word]")).to_have_text("In time")
        expect(watching.locator("#waiting")).to_contain_text("No call is waiting.")

        press(page, "c", "Enter")
        expect(row).to_contain_text("Caller advised of delay")
        assert town.look("CallerContact", "reached", "will_wait") == [[True, True]]

        town.change_agency(hold_targets=[0] * 5, hold_limits=[0] * 5)
        upgrade(page, "He shouts now")
        expect(row).to_have_attribute("data-wait", "decide")
        expect(row.locator("[data-wait-word]")).to_have_text("Decide now")
        eventually(lambda: "incident.decision_asked" in town.log())
        expect(row.get_by_role("button", name="Go on")).to_be_visible()
        by_day_and_night(watching, no_violations)

        row.get_by_label(re.compile("waits on$")).last.focus()
        watching.keyboard.type("R1 clears soon")
        press(watching, "Enter")
        expect(watching.locator("#said")).to_have_text("Call #1 waits on for 15 minutes.")
        expect(row.locator("[data-wait-word]")).to_have_text("Over target")

        press(watching, "Escape", "c", "Tab", "Tab", "Tab", "Enter")
        expect(row).to_contain_text("Would not wait.")
        expect(row.locator("[data-wait-word]")).to_have_text("Decide now")
        row.get_by_role("link", name="Close").click()
        end(watching, "caller_would_not_wait", "police")
        expect(watching.locator("#call")).to_contain_text("No team: Caller would not wait; sent instead: Police")
        expect(page.locator("#timeline")).to_contain_text("Decided: the caller waits on")


class TestASecondCallAboutTheSame:
    def test_is_linked_by_its_number_and_the_van_reads_what_was_told(self, desk, town, on_call, expect, no_violations):
        second = town.call(ADDRESS, summary="He has no shoes on.", callback_number="555-0177")
        page, watching = desk("dana", f"/desk/calls/{second}/"), desk("ada", f"/desk/calls/{second}/")

        page.locator("#link summary").focus()
        press(page, "Enter", "Tab")
        page.keyboard.type("1")
        press(page, "Enter")

        for desk_page in (page, watching):
            expect(desk_page.locator("#call")).to_contain_text("Same as call #1")
        expect(on_call.locator("#news")).to_contain_text("He has no shoes on.")
        expect(on_call.locator("#news")).to_contain_text("Call back 555-0177")
        no_violations(page)

        page.get_by_label("Why it is opened again").fill("Another man.")
        press(page, "Enter")
        expect(page.locator("#call")).to_contain_text("Open since")
        expect(on_call.locator("#timeline")).to_contain_text("Taken back")


class TestATandem:
    def test_is_seen_in_the_van_and_handed_to_police_in_one_action(self, desk, town, on_call, expect, no_violations):
        page = desk()
        page.locator("#under_way a").first.click()
        page.locator("#supports-title").wait_for()

        page.get_by_label("Minutes until they come").fill("7")
        page.get_by_label("Why somebody else goes").fill("Threw a bottle")
        press(page, "Enter")
        going = on_call.locator("[data-fact=going]")
        expect(going).to_contain_text("Police")
        expect(on_call.locator("#news")).to_contain_text("Threw a bottle")
        page.locator(".support").get_by_role("button", name="On scene").click()
        expect(going).to_contain_text("On scene")

        before = len(town.log())
        page.locator("#hand-over summary").focus()
        press(page, "Enter", "Tab", "Tab")
        page.keyboard.type("A knife was seen")
        page.locator("#over-form").get_by_label("Why no team").select_option("disqualifier_present")
        by_day_and_night(page, no_violations)
        page.get_by_role("button", name="Hand it over").focus()
        press(page, "Enter")

        expect(page.locator("#call")).to_contain_text("No team: Disqualifier present; sent instead: Police")
        expect(on_call.locator(".over")).to_contain_text("Dispatch took this call back")
        expect(on_call.locator("#news")).to_contain_text("A knife was seen")
        assert [kind for kind in town.log()[before:] if not kind.startswith("assignment.")] == ["incident.handed_over"]


class TestANoteFromTheBoard:
    def test_reaches_the_van_from_the_row_by_one_key(self, desk, on_call, expect, no_violations):
        page = desk()
        page.locator("#under_way [data-row] a").first.focus()
        press(page, "i")
        expect(page.locator("#quick-note")).to_contain_text("Note on #1")
        no_violations(page)
        page.keyboard.type("Use the back door.")
        press(page, "Control+Enter")

        expect(page.locator("#quick-note")).to_be_hidden()
        expect(page.locator("#said")).to_have_text("The note is filed.")
        expect(on_call.locator("#news")).to_contain_text("Use the back door.")
        expect(page.locator("#under_way [data-row] a").first).to_be_focused()

        press(page, "i")
        expect(page.locator("#quick-note-body")).to_have_value("")
        press(page, "Escape")
        expect(page.locator("#quick-note")).to_be_hidden()
