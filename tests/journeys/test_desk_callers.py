"""Stories of callers who are not answered, or change hands; from the phone to the outcome: test_desk_models."""

import re

import pytest

from tests.journeys.hands import eventually
from tests.journeys.phones import pass_on, staff

pytestmark = pytest.mark.journey


@pytest.fixture
def people(town):
    staff(town)


class TestTheEmbeddedClinician:
    def test_who_does_not_answer_in_time_is_seen_at_once_and_may_still_decline(self, desk, town, people, expect):
        town.change_agency(transfer_limit=2)
        call = town.call("12 Mill Lane")
        floor = desk("dana", f"/desk/calls/{call}/")
        pass_on(floor.locator("#caller"), "Clinician in the 911 room", "Needs a clinician")
        eventually(lambda: "transfer.unanswered" in town.log())
        expect(floor.locator("#caller")).to_contain_text("Nobody answered in time")
        expect(floor.locator("#caller [data-until]")).to_have_text(re.compile(r"▲ 00:\d\d over"))

        floor.goto(floor.url.split("calls/")[0])
        room = desk("ines", "/desk/clinician/")
        decline = room.locator("#transfers .declines")
        decline.locator("summary").press("Enter")
        decline.get_by_label("Why not").select_option("nobody_free")
        decline.get_by_role("button", name="Decline").press("Enter")
        back = floor.locator("#transfers .transfer-back")
        expect(back).to_contain_text(
            "Declined by Clinician in the 911 room: Nobody free to take it. The caller is yours"
        )
        expect(room.locator("#transfers")).to_contain_text("Nobody is offered to you.")
        assert town.log().count("transfer.unanswered") == 1

    def test_takes_over_whom_a_colleague_has_and_both_see_whose_they_are(self, desk, town, people, expect):
        town.person("uma", "Uma Lind", role="clinician")
        call = town.call("12 Mill Lane")
        town.offer("dana", call, "embedded_clinician")
        town.take("ines", call)
        hers, mine = desk("ines", "/desk/clinician/"), desk("uma", "/desk/clinician/")
        row = mine.locator("#callers .caller-row")
        expect(row).to_contain_text("Ines Roca")
        row.get_by_role("button", name="Take over from Ines Roca").press("Enter")

        expect(mine.locator("#said")).to_have_text("The caller of call #1 is yours.")
        expect(mine.locator("#callers-title .count")).to_have_text("1")
        expect(hers.locator("#callers")).to_contain_text("You have no caller.")
        expect(hers.locator("#callers .caller-row")).to_contain_text("Uma Lind")
        hers.goto(hers.url.replace("clinician/", f"calls/{call}/"))
        expect(hers.locator("#timeline")).to_contain_text("Uma Lind has taken the caller over")


class TestAnOffer:
    def test_is_heard_once_on_any_page_and_taken_there(self, desk, town, people, expect):
        page, other = desk("hal", "/desk/map/"), desk("dana")
        town.offer("dana", town.call("12 Mill Lane"), "hotline")
        strip = page.locator(".alert-offer")
        expect(strip).to_contain_text("Caller offered to you")
        expect(strip).to_contain_text("911 call taker: Needs a clinician")
        expect(page).to_have_title("☎ Caller offered to you")
        expect(page.locator("[data-siren]")).to_have_attribute("data-rang", "1")
        page.reload()
        expect(strip).to_be_visible()
        expect(page.locator("[data-siren]")).not_to_have_attribute("data-rang", re.compile("."))
        strip.get_by_role("button", name="Take the caller").press("Enter")
        expect(strip).to_have_count(0)
        assert other.locator(".alert-offer").count() == 0
        assert town.look("Incident", "dispatch_owner") == [["hotline_operator"]]


class TestBothDesks:
    @pytest.mark.parametrize("theme", ["day", "night"])
    def test_can_be_read_by_everybody_and_lead_to_the_board_and_back(
        self, desk, town, people, lately_offered, no_violations, expect, theme
    ):
        for person, path in (("ines", "/desk/clinician/"), ("hal", "/desk/hotline/")):
            page = desk(person, path)
            page.evaluate("theme => localStorage.setItem('theme', theme)", theme)
            page.reload()
            page.wait_for_selector("#line-state[data-line=live]")
            expect(page.locator("html")).to_have_attribute("data-theme", theme)
            no_violations(page)
            for summary in page.locator("#callers .does > summary, #transfers summary").all():
                summary.click()
            no_violations(page)
            page.keyboard.press("g")
            page.wait_for_url("**/desk/")
            no_violations(page)
            page.keyboard.press("g")
            page.wait_for_url(f"**{path}")

    @pytest.fixture
    def lately_offered(self, town, people, desk):
        """One caller in Ines's hands, one in Hal's, and one offered to each by the other."""
        for person, other in (("ines", "Hotline"), ("hal", "Clinician in the 911 room")):
            path = "/desk/clinician/" if person == "ines" else "/desk/hotline/"
            owner = "embedded_clinician" if person == "ines" else "hotline_operator"
            for street in ("1 Elm Road", "2 Elm Road"):
                town.call(street, dispatch_owner=owner, callback_number="555-0142", summary="Asks for a bed.")
            page = desk(person, path)
            pass_on(page.locator("#callers .caller-row").first, other, "Out of hours")
            page.locator("#transfers .transfer").first.wait_for()
        return town
