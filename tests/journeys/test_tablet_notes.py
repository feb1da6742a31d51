"""What a crew writes and arranges beside the outcome: notes, phrases, services, gaps, transports."""

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import ADDRESS, dead_spot, eventually, ready, tap, waiting

pytestmark = pytest.mark.journey


@pytest.fixture
def sheet(tablets, sign_in, town):
    """Mika, a medic, on a call in R1 by touch; the pages of the call are on the tablet."""
    town.train("mika", "medic")
    town.sign_on("mika", "R1")
    town.assign(town.call(ADDRESS), "R1", ago=300)
    page = tablets("van", has_touch=True).pages[0]
    sign_in(page, "mika", then="/tablet/")
    ready(page)
    page.get_by_role("link", name="Open the call").tap()
    ready(page)
    page.get_by_role("button", name="Accept", exact=True).tap()
    eventually(lambda: "assignment.accepted" in town.log())
    return page


def by_day_and_night(page, no_violations):
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        no_violations(page)


def leaf(page, name):
    page.get_by_role("navigation", name="This call").get_by_role("link", name=name).tap()
    page.wait_for_load_state()


class TestANoteByQuickPhrases:
    def test_survives_a_dead_battery_and_is_filed_once(self, sheet, town):
        note = sheet.get_by_label("Note", exact=True)
        sheet.get_by_role("button", name="Water and food given.").tap()
        note.press_sequentially(" She sleeps in the car")
        expect(sheet.locator("[data-kept-at]")).to_contain_text("Kept on this tablet")
        sheet.wait_for_timeout(500)  # it is written down a fifth of a second after each pause at the latest
        dead_spot(sheet)
        sheet.goto("about:blank")
        sheet.goto("/tablet/")
        expect(sheet.locator("#banners")).to_contain_text("You began a note and have not kept it yet.")
        sheet.get_by_role("link", name="Finish it").tap()

        expect(note).to_have_value("Water and food given. She sleeps in the car")
        expect(sheet.locator("[data-kept-at]")).to_be_visible()
        tap(sheet, "Keep this note")
        expect(sheet.locator("[data-pending]")).to_contain_text("She sleeps in the car")
        expect(note).to_have_value("")
        dead_spot(sheet, there=False)
        waiting(sheet, 0)
        assert town.look("Note", "body", "clinical") == [["Water and food given. She sleeps in the car", False]]


class TestAClinicalNote:
    def test_is_read_by_its_author_and_not_by_a_peer_or_the_desk(self, sheet, town, tablets, sign_in, desk, server):
        sheet.get_by_label("Note", exact=True).fill("Cold hands, slow pulse.")
        sheet.get_by_label("Clinical note").check()
        tap(sheet, "Keep this note")
        expect(sheet.locator("#timeline")).to_contain_text("Cold hands, slow pulse.")

        town.sign_on("cleo", "R1", ago=1)
        peer = tablets("second", has_touch=True).pages[0]
        sign_in(peer, "cleo", then="/tablet/")
        ready(peer)
        peer.get_by_role("link", name="Open the call").tap()
        board = desk()
        board.goto(f"{server.url}/desk/calls/{town.look('Note', 'incident_id')[0][0]}/")

        for page in (peer, board):
            expect(page.locator("#timeline")).to_contain_text("Clinical note")
            expect(page.locator("body")).not_to_contain_text("slow pulse")
        expect(peer.get_by_label("Clinical note")).to_have_count(0)


class TestAPhraseToShow:
    def test_fills_the_screen_in_the_persons_language_without_signal(self, sheet, no_violations):
        sheet.goto("/tablet/phrases/")
        ready(sheet)
        by_day_and_night(sheet, no_violations)
        dead_spot(sheet)
        sheet.get_by_role("link", name="Spanish").tap()
        sheet.get_by_role("button", name="No somos policías.").tap()

        shown = sheet.get_by_role("dialog", name="To show")
        expect(shown.locator("[lang=es]")).to_have_text("No somos policías. Venimos a ayudar.")
        box, screen = shown.bounding_box(), sheet.viewport_size
        assert (box["width"], box["height"]) == (screen["width"], screen["height"])
        by_day_and_night(sheet, no_violations)
        shown.get_by_role("button", name="Done").tap()
        sheet.reload()
        expect(sheet.get_by_role("link", name="Spanish")).to_have_attribute("aria-current", "true")
        expect(sheet.get_by_role("button", name="¿Podemos sentarnos con usted?")).to_be_visible()

    def test_of_ones_own_is_written_in_a_dead_spot_and_is_every_crews_then(self, sheet, town, no_violations):
        sheet.goto("/tablet/phrases/")
        ready(sheet)
        dead_spot(sheet)
        sheet.get_by_text("A phrase to show", exact=True).tap()
        sheet.get_by_label("English").fill("The bus comes at ten.")
        sheet.get_by_text("More languages").tap()
        sheet.get_by_label("Arabic").fill("تأتي الحافلة في العاشرة.")
        tap(sheet, "Keep this phrase")
        expect(sheet.locator("[data-pending]")).to_contain_text("The bus comes at ten.")

        dead_spot(sheet, there=False)
        waiting(sheet, 0)
        expect(sheet.get_by_role("button", name="The bus comes at ten.")).to_be_visible()
        sheet.get_by_role("link", name="Arabic").tap()
        expect(sheet.get_by_role("button", name="تأتي الحافلة")).to_be_visible()
        expect(sheet.locator("#phrases-to-show [lang=ar][data-in]:visible").first).to_have_attribute("dir", "rtl")
        no_violations(sheet)
        assert town.look("Phrase", "texts__en", added_by__username="mika") == [["The bus comes at ten."]]


