"""Stories of a board that must be heard, and must not lie."""

import re

import pytest

pytestmark = pytest.mark.journey


class TestARequestForBackup:
    @pytest.fixture
    def ride(self, town, crew):
        ride = town.assign(town.call("12 Mill Lane"), "R1")
        town.crew("mika", "accept", ride)
        return ride

    def test_sounds_until_somebody_has_it_and_then_says_who(self, desk, town, ride, expect):
        page, other = desk("dana"), desk("ada", "/desk/calls/new/")
        other.get_by_label("Caller's name").click()
        page.locator("#units-title").click()
        town.crew("mika", "call_backup", ride, level="urgent", reasons=["weapon_seen"])

        for desk_page in (page, other):
            alarm = desk_page.locator(".backup-alarm")
            for told in ("R1", "Urgent: come now", "Weapon seen", "12 Mill Lane", "Mika", "Nobody has it"):
                expect(alarm).to_contain_text(told)
            expect(desk_page.locator("[data-siren]")).to_have_attribute("data-sounding", "true")
            expect(desk_page).to_have_title("▲ BACKUP R1")

        page.get_by_role("button", name="I have it: Dana").click()
        for desk_page in (page, other):
            expect(desk_page.locator(".backup-held")).to_contain_text("Dana has it")
            expect(desk_page.locator("[data-siren]")).to_have_attribute("data-sounding", "false")

        page.get_by_role("button", name="Police arrived").click()
        expect(page.locator("#backups")).to_contain_text("nobody is asking")

    def test_says_that_it_cannot_sound_until_somebody_touched_the_page(self, desk, town, ride, expect):
        page = desk()
        page.reload()
        switch = page.locator("[data-siren]")
        expect(switch).to_have_text("▲ Turn on sound")
        switch.click()
        expect(switch).to_have_text("♪ Sound on")


class TestABoardThatLostItsLine:
    def test_says_how_old_it_is_and_catches_up(self, desk, town, server, expect):
        page = desk()
        server.kill()
        strip = page.locator("#lost")
        expect(strip).to_contain_text(re.compile(r"as of \d\d:\d\d:\d\d"), timeout=15_000)
        expect(strip).to_contain_text("The server does not answer", timeout=15_000)

        town.call("12 Mill Lane")
        server.start()
        expect(page.locator("#waiting")).to_contain_text("12 Mill Lane", timeout=20_000)
        expect(page.locator("#line-state")).to_have_text("● Live", timeout=20_000)
        expect(strip).to_be_hidden(timeout=20_000)

    def test_moves_without_its_socket_too(self, browser, sign_in, town, expect):
        context = browser.new_context()
        page = context.new_page()
        page.route_web_socket("**/ws/live/**", lambda socket: socket.close())
        sign_in(page, "dana", "/desk/")
        expect(page.locator("#lost")).to_contain_text("The live line is lost", timeout=10_000)

        town.call("12 Mill Lane")
        expect(page.locator("#waiting")).to_contain_text("12 Mill Lane", timeout=8_000)
        context.close()

    def test_a_tap_without_an_answer_says_so_and_can_be_repeated(self, desk, town, crew, server, expect):
        town.call("12 Mill Lane")
        page = desk()
        server.kill()
        page.locator("#waiting input[name=unit]").fill("R1")
        page.locator("#waiting").get_by_role("button", name="Assign", exact=True).click()
        expect(page.locator("#waiting [data-refusal]")).to_contain_text("The server did not answer. Tap again")

        server.start()
        page.locator("#waiting").get_by_role("button", name="Assign", exact=True).click()
        expect(page.locator("#under_way")).to_contain_text("12 Mill Lane", timeout=20_000)
        assert town.log().count("assignment.made") == 1
