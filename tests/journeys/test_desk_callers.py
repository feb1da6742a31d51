"""Stories of callers who are passed on: to the clinician in the 911 room, and between the hotline and 911."""

import re

import pytest

from tests.journeys.hands import eventually

pytestmark = pytest.mark.journey
PLAN = "Rings her sister at six; the neighbour keeps the tablets."


@pytest.fixture
def people(town):
    """Ines is the clinician in the 911 room, Hal the hotline's operator."""
    town.person("ines", "Ines Roca", role="clinician")
    town.train("ines", "clinician")
    town.person("hal", "Hal Moss", role="hotline")


@pytest.fixture
def pass_on():
    """Opens the form beside a caller and offers them, by keyboard."""

    def pass_on(place, to, reason):
        summary = place.locator("summary", has_text="Pass on").first
        summary.focus()
        summary.press("Enter")
        form = place.locator("form[action$='/transfers/']").first
        form.get_by_label("Pass on to").select_option(label=to)
        form.get_by_label("Because").select_option(label=reason)
        form.get_by_role("button", name="Offer the caller").press("Enter")

    return pass_on


class TestTheEmbeddedClinician:
    def test_takes_a_caller_over_with_the_record_and_settles_it_by_phone(self, desk, town, people, pass_on, expect):
        call = town.call("12 Mill Lane", summary="Does not want to go on.", screening={"weapon": "no", "dog": "yes"})
        room, floor = desk("ines", "/desk/clinician/"), desk("dana", f"/desk/calls/{call}/")
        pass_on(floor.locator("#caller"), "Clinician in the 911 room", "Needs a clinician")

        offer = room.locator("#transfers .transfer-here")
        for told in ("Does not want to go on.", "12 Mill Lane", "Dog or other animal there", "Medical emergency"):
            expect(offer).to_contain_text(told)
        expect(offer.locator("[data-until]")).to_have_text(re.compile(r"00:\d\d to answer"))
        room.keyboard.press("y")

        row = room.locator("#callers .caller-row")
        expect(row).to_contain_text("12 Mill Lane")
        expect(floor.locator("#caller")).to_contain_text("Accepted")
        row.locator("summary", has_text="Settle by phone").press("Enter")
        form = row.locator("form[action$='/by-phone/']")
        form.get_by_label("Outcome").select_option("safety_plan")
        form.locator("[name=safety_plan]").fill(PLAN)
        form.get_by_label("Follow-up").select_option("1")
        form.get_by_role("button", name="Settle and close the call").press("Enter")

        expect(room.locator("#callers")).to_contain_text("You have no caller.")
        expect(room.locator("#follow_ups")).to_contain_text("Ring back.")
        assert town.look("Incident", "ending", "unserved_reason") == [["phone", ""]]

        expect(floor.locator("#caller")).to_contain_text("There is a safety plan. Clinical roles read it.")
        assert "sister" not in floor.content()
        room.goto(floor.url)
        expect(room.locator("#caller")).to_contain_text(PLAN)

    def test_who_does_not_answer_in_time_is_seen_at_once_and_may_still_decline(
        self, desk, town, people, pass_on, expect
    ):
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

    def test_is_asked_and_answers_while_the_call_taker_keeps_the_caller(self, desk, town, people, expect):
        call = town.call("12 Mill Lane", screening={"weapon": "yes"})
        floor, room = desk("dana", f"/desk/calls/{call}/"), desk("ines", "/desk/clinician/")
        floor.locator("#caller summary", has_text="Ask the clinician").press("Enter")
        floor.get_by_label("Ask the clinician").fill("The knife is in the kitchen. Ours?")
        floor.keyboard.press("Enter")

        asked = room.locator("#consults .consult")
        expect(asked).to_contain_text("The knife is in the kitchen. Ours?")
        expect(asked).to_contain_text("Weapon seen or reported")
        asked.get_by_label("Answer").select_option("otherwise")
        asked.get_by_label("Should be").select_option("team_with_police_or_ems")
        asked.get_by_label("Why").fill("Police first: it is in reach.")
        room.keyboard.press("Enter")
        expect(floor.locator("#caller")).to_contain_text("Ines Roca: Says otherwise: Team with police or EMS")
        floor.goto(floor.url.split("calls/")[0])
        expect(floor.locator("#transfers")).to_contain_text("Police first: it is in reach.")

        room.locator("#telehealth summary").press("Enter")
        room.get_by_label("Who is on scene").select_option("police")
        room.locator("#telehealth").get_by_label("Call").fill("1")
        room.keyboard.press("Enter")
        running = room.locator("#telehealth .contact")
        expect(running).to_contain_text("Running")
        running.get_by_label("Came to").select_option("advised")
        running.get_by_label("Clinical note").fill("Pupils even.")
        running.get_by_role("button", name="Stop").press("Enter")
        expect(running).to_contain_text("Advised those on scene")
        expect(running).to_contain_text("Pupils even.")
        floor.goto(f"{floor.url}calls/{call}/")
        expect(floor.locator("#caller")).to_contain_text("Advised those on scene")
        assert "Pupils" not in floor.content()


class TestTheHotline:
    @pytest.fixture
    def lately(self, town):
        """A dozen calls that R1 reached after half an hour, at any hour of the last days."""
        town.sign_on("mika", "R1", ago=20 * 86_400)
        for day in range(2, 14):
            ago = day * 86_400
            ride = town.assign(town.call(f"{day} Mill Lane", ago=ago), "R1", ago=ago - 600)
            town.crew("mika", "report_status", ride, status="on_scene", ago=ago - 1_800)
            told = {"contact_outcome": "contact_made", "disposition": "remained_resolved"}
            town.crew("mika", "close", ride, ago=ago - 3_600, **told)

    def test_takes_a_caller_without_a_place_and_passes_them_to_911(self, desk, town, people, lately, pass_on, expect):
        page = desk("hal", "/")
        page.wait_for_url("**/desk/hotline/")
        page.keyboard.press("p")
        page.keyboard.press("Space")
        page.get_by_label("What was told").fill("Has no shoes, will not say where.")
        page.get_by_role("button", name="Save the call").press("Enter")
        page.wait_for_selector("#line-state[data-line=live]")

        row = page.locator("#callers .caller-row")
        expect(row).to_contain_text("Address not known")
        expect(row.locator(".eta-line")).to_have_text(
            re.compile(r"30–35 min: 0 calls ahead, 1 unit free; 12 calls of the last 4 weeks")
        )
        pass_on(row, "911 center", "Emergency: police, fire or EMS")
        offer = page.locator("#transfers .transfer")
        expect(offer.locator("[data-until]")).to_have_text(re.compile("to answer"))
        offer.locator("summary", has_text="They declined").press("Enter")
        offer.get_by_label("Why not").select_option("nobody_free")
        offer.get_by_role("button", name="Decline").press("Enter")
        expect(page.locator("#transfers .transfer-back")).to_contain_text("Declined by 911 center")

        pass_on(row, "911 center", "Emergency: police, fire or EMS")
        offer = page.locator("#transfers .transfer:not(.transfer-back)")
        offer.locator(".ends summary").press("Enter")
        offer.get_by_label("Why no team went").select_option("disqualifier_present")
        offer.get_by_label("What went instead").select_option("police")
        offer.get_by_role("button", name="Transferred, close the call").press("Enter")
        expect(page.locator("#callers")).to_contain_text("You have no caller.")
        expect(page.locator("#rates")).to_contain_text("1 of 2, 50%")
        assert town.look("Incident", "ending", "sent_instead", address="") == [["transferred", "police"]]


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
    def lately_offered(self, town, people, desk, pass_on):
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