class TestWhatIsArranged:
    def test_a_service_is_found_by_a_word_and_a_gap_filed_in_two_taps_without_signal(self, sheet, town, no_violations):
        town.directory(300)
        leaf(sheet, "Refer and arrange")
        ready(sheet)
        no_violations(sheet)
        dead_spot(sheet)

        sheet.get_by_label("Shelter bed").tap()
        sheet.get_by_role("button", name="Full", exact=True).tap()
        pending = sheet.locator("[data-pending]")
        expect(pending).to_contain_text("Shelter bed. Full")

        sheet.get_by_text("Refer to a service").tap()
        sheet.get_by_label("Find a service").fill("café 217")
        expect(sheet.locator("[data-service]:visible")).to_have_count(1)
        expect(sheet.get_by_role("link", name="555-0117")).to_have_attribute("href", "tel:555-0117")
        sheet.get_by_label("Cafe 217").check()
        sheet.get_by_label("Warm hand-off").check()
        by_day_and_night(sheet, no_violations)
        tap(sheet, "File the referral")
        expect(pending).to_contain_text("Cafe 217")

        dead_spot(sheet, there=False)
        waiting(sheet, 0)
        assert town.look("ServiceGap", "need", "reason") == [["shelter", "full"]]
        assert town.look("Referral", "service__name", "mode") == [["Cafe 217", "warm_handoff"]]
        expect(sheet.locator("#gaps-recorded")).to_contain_text("Shelter bed: Full.")
        expect(sheet.locator("#services summary").first).to_have_text("Used lately")

    def test_a_transport_has_the_times_of_its_taps_and_says_what_cannot_be(self, sheet, town, no_violations):
        leaf(sheet, "Refer and arrange")
        ready(sheet)
        dead_spot(sheet)
        tap(sheet, "Transporting")
        sheet.get_by_text("Record a transport").tap()
        assert sheet.get_by_label("Left at").input_value()
        assert not sheet.get_by_label("Arrived at").input_value()
        sheet.get_by_label("Our van").check()
        sheet.get_by_label("Emergency shelter").check()
        sheet.get_by_label("Name of the place").fill("Harbour House")
        sheet.get_by_label("Miles at the start").fill("1204.5")
        sheet.get_by_label("Miles at the end").fill("1200")
        tap(sheet, "File the transport")
        assert "fewer than at the start" in sheet.get_by_label("Miles at the end").evaluate(
            "field => field.validationMessage"
        )
        by_day_and_night(sheet, no_violations)
        sheet.get_by_label("Miles at the end").fill("1206.5")
        tap(sheet, "File the transport")
        expect(sheet.locator("[data-pending]")).to_contain_text("Emergency shelter")

        dead_spot(sheet, there=False)
        waiting(sheet, 0)
        expect(sheet.locator("#transports-recorded")).to_contain_text("Emergency shelter, Harbour House")
        (ride,) = town.look("Transport", "miles_at_end", "left_at", "arrived_at")
        (left,) = town.look("StatusReport", "occurred_at", status="transporting")
        assert (ride[0], ride[1][:16], ride[2]) == ("1206.5", left[0][:16], None)

    def test_what_was_filed_by_mistake_is_taken_back_without_signal(self, sheet, town, no_violations):
        leaf(sheet, "Refer and arrange")
        ready(sheet)
        sheet.get_by_label("Shelter bed").tap()
        sheet.get_by_role("button", name="Full", exact=True).tap()
        recorded = sheet.locator("#gaps-recorded")
        expect(recorded).to_contain_text("Shelter bed: Full.")
        dead_spot(sheet)
        recorded.get_by_text("It was a mistake").tap()
        by_day_and_night(sheet, no_violations)
        recorded.get_by_role("button", name="Wrong choice").tap()
        expect(sheet.locator("[data-pending]")).to_contain_text("Wrong choice")

        dead_spot(sheet, there=False)
        waiting(sheet, 0)
        expect(recorded).to_contain_text("Taken back Wrong choice")
        no_violations(sheet)
        assert town.look("Withdrawal", "reason", "gap__need") == [["wrong_choice", "shelter"]]
