"""Stories of a dispatcher with a board in front of them."""

import re

import pytest

pytestmark = pytest.mark.journey


class TestACallTypedAtOneDesk:
    def test_appears_on_the_other_by_itself(self, desk, town, expect):
        typing, watching = desk("dana"), desk("ada")

        typing.keyboard.press("n")
        typing.wait_for_selector("#id_call_type:focus")
        typing.keyboard.type("cw")
        typing.keyboard.press("Tab")
        typing.keyboard.type("12 Mill Lane")
        typing.keyboard.press("Enter")

        expect(typing.get_by_role("link", name="#1 Check the welfare")).to_be_visible()
        expect(watching.locator("#waiting")).to_contain_text("12 Mill Lane")
        assert town.look("Incident", "address", "priority", "eligible") == [["12 Mill Lane", 3, True]]

    def test_keeps_what_is_half_typed_over_a_reload_until_the_sign_out(self, desk, expect, sign_in):
        page = desk(then="/desk/calls/new/")
        page.get_by_label("What was told").fill("He sits in the hall.")
        number = page.locator("input[name=id]").first.input_value()

        page.reload()
        expect(page.get_by_label("What was told")).to_have_value("He sits in the hall.")
        assert page.locator("form[data-draft] input[name=id]").input_value() == number

        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url("**/sign-in/")
        sign_in(page, "ada", "/desk/calls/new/")
        expect(page.get_by_label("What was told")).to_have_value("")

    def test_is_forgotten_by_the_window_once_it_is_filed(self, desk, expect):
        page = desk(then="/desk/calls/new/")
        page.get_by_label("Call type").fill("CW")
        page.get_by_role("button", name="Save", exact=True).click()
        page.wait_for_url("**/desk/")

        page.goto(page.url + "calls/new/")
        expect(page.get_by_label("Call type")).to_have_value("")


class TestAnAssignment:
    def test_shows_its_way_to_the_crew_as_it_goes(self, desk, town, crew, expect):
        town.call("12 Mill Lane")
        page, watching = desk("dana"), desk("ada")

        page.keyboard.press("a")
        page.keyboard.type("r1")
        page.keyboard.press("Enter")
        row = watching.locator("#under_way .assignment")
        expect(row).to_contain_text("12 Mill Lane")
        expect(page.locator("#waiting")).to_contain_text("No call is waiting.")

        ((ride,),) = town.look("Assignment", "pk")
        for by, deed, word in (
            (None, "mark_sent", r"sent \d+ s"),
            ("mika", "confirm_on_tablet", r"on the tablet \d+ s"),
            ("mika", "confirm_seen", r"seen \d+ s"),
            ("mika", "accept", r"accepted \d+ s"),
        ):
            town.crew(by, deed, ride)
            expect(row).to_contain_text(re.compile(word))
        expect(row.locator(".chip")).to_have_text("Accepted")

    def test_happens_once_when_the_button_is_pressed_twice(self, desk, town, crew, expect):
        town.call("12 Mill Lane")
        page = desk()
        page.locator("#waiting input[name=unit]").fill("R1")
        page.locator("#waiting").get_by_role("button", name="Assign", exact=True).dblclick()

        expect(page.locator("#under_way")).to_contain_text("12 Mill Lane")
        assert town.log().count("assignment.made") == 1
        assert page.locator("[data-refusal]:not(:empty)").count() == 0

    def test_is_refused_with_a_sentence_in_its_row_which_stays(self, desk, town, crew, expect):
        town.assign(town.call("1 Old Street"), "R1")
        town.call("12 Mill Lane")
        page = desk()
        page.locator("#waiting input[name=unit]").fill("R1")
        page.locator("#waiting").get_by_role("button", name="Assign", exact=True).click()
        refusal = page.locator("#waiting [data-refusal]")
        expect(refusal).to_have_text("R1 is already on call #1.")

        town.call("3 New Street")
        expect(page.locator("#waiting")).to_contain_text("3 New Street")
        expect(refusal.first).to_have_text("R1 is already on call #1.")

    def test_turns_red_by_itself_when_nobody_accepts(self, desk, town, crew, expect):
        page = desk()
        town.assign(town.call("12 Mill Lane"), "R1", ago=56)
        row = page.locator("#under_way .assignment")

        expect(row).to_contain_text("12 Mill Lane")
        expect(row).to_have_class(re.compile("overdue"), timeout=8000)
        expect(row.locator(".not-accepted")).to_have_text(re.compile(r"Not accepted 01:0\d"))

    def test_is_taken_back_in_two_taps(self, desk, town, crew, expect):
        town.assign(town.call("12 Mill Lane"), "R1")
        page = desk()
        page.get_by_text("Take back").click()
        page.get_by_role("button", name="Yes, from R1").click()

        expect(page.locator("#waiting")).to_contain_text("Taken back from R1")
        expect(page.locator("#said")).to_have_text("Call #1 is taken back from R1.")


