"""The three ways to send a team, side by side in one agency and with no CAD link: each from the phone ringing to the
outcome, at the desk in one browser and in the van in another."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import ready
from tests.journeys.phones import ended, new_caller, pass_on, rode_lately, see_through, send, staff, take_call, unfold

pytestmark = pytest.mark.journey
PLAN = "Rings her sister at six; the neighbour keeps the tablets."
ATLANTA = ["Disturbance", "Welfare", "Mental health", "Basic needs", "Substance use", "Public health", "Indecency"]


@pytest.fixture
def people(town):
    staff(town)


class TestTheCallCenterLed:
    def test_goes_from_the_call_taker_over_the_dispatcher_to_the_crews_outcome(self, desk, town, people, van):
        taker, floor = desk("tess"), desk("dana")
        take_call(taker, "12 Mill Lane", "Sits on the kerb and cries.", weapon="n", threat="n")
        expect(taker.locator("#screened")).to_contain_text("Team instead of police")

        row = floor.locator("#waiting .call", has_text="12 Mill Lane")
        expect(row).to_contain_text("Eligible")
        floor.keyboard.press("a")
        floor.keyboard.type("r1")
        floor.keyboard.press("Enter")
        going = floor.locator("#under_way .assignment", has_text="12 Mill Lane")
        expect(going).to_contain_text(re.compile(r"on the tablet \d+ s"), timeout=15_000)

        see_through(van, "12 Mill Lane")
        expect(floor.locator("#under_way")).to_contain_text("No unit is on a call.", timeout=15_000)
        told = taker.locator("#call")
        expect(told).to_contain_text("Contact made. Remained in community, resolved", timeout=15_000)
        for step in ("R1 accepted", "R1: on scene", "R1 closed"):
            expect(taker.locator("#timeline")).to_contain_text(step)
        assert ended(town) == [["12 Mill Lane", "team", "", ""]]
        assert [kind for kind in town.log() if kind.startswith("backup")] == []


class TestTheEmbeddedProfessional:
    """Five callers in one hour of the clinician in the 911 room."""

    @pytest.fixture
    def floor(self, desk, people):
        return desk("tess")

    @pytest.fixture
    def room(self, desk, floor):
        return desk("ines", "/desk/clinician/")

    def test_settles_sends_returns_advises_and_loses_nobody_silently(self, floor, room, town, van):
        self.settles_one_by_phone_with_a_safety_plan(floor, room)
        self.sends_a_team_to_another(floor, room, van)
        self.is_asked_about_a_third_and_overrides(floor, room)
        self.hands_that_one_back_to_police(floor, room)
        self.is_rung_for_one_who_is_lost_on_the_way(floor, room)
        self.advises_an_officer_on_scene(floor, room)
        assert ended(town) == [
            ["1 Elm Road", "phone", "", ""],
            ["2 Elm Road", "team", "", ""],
            ["3 Elm Road", "transferred", "disqualifier_present", "police"],
            ["4 Elm Road", "", "", ""],
        ]

    def takes_over(self, floor, room, place, told):
        take_call(floor, place, told, weapon="n", dog="y")
        pass_on(floor.locator("#caller"), "Clinician in the 911 room", "Needs a clinician")
        offer = room.locator("#transfers .transfer-here")
        for said in (told, place, "Dog or other animal there", "Medical emergency"):
            expect(offer).to_contain_text(said)
        expect(offer.locator("[data-until]")).to_have_text(re.compile(r"00:\d\d to answer"))
        room.keyboard.press("y")
        row = room.locator("#callers .caller-row", has_text=place)
        expect(row).to_be_visible()
        expect(floor.locator("#caller")).to_contain_text("Accepted")
        return row

    def settles_one_by_phone_with_a_safety_plan(self, floor, room):
        row = self.takes_over(floor, room, "1 Elm Road", "Does not want to go on.")
        expect(room.locator("[data-siren]")).to_have_attribute("data-rang", "1")
        unfold(row, "Settle by phone")
        form = row.locator("form[action$='/by-phone/']")
        form.get_by_label("Outcome").select_option("safety_plan")
        form.locator("[name=safety_plan]").fill(PLAN)
        form.get_by_label("Follow-up").select_option("1")
        form.get_by_role("button", name="Settle and close the call").press("Enter")
        expect(room.locator("#callers")).to_contain_text("You have no caller.")
        expect(floor.locator("#caller")).to_contain_text("There is a safety plan. Clinical roles read it.")
        assert "sister" not in floor.content()

        follow_up = room.locator("#follow_ups .follow-up")
        expect(follow_up).to_contain_text("Ring back.")
        unfold(follow_up, "Done")
        follow_up.get_by_label("How it went").fill("Reached; eats with her sister.")
        follow_up.get_by_label("How it went").press("Enter")
        expect(room.locator("#follow_ups .follow-up")).to_have_count(0)

    def sends_a_team_to_another(self, floor, room, van):
        row = self.takes_over(floor, room, "2 Elm Road", "Hears voices, wants company.")
        send(row, "r1")
        expect(row).to_contain_text("R1: assigned", ignore_case=True)
        see_through(van, "2 Elm Road")
        expect(room.locator("#callers")).to_contain_text("You have no caller.", timeout=15_000)
        expect(floor.locator("#call")).to_contain_text("Remained in community, resolved", timeout=15_000)

    def is_asked_about_a_third_and_overrides(self, floor, room):
        take_call(floor, "3 Elm Road", "He has a knife in the kitchen.", weapon="y")
        expect(floor.locator("#screened")).to_contain_text("Not for us")
        unfold(floor.locator("#caller"), "Ask the clinician")
        floor.get_by_label("Ask the clinician").fill("It is in a drawer. Ours?")
        floor.keyboard.press("Enter")
        asked = room.locator("#consults .consult")
        expect(asked).to_contain_text("It is in a drawer. Ours?")
        expect(asked).to_contain_text("Weapon seen or reported")
        asked.get_by_label("Answer").select_option("otherwise")
        asked.get_by_label("Should be").select_option("team_with_police_or_ems")
        asked.get_by_label("Why").fill("With police beside us.")
        room.keyboard.press("Enter")
        expect(floor.locator("#caller")).to_contain_text("Ines Roca: Says otherwise: Team with police or EMS")
        expect(floor.locator("#screened")).to_contain_text("Team with police or EMS")

    def hands_that_one_back_to_police(self, floor, room):
        pass_on(floor.locator("#caller"), "Clinician in the 911 room", "Needs a clinician")
        expect(room.locator("#transfers .transfer-here")).to_contain_text("3 Elm Road")
        room.keyboard.press("y")
        row = room.locator("#callers .caller-row", has_text="3 Elm Road")
        pass_on(row, "Police", "Emergency: police, fire or EMS")
        offer = room.locator("#transfers .transfer", has_text="Offered to Police")
        unfold(offer, "and the call ends here")
        offer.get_by_label("Why no team went").select_option("disqualifier_present")
        offer.get_by_label("What went instead").select_option("police")
        offer.get_by_role("button", name="Transferred, close the call").press("Enter")
        expect(room.locator("#callers")).to_contain_text("You have no caller.")
        expect(floor.locator("#call")).to_contain_text("sent instead: Police")

    def is_rung_for_one_who_is_lost_on_the_way(self, floor, room):
        take_call(floor, "4 Elm Road", "Whispers.")
        pass_on(floor.locator("#caller"), "Clinician in the 911 room", "Needs a clinician")
        room.locator("#transfers").get_by_role("button", name="Caller lost").press("Enter")
        for page in (floor, room):
            expect(page.locator(".alert-pressing")).to_contain_text("Ring the caller back")
            expect(page.locator("[data-siren]")).to_have_attribute("data-sound", "pressing")
        floor.keyboard.press("b")
        floor.keyboard.press("Enter")
        for page in (floor, room):
            expect(page.locator(".alert-held")).to_contain_text("Tess Okafor has it since")
            expect(page.locator("[data-siren]")).to_have_attribute("data-sounding", "false")

    def advises_an_officer_on_scene(self, floor, room):
        unfold(room.locator("#telehealth"), "Start")
        room.get_by_label("Who is on scene").select_option("police")
        room.locator("#telehealth").get_by_label("Call").fill("4")
        room.keyboard.press("Enter")
        running = room.locator("#telehealth .contact")
        expect(running).to_contain_text("Running")
        running.get_by_label("Came to").select_option("advised")
        running.get_by_label("Clinical note").fill("Pupils even.")
        running.get_by_role("button", name="Stop").press("Enter")
        expect(running).to_contain_text("Advised those on scene")
        expect(floor.locator("#caller")).to_contain_text("Advised those on scene")
        assert "Pupils" not in floor.content()


class TestTheExternalHotline:
    @pytest.fixture
    def line(self, desk, town, people):
        rode_lately(town)
        for number, label in enumerate(ATLANTA):
            town.category(f"H{number}", label, ["program_line", "311", "988"])
        page = desk("hal", "/")
        page.wait_for_url("**/desk/hotline/")
        return page

    def test_informs_passes_on_both_ways_and_sends(self, desk, line, tablets, sign_in, town):
        self.tells_one_how_long_it_takes_and_informs_another(line)
        self.passes_the_first_to_911_which_loses_declines_and_takes_them(line)
        floor = desk("tess")
        take_call(floor, "7 Oak Street", "Wants a ride to the shelter.")
        pass_on(floor.locator("#caller"), "Hotline", "A call for the program")
        expect(line.locator("[data-siren]")).to_have_attribute("data-rang", "1")
        expect(line.locator("#transfers")).to_contain_text("7 Oak Street")
        line.keyboard.press("y")
        row = line.locator("#callers .caller-row", has_text="7 Oak Street")
        send(row, "R1")

        van = sign_in(tablets("van").pages[0], "mika", then="/tablet/")
        ready(van)
        see_through(van, "7 Oak Street")
        expect(line.locator("#callers")).to_contain_text("You have no caller.", timeout=15_000)
        expect(floor.locator("#call")).to_contain_text("Remained in community, resolved", timeout=15_000)
        self.is_counted_on_the_managers_page(desk, line, town)

    def tells_one_how_long_it_takes_and_informs_another(self, line):
        row = new_caller(line, "Basic needs", "Has no shoes, will not say where.")
        expect(row).to_contain_text("Address not known")
        expect(row.locator(".eta-line")).to_have_text(re.compile(r"30–35 min: 0 calls ahead, 1 unit free; 12 calls"))
        row.get_by_label("Minutes told to the caller").fill("35")
        row.get_by_role("button", name="Told of delay").press("Enter")
        expect(row).to_contain_text("Told 35 min")

        other = new_caller(line, "Public health", "Where is the cooling center?")
        unfold(other, "Information only")
        form = other.locator("form[action$='/information/']")
        form.get_by_label("What was told").fill("Alder Street, until nine.")
        form.get_by_label("Why no team went").select_option("settled_by_phone")
        form.get_by_role("button", name="Close: information only").press("Enter")
        expect(line.locator("#callers .caller-row")).to_have_count(1)

    def passes_the_first_to_911_which_loses_declines_and_takes_them(self, line):
        row = line.locator("#callers .caller-row")
        offer = line.locator("#transfers .transfer", has=line.locator("[data-until]"))
        pass_on(row, "911 center", "Emergency: police, fire or EMS")
        expect(offer.locator("[data-until]")).to_have_text(re.compile("to answer"))
        offer.get_by_role("button", name="Caller lost").press("Enter")
        expect(line.locator(".alert-pressing")).to_contain_text("Ring the caller back")

        pass_on(row, "911 center", "Emergency: police, fire or EMS")
        unfold(offer, "They declined")
        offer.get_by_label("Why not").select_option("nobody_free")
        offer.get_by_role("button", name="Decline").press("Enter")
        expect(line.locator("#transfers .transfer-back")).to_contain_text("Declined by 911 center")

        pass_on(row, "911 center", "Emergency: police, fire or EMS")
        unfold(offer, "and the call ends here")
        offer.get_by_label("Why no team went").select_option("disqualifier_present")
        offer.get_by_label("What went instead").select_option("police")
        offer.get_by_role("button", name="Transferred, close the call").press("Enter")
        expect(line.locator("#callers")).to_contain_text("You have no caller.")
        expect(line.locator("#rates")).to_contain_text("1 of 3, 33%")

    def is_counted_on_the_managers_page(self, desk, line, town):
        manager = desk("manu", "/program/transfers/")
        expect(manager.locator("tr", has_text="911 center")).to_contain_text("1 of 3, 33%")
        expect(manager.locator("tr", has_text="911 call taker")).to_contain_text("1 of 1, 100%")
        own = [row for row in ended(town) if "Mill" not in row[0]]
        assert own == [
            ["", "information", "settled_by_phone", "phone"],
            ["", "transferred", "disqualifier_present", "police"],
            ["7 Oak Street", "team", "", ""],
        ]
