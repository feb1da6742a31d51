"""A call on the tablet: what is known of it, what is new, and what a crew puts right."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import ADDRESS, dead_spot, eventually, ready, tap, waiting

pytestmark = pytest.mark.journey


@pytest.fixture
def touched(tablets, sign_in, town, crew):
    """Mika's tablet in R1, on the way to a call that the desk has screened, at a place where the program was before."""
    town.sign_on("cleo", "R2")
    before = town.assign(town.call(ADDRESS, ago=90_000), "R2", ago=89_000)
    told = {"contact_outcome": "contact_made", "disposition": "remained_resolved", "people_served": 1}
    town.crew("cleo", "close", before, ago=86_000, **told)
    page = tablets("van", has_touch=True).pages[0]
    sign_in(page, "mika", then="/tablet/")
    told = {"place_note": "Side door, code 4411", "callback_number": "555-0133", "caller_relation": "business"}
    call = town.call(ADDRESS, ago=900, screening={"weapon": "no", "dog": "yes"}, **told)
    town.assign(call, "R2", ago=300)
    assignment = town.assign(call, "R1", ago=840)
    town.crew("mika", "report_status", assignment, ago=600, status="en_route")
    page.goto(f"/tablet/calls/{assignment}/")
    ready(page)
    page.wait_for_function("async (path) => Boolean(await caches.match(path))", arg=f"/tablet/calls/{assignment}/")
    page.call, page.assignment = call, assignment
    return page


def pressed(page, name):
    expect(page.get_by_role("button", name=name, exact=True)).to_have_attribute("aria-pressed", "true", timeout=15_000)


class TestTheWrongButton:
    def test_is_taken_back_within_ten_seconds_in_a_dead_spot_by_keyboard(self, touched, town):
        dead_spot(touched)
        touched.get_by_role("button", name="On scene", exact=True).press("Enter")
        pressed(touched, "On scene")
        undo = touched.get_by_role("button", name="Undo")
        expect(undo).to_be_visible()
        touched.reload()
        expect(undo).to_be_visible()
        undo.focus()
        touched.keyboard.press("Enter")
        expect(undo).to_have_count(0)
        pressed(touched, "En route")
        waiting(touched, 2)

        dead_spot(touched, there=False)

        eventually(lambda: town.look("Correction", "kind", "report__status") == [["undone", "on_scene"]])
        waiting(touched, 0)
        pressed(touched, "En route")
        expect(touched.locator("#timeline")).to_contain_text("R1: on scene, undone at once")
        assert town.look("Assignment", "status", pk=touched.assignment) == [["en_route"]]

    def test_clear_puts_the_unit_on_the_call_again_and_after_ten_seconds_it_is_too_late(self, touched, town):
        tap(touched, "Clear")
        expect(touched.get_by_text("You are clear of this call since")).to_be_visible(timeout=15_000)
        touched.get_by_role("button", name="Undo").tap()
        pressed(touched, "En route")
        assert town.look("Unit", "status", call_sign="R1") == [["en_route"]]

        tap(touched, "On scene")
        expect(touched.get_by_role("button", name="Undo")).to_be_visible()
        expect(touched.get_by_role("button", name="Undo")).to_have_count(0, timeout=12_000)
        pressed(touched, "On scene")


class TestATimeThatWasWrong:
    def test_is_put_right_with_its_reason_without_signal_and_stands_in_the_record(self, touched, town):
        dead_spot(touched)
        touched.get_by_text("Times, and putting them right").tap()
        row = touched.locator("#times li", has_text="En route")
        row.get_by_text("Correct", exact=True).tap()
        row.get_by_role("button", name="Correct it").tap()
        expect(row.locator("form")).to_be_visible()  # without a reason the browser keeps it
        at = row.get_by_label("Time", exact=True).input_value()
        earlier = f"{(int(at[:2]) * 60 + int(at[3:]) - 2) // 60 % 24:02}:{(int(at[3:]) - 2) % 60:02}"
        row.get_by_label("Time", exact=True).fill(earlier)
        row.get_by_text("Tapped too late").tap()
        row.get_by_role("button", name="Correct it").tap()
        waiting(touched, 1)

        dead_spot(touched, there=False)

        eventually(lambda: town.look("Correction", "kind", "reason") == [["retimed", "tapped_late"]])
        expect(touched.locator("#times")).to_contain_text("Time corrected", timeout=15_000)
        expect(touched.locator("#times")).to_contain_text(earlier)
        expect(touched.locator("#timeline")).to_contain_text("Tapped too late")


class TestWhatDispatchAdds:
    def test_is_said_on_every_page_and_marked_until_it_was_seen(self, touched, town):
        touched.goto(f"/tablet/calls/{touched.assignment}/scene/")
        ready(touched)
        town.note("dana", touched.call, "His sister says he has a knife.")
        expect(touched.locator("#banners")).to_contain_text(
            re.compile(r"new from dispatch\. His sister says"), timeout=15_000
        )
        touched.get_by_role("link", name="Open the call").tap()

        news = touched.locator("#news")
        expect(news).to_contain_text("His sister says he has a knife.")
        expect(news).to_be_in_viewport()
        line = touched.locator("#timeline li", has_text="a knife")
        expect(line.get_by_text("New", exact=True)).to_be_visible()
        expect(line.get_by_text("New", exact=True)).to_have_count(0, timeout=14_000)  # it was long enough before them
        expect(news).to_be_visible()  # but nobody has said so
        news.get_by_role("button", name="Seen").tap()
        expect(news).to_be_hidden()
        touched.reload()
        expect(touched.locator("#timeline")).to_contain_text("a knife")
        expect(news).to_be_hidden()
        touched.goto("/tablet/")
        ready(touched)
        expect(touched.locator("#banners")).not_to_contain_text("a knife")


class TestWhatIsKnown:
    def test_of_the_call_the_place_and_the_person(self, touched, town):
        expect(touched.locator("#screening")).to_contain_text("Yes: Dog or other animal there")
        expect(touched.locator("#screening")).to_contain_text("Unknown: Threat of violence")
        expect(touched.locator("#what").get_by_role("link", name="Call back 555-0133")).to_have_attribute(
            "href", "tel:555-0133"
        )
        expect(touched.locator("#facts")).to_contain_text("R2 Assigned since")
        expect(touched.locator("#contacts")).to_contain_text("1 earlier contact of our program at this place")
        touched.get_by_role("link", name="Look for a person").tap()
        touched.get_by_label("Name or alias").fill("Juniper")
        dead_spot(touched)
        tap(touched, "Look")
        expect(touched.get_by_text("Looking for a person needs signal.")).to_be_visible()
        dead_spot(touched, there=False)
        tap(touched, "Look")

        expect(touched.get_by_text("Nobody of that name is on file with us.")).to_be_visible()
        assert "uniper" not in touched.url
        assert town.look("Event", "details", kind="contacts.looked_up") == [[{"found": 0}]]
