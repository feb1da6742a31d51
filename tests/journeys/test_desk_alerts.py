"""Stories of alerts that cannot be missed: at two desks, in the manager's office, and in the van."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import ask_for_backup, dead_spot, eventually, ready, tap

pytestmark = pytest.mark.journey
PIN = "2580"


def looked_at_by_night(page, no_violations):
    for theme in ("day", "night"):
        page.evaluate("(theme) => { document.documentElement.dataset.theme = theme; }", theme)
        no_violations(page)


def sounds(page, kind):
    siren = page.locator("[data-siren]")
    expect(siren).to_have_attribute("data-sound", kind or "")
    expect(siren).to_have_attribute("data-sounding", "true" if kind else "false")


def takes_by_keyboard(page):
    page.keyboard.press("b")
    page.keyboard.press("Enter")


class TestWhatNeedsSomebody:
    @pytest.fixture
    def ride(self, town, crew):
        return town.assign(town.call("12 Mill Lane"), crew)

    def test_sounds_at_every_desk_until_one_takes_it_by_name(self, desk, town, ride, no_violations):
        page, other = desk("dana"), desk("ada", "/desk/calls/new/")
        page.locator("#units-title").click()
        other.get_by_label("Caller's name").click()

        causes = [
            ("Nobody accepted", "pressing", lambda: town.nobody_answers(ride)),
            ("Check-in missed", "pressing", lambda: self.fall_silent_on_scene(town, ride)),
            (
                "Refused letter",
                "soft",
                lambda: town.set_aside("mika", "R1", "Outcome of call 1", "Say where they went."),
            ),
        ]
        for said, sound, cause in causes:
            cause()
            for each in (page, other):
                expect(each.locator(".alert", has_text=said)).to_contain_text("R1")
                sounds(each, sound)
                expect(each).to_have_title(f"▲ R1: {said}")
            if said == "Nobody accepted":
                expect(page.locator(".alert")).to_contain_text("Raise them, or send another unit.")
                looked_at_by_night(page, no_violations)

            takes_by_keyboard(page)

            for each in (page, other):
                expect(each.locator(".alert-held", has_text=said)).to_contain_text("Dana has it since")
                sounds(each, None)
        assert town.log().count("alert.acknowledged") == len(causes)
        expect(page.locator(".alert", has_text="Nobody accepted")).to_have_count(0)  # the crew has reported since

    def fall_silent_on_scene(self, town, ride):
        town.crew("mika", "report_status", ride, status="on_scene")
        town.check_in_is_due()

    def test_is_raised_for_a_silent_tablet_and_ends_by_itself_when_it_is_heard(self, desk, town, ride):
        page = desk("dana")
        page.locator("#units-title").click()
        town.tablet_heard("mika", ago=400)
        town.crew("mika", "report_status", ride, status="on_scene")
        expect(page.locator(".alert-pressing")).to_contain_text("Tablet silent")
        expect(page.locator(".alert-pressing")).to_contain_text("Raise them on the radio")

        town.tablet_heard("mika")

        expect(page.locator("#alerts")).to_contain_text("Needs somebody: nothing")
        sounds(page, None)
        assert [kind for kind in town.log() if kind.startswith("alert.")] == ["alert.raised", "alert.ended"]

    def test_calls_a_manager_when_nobody_at_the_desk_comes(self, desk, town, ride, no_violations):
        page, office = desk("dana"), desk("manu", "/program/")
        expect(office.locator("#mute")).to_contain_text("THIS PAGE IS SILENT")
        office.locator("h1").click()
        expect(office.locator("#mute")).to_be_hidden()
        town.crew("mika", "call_backup", ride, level="urgent", reasons=["weapon_seen"])
        expect(page.locator(".backup-alarm")).to_contain_text("Second person at")
        sounds(office, None)

        town.nobody_comes()

        sounds(office, "help")
        expect(office).to_have_title("▲ BACKUP R1")
        expect(office.locator("#alarms")).to_contain_text("Nobody at the desk took this in time: you are called.")
        expect(page.locator(".backup-alarm")).to_contain_text("Second person called")
        looked_at_by_night(office, no_violations)
        office.get_by_role("button", name="I have it: Manu").click()
        expect(page.locator(".backup-held")).to_contain_text("Manu has it since")
        sounds(office, None)
        assert town.log().count("alert.second_person") == 1


class TestHelpOnItsWay:
    def test_reaches_the_van_and_is_corrected_after_a_dead_spot(self, desk, on_call, no_violations):
        page, van = desk("dana"), on_call
        ask_for_backup(van)
        expect(page.locator(".backup-alarm")).to_contain_text("Urgent: come now")
        takes_by_keyboard(page)
        expect(page.locator(".backup-held")).to_contain_text("Dana has it since")

        page.keyboard.press("e")
        page.keyboard.type("6")
        page.keyboard.press("Enter")

        expect(page.locator(".backup-way")).to_contain_text("Police on the way, there about")
        told = van.locator("#safety .way")
        expect(told).to_contain_text(re.compile(r"Police on the way: about 6 minutes, said \d\d:\d\d"), timeout=15_000)
        looked_at_by_night(page, no_violations)
        no_violations(van)

        dead_spot(van)
        page.keyboard.press("e")
        page.keyboard.type("3")
        page.keyboard.press("Enter")
        expect(page.locator("#said")).to_contain_text("about 3 minutes")
        van.reload()
        expect(told).to_contain_text(re.compile("about [56] minutes"))

        dead_spot(van, there=False)
        expect(told).to_contain_text("about 3 minutes", timeout=20_000)


class TestWhoMayCallItOff:
    def test_is_the_agencys_rule_and_an_emergency_ends_with_code_four(self, desk, van, town, no_violations):
        town.give_pin("mika", PIN)
        ride = town.assign(town.call("12 Mill Lane"), "R1")
        town.crew("mika", "call_backup", ride, level="urgent", reasons=["animal"])
        page, chief = desk("dana"), desk("ada", "/program/settings/")
        expect(page.locator(".backup-alarm")).to_be_visible()
        takes_by_keyboard(page)
        expect(page.get_by_role("button", name="Police arrived")).to_be_visible()
        expect(page.get_by_role("button", name="Call it off")).to_have_count(0)

        looked_at_by_night(chief, no_violations)
        chief.get_by_label("Second person after").fill("5")
        chief.get_by_role("button", name="Set all of it").click()
        expect(chief.locator(".setting-wrong")).to_contain_text("A whole number from 10 to 900.")
        no_violations(chief)
        chief.get_by_label("Second person after").fill("60")
        chief.get_by_role("group", name="Urgent: come now").get_by_label("Dispatcher").check()
        chief.get_by_role("button", name="Set all of it").click()
        expect(chief.locator("main")).to_contain_text("Set: seconds to a second person, who may call help off.")

        page.reload()
        page.get_by_role("button", name="Call it off").click()
        expect(page.locator("#backups")).to_contain_text("nobody is asking")

        town.crew("mika", "call_backup", ride, level="emergency", reasons=["weapon_seen"])
        expect(page.locator(".backup-alarm")).to_contain_text("Weapon seen")
        takes_by_keyboard(page)
        expect(page.locator(".backup-held")).to_contain_text("Emergency")
        expect(page.get_by_role("button", name="Call it off")).to_have_count(0)
        self.code_four(van)
        expect(page.locator("#backups")).to_contain_text("nobody is asking", timeout=15_000)
        eventually(lambda: "backup.code_four" in town.log())

    def code_four(self, van):
        ready(van)
        van.reload()
        van.get_by_text("We are safe: code 4").click()
        van.get_by_label("Your PIN").fill(PIN)
        tap(van, "Code 4: end the alarm")
