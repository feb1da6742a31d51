"""Stories of calls that are screened, and of the rules that they are screened by."""

import re

import pytest

pytestmark = pytest.mark.journey


def keys(page, *pressed):
    for key in pressed:
        page.keyboard.press(key)


def override(page, result, reason):
    """By keyboard; each is known by its first letters."""
    page.locator("#override summary").focus()
    keys(page, "Enter", "Tab")
    page.keyboard.type(result)
    keys(page, "Tab")
    page.keyboard.type(reason)
    keys(page, "Tab", "Enter")


def by_day_and_night(page, no_violations):
    for theme in ("day", "night"):
        page.evaluate("theme => { document.documentElement.dataset.theme = theme; }", theme)
        no_violations(page)


class TestACallFromSomebodyElse:
    def test_is_screened_by_keyboard_with_the_verdict_in_sight_and_overridden_with_a_reason(
        self, desk, town, crew, expect, no_violations
    ):
        page = desk()
        keys(page, "n")
        page.wait_for_selector("#id_call_type:focus")
        page.keyboard.type("check the welf")
        keys(page, "Tab")
        page.keyboard.type("By the footbridge")
        keys(page, "Tab", "ArrowDown", "Tab")
        page.keyboard.type("A neighbour says that he shouts at people.")
        keys(page, "Tab", "Tab")
        expect(page.locator("#verdict .verdict-result")).to_have_text("Team instead of police")

        keys(page, "n", "y", "u")
        expect(page.locator("#verdict")).to_contain_text("Threat of violence to others: Yes → Team with police")
        expect(page.locator("#id_screening_suicide_attempt_2")).to_be_focused()
        expect(page.get_by_text("An attempt has begun")).to_be_visible()
        by_day_and_night(page, no_violations)

        page.get_by_label("Caller is").focus()
        page.keyboard.type("Fri")
        keys(page, "Tab", "Enter")
        expect(page.locator("#waiting")).to_contain_text("With police or EMS")

        page.locator("#waiting").get_by_role("link", name="Check the welfare").focus()
        keys(page, "Enter")
        expect(page.locator("#screened")).to_contain_text("Team with police or EMS")
        expect(page.locator("#call")).to_contain_text("Approximate")
        override(page, "Team i", "Clin")
        expect(page.locator("#screened .verdict-result")).to_have_text("Team instead of police")
        expect(page.locator("#screened")).to_contain_text(re.compile(r"Overridden\s+Clinician consulted, Dana"))
        expect(page.locator("#timeline")).to_contain_text("Rules overridden: team instead of police")
        no_violations(page)
        ((relation, precision, result),) = town.look("Incident", "caller_relation", "precision", "result")
        assert (relation, precision, result) == ("friend", "approximate", "team_instead_of_police")

    def test_needs_few_keys_beyond_its_text_and_a_unit(self, desk, town, crew, expect):
        page = desk()
        pressed = ["n"]
        keys(page, "n")
        page.wait_for_selector("#id_call_type:focus")
        for text in ("cw", "12 Mill Lane", "", "He sits in the hall.", "555-0123"):
            page.keyboard.type(text)
            keys(page, "Tab")
            pressed.append("Tab")
        for key in ("n", "n", "n", "n", "n", "a"):
            keys(page, key)
            pressed.append(key)
        page.keyboard.type("r1")
        keys(page, "Enter")
        pressed.append("Enter")

        expect(page.locator("#under_way")).to_contain_text("12 Mill Lane")
        assert len(pressed) <= 25
        assert town.look("Incident", "screening") == [
            [dict.fromkeys(("weapon", "threat", "violence", "suicide_attempt", "medical_emergency"), "no")]
        ]


class TestACallFrom988:
    def test_is_filed_without_place_or_name_and_screened_again_while_a_crew_drives(
        self, desk, town, van, expect, no_violations
    ):
        town.person("hal", "Hal Ortiz", role="hotline")
        page = desk("hal", "/desk/calls/new/")
        expect(page.get_by_label("Came in through")).to_have_value("program_line")
        page.keyboard.type("cw")
        page.get_by_label("Came in through").select_option("988")
        page.get_by_label("Stays anonymous").check()
        page.get_by_label("What was told").fill("Wants somebody to talk to; will not say where.")
        page.get_by_label("What was told").press("Control+Enter")
        page.get_by_role("link", name="Check the welfare").first.click()
        expect(page.locator("#call")).to_contain_text("Stays anonymous, Not known")
        expect(page.locator("#call")).to_contain_text("through 988; sent by Hotline operator")
        assert town.look("Incident", "address", "precision", "eligible") == [["", "unknown", True]]

        ((incident,),) = town.look("Incident", "pk")
        van.goto(f"/tablet/calls/{town.assign(incident, 'R1')}/")
        expect(van.locator("#screening")).to_contain_text("Team instead of police")
        van.wait_for_timeout(500)
        page.locator("main h1").click()
        keys(page, "s")
        page.wait_for_url("**/screening/")
        page.locator("#id_screening_weapon_2").focus()
        keys(page, "y")
        expect(page.locator("#verdict .verdict-result")).to_have_text("Not for us")
        no_violations(page)
        keys(page, "Enter")
        expect(page.locator("#screened")).to_contain_text("Weapon seen or reported: Yes → Not for us")
        expect(page.locator("#call .assignment")).to_contain_text("R1")

        expect(van.locator("#screening")).to_contain_text("Yes: Weapon seen or reported", timeout=15_000)
        expect(van.locator("[data-news-list]")).to_contain_text("Yes: Weapon seen or reported")


class TestNewRules:
    def test_are_tried_on_last_year_and_then_met_by_the_next_call(
        self, desk, browser, sign_in, town, expect, no_violations
    ):
        for answers in ({"weapon": "yes"}, {"roadway": "yes"}, {"dog": "no"}):
            town.call("1 Old Street", screening=answers)
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        manager = sign_in(context.new_page(), "manu", "/program/rules/")
        row = manager.locator("#question-6")
        expect(row.locator("[name=text_en]")).to_have_value("In the roadway")
        row.locator("[name=on_yes]").select_option("phone_only")
        manager.get_by_role("button", name="Add a question").click()
        added = manager.locator("#question-12")
        expect(added).to_contain_text("new")
        added.locator("[name=text_en]").fill("Inside a shop")
        added.locator("[name=on_yes]").select_option("with_police")
        added.locator("[name=text_en]").press("Enter")

        told = manager.locator(".preview")
        expect(told).to_contain_text("1 of 3 calls since")
        expect(told).to_contain_text("no team any more")
        expect(told).to_contain_text("removes 1 of 2 calls for a team")
        by_day_and_night(manager, no_violations)
        manager.get_by_role("button", name="Publish these rules").click()
        expect(manager.locator("main")).to_contain_text("The rules are published")
        context.close()

        page = desk(then="/desk/calls/new/")
        page.keyboard.type("cw")
        page.locator("#id_screening_inside_a_shop_2").focus()
        keys(page, "y")
        expect(page.locator("#verdict")).to_contain_text("Inside a shop: Yes → Team with police")
        expect(page.locator("#verdict")).to_contain_text("Rules 2")
        keys(page, "Enter")
        expect(page.locator("#waiting")).to_contain_text("With police or EMS")
        assert town.look("Incident", "result", number=4) == [["team_with_police_or_ems"]]
        assert town.look("Incident", "result", number=2) == [["team_with_police_or_ems"]]