class TestWhatADispatcherHasInHand:
    def test_is_left_alone_when_the_board_moves(self, desk, town, crew, expect):
        town.call("12 Mill Lane")
        page = desk()
        field = page.locator("#waiting input[name=unit]").first
        field.click()
        page.keyboard.type("R")

        town.call("1 Urgent Street", priority=1)
        expect(page.locator("#waiting .call").first).to_contain_text("1 Urgent Street")
        page.keyboard.type("1")

        kept = page.locator("#waiting .call", has_text="12 Mill Lane").locator("input[name=unit]")
        expect(kept).to_have_value("R1")
        expect(kept).to_be_focused()

    def test_a_filter_stays_on_while_calls_come_in(self, desk, town, expect):
        town.call("12 Mill Lane")
        page = desk()
        page.keyboard.press("/")
        page.keyboard.type("mill")

        town.call("9 Oak Street")
        expect(page.locator("#waiting .count")).to_have_text("2")
        expect(page.locator("#waiting .call:visible")).to_have_count(1)
        page.keyboard.press("Enter")
        page.wait_for_url("**/desk/calls/**")


class TestTheCallsPage:
    def test_grows_while_the_crew_works(self, desk, town, crew, expect):
        incident = town.call("12 Mill Lane")
        ride = town.assign(incident, "R1")
        page = desk(then=f"/desk/calls/{incident}/")
        page.get_by_label("Add a note").fill("Caller rang again.")
        page.get_by_role("button", name="Add note").click()
        expect(page.locator("#timeline")).to_contain_text("Caller rang again.")
        expect(page.get_by_label("Add a note")).to_have_value("")

        town.crew("mika", "report_status", ride, status="on_scene")
        expect(page.locator("#call .chip")).to_have_text("On scene")
        told = {"contact_outcome": "contact_made", "disposition": "remained_resolved"}
        town.crew("mika", "close", ride, **told)
        expect(page.locator("#call")).to_contain_text("Contact made. Remained in community, resolved")
        expect(page.locator("#call")).to_contain_text("Closed")

    def test_lets_no_eligible_call_go_without_a_reason(self, desk, town, expect):
        page = desk(then=f"/desk/calls/{town.call('12 Mill Lane')}/")
        page.locator("#close-without summary").click()
        form = page.locator("#end-form")
        form.get_by_label("What went instead").select_option("police")
        form.get_by_role("button", name="Close the call").click()
        expect(page.locator("#close-without [data-refusal]")).to_contain_text("say why no team went")

        form.get_by_label("Why no team went").select_option("no_unit_free")
        form.get_by_role("button", name="Close the call").click()
        expect(page.locator("#call")).to_contain_text("No team: No unit free; sent instead: Police")


class TestEverybody:
    def test_turns_day_to_night_and_finds_it_so_again(self, desk, expect):
        page = desk()
        page.get_by_label("Day or night").click()
        expect(page.locator("html")).to_have_attribute("data-theme", "night")
        page.reload()
        expect(page.locator("html")).to_have_attribute("data-theme", "night")

    def test_may_look_as_a_manager_and_see_it_move(self, desk, town, expect):
        page = desk("manu")
        town.call("12 Mill Lane")
        expect(page.locator("#waiting")).to_contain_text("12 Mill Lane")
        expect(page.get_by_role("button", name="Assign")).to_have_count(0)

    def test_can_work_without_javascript(self, browser, sign_in, town, crew, expect):
        context = browser.new_context(java_script_enabled=False)
        page = sign_in(context.new_page(), "dana", "/desk/calls/new/")
        page.get_by_label("Call type").fill("CW")
        page.get_by_label("Assign to").fill("R1")
        page.get_by_role("button", name="Save and assign").click()
        expect(page.locator(".banner-success")).to_have_text("Call #1 is filed, R1 is assigned.")

        page.get_by_text("Take back").click()
        page.get_by_role("button", name="Yes, from R1").click()
        page.locator("#waiting input[name=unit]").fill("R2")
        page.locator("#waiting").get_by_role("button", name="Assign", exact=True).click()
        expect(page.locator("#waiting [data-refusal]")).to_have_text("Nobody is signed on to R2.")
        context.close()

    def test_hears_what_others_see_moving(self, desk, town, crew, expect):
        page = desk()
        incident = town.call("12 Mill Lane")
        expect(page.locator("#news")).to_have_text("Waiting calls 1.")
        town.assign(incident, "R1", ago=90)
        expect(page.locator("#news")).to_contain_text("R1 has not accepted")

    @pytest.mark.parametrize("theme", ["day", "night"])
    def test_can_read_every_page(self, desk, town, crew, no_violations, expect, theme):
        incident = town.call("12 Mill Lane")
        town.call("1 Old Street", code="DIST")
        ride = town.assign(incident, "R1", ago=90)
        town.crew("mika", "call_backup", ride, level="emergency", reasons=["weapon_seen"])
        letter = town.set_aside("mika", "R1", "A note", "The note is empty.")
        town.hand_over(letter, {"body": "Hm."})
        page = desk()
        page.evaluate("theme => localStorage.setItem('theme', theme)", theme)
        for path in ("/desk/", "/desk/calls/new/", f"/desk/calls/{incident}/", "/desk/calls/?state=all"):
            page.goto(page.url.split("/desk/")[0] + path)
            expect(page.locator("html")).to_have_attribute("data-theme", theme)
            no_violations(page)
