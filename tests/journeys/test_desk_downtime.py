"""The server is gone: the last board prints, sheets are written on, and afterwards typed in. And what a month says."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.journeys.hands import eventually

pytestmark = pytest.mark.journey


def type_a_sheet(page, expect):
    """With a time that is none, and a reload before it is filed."""
    page.get_by_label("Day", exact=True).fill((datetime.now(UTC) - timedelta(days=2)).date().isoformat())
    for label, text in (("Came in at", "0005"), ("Call type", "cw"), ("Address or place", "9 Oak Street")):
        page.get_by_label(label).fill(text)
    page.get_by_label("Unit", exact=True).fill("R2")
    page.get_by_label("Cleo").check()
    page.get_by_label("On scene").fill("00.1")
    page.get_by_label("Was there a person?").select_option("gone_on_arrival")
    page.reload()
    expect(page.get_by_label("Address or place")).to_have_value("9 Oak Street")
    expect(page.get_by_label("Cleo")).to_be_checked()
    page.get_by_role("button", name="File as a late entry").click()
    expect(page.get_by_text("Write the time like 14:05 or 1405.")).to_be_visible()

    page.get_by_label("On scene").fill("0006")
    page.get_by_role("button", name="File as a late entry").click()
    expect(page.locator(".banner-success")).to_contain_text("is filed as a late entry")
    expect(page.get_by_label("Address or place")).to_have_value("")


class TestWhenTheServerIsGone:
    def test_the_last_board_prints_and_the_sheets_come_in_late(self, desk, town, crew, server, expect, no_violations):
        town.assign(town.call("12 Mill Lane", callback_number="555-0144"), "R1")
        page = desk("dana")
        eventually(lambda: page.evaluate("localStorage.getItem('desk-board')?.includes('12 Mill Lane')"))
        page.evaluate("() => { window.print = () => { window.printed = (window.printed ?? 0) + 1; }; }")

        server.kill()
        offer = page.get_by_role("button", name="Print the last known board")
        expect(offer).to_be_visible(timeout=30_000)
        offer.press("Enter")
        copy = page.get_by_role("dialog", name="The last known board")
        for told in ("As of", "R1", "Mika", "12 Mill Lane", "555-0144"):
            expect(copy).to_contain_text(told)
        assert page.evaluate("window.printed") is None
        copy.get_by_role("button", name="Print", exact=True).press("Enter")
        assert page.evaluate("window.printed") == 1
        no_violations(page)
        page.keyboard.press("Escape")

        server.start()
        expect(offer).to_be_hidden(timeout=60_000)
        page.locator(".bar").get_by_role("link", name="Paper").click()
        page.get_by_role("link", name="Type a call in from paper").press("Enter")
        type_a_sheet(page, expect)
        no_violations(page)
        page.get_by_role("link", name="#2 Check the welfare").click()
        expect(page.locator("#call")).to_contain_text(re.compile(r"Late entry\s+typed in by Dana"))
        expect(page.locator("#call")).to_contain_text("On scene 00:06")
        assert town.look("Unit", "status", call_sign="R2") == [["off_duty"]]

    def test_the_copy_goes_with_who_signs_out(self, desk, town, expect, sign_in):
        page = desk("dana")
        eventually(lambda: page.evaluate("localStorage.getItem('desk-board') !== null"))
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url("**/sign-in/")
        assert page.evaluate("localStorage.getItem('desk-board')") is None


class TestTheDigest:
    def test_tells_a_month_by_group_and_never_by_person(self, desk, town, crew, expect, no_violations):
        town.last_month("North", 5, ["good", "good", "too_risky", "good", "needed_ems", "good"])
        town.last_month("South", 2, ["too_risky"] * 6)
        page = desk("dana")
        page.locator(".bar").get_by_role("link", name="Digest").press("Enter")

        row = page.locator("tr", has_text="North")
        cells = ["6", "6 100 %", "0", "6", "4 67 %", "1 17 %", "0 0 %", "1 17 %", "0 0 %"]
        expect(row.get_by_role("cell")).to_have_text(cells)
        expect(page.locator("table")).not_to_contain_text("South")
        expect(page.locator("#digest")).to_contain_text("Not shown: groups with fewer than five")
        for theme in ("day", "night"):
            page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
            no_violations(page)
