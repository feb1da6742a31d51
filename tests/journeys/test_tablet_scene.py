"""What a crew writes on scene: in a few taps, without signal, and never lost."""

import time

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import ADDRESS, dead_spot, eventually, ready, waiting

pytestmark = pytest.mark.journey

COUNTING = """addEventListener("pointerup", ({ isTrusted }) => {
  if (isTrusted) sessionStorage.setItem("taps", Number(sessionStorage.getItem("taps") ?? 0) + 1);
}, true);"""


@pytest.fixture
def touched(tablets, sign_in, town):
    """Mika's tablet, used with fingers, on an accepted call."""
    town.sign_on("mika", "R1")
    context = tablets("van", has_touch=True)
    context.add_init_script(COUNTING)
    page = sign_in(context.pages[0], "mika", then="/tablet/")
    assignment = town.assign(town.call(ADDRESS), "R1")
    town.crew("mika", "accept", assignment)
    page.goto(f"/tablet/calls/{assignment}/")
    ready(page)
    return page


@pytest.fixture
def on_scene(touched):
    """The same, with the on-scene form open."""
    touched.get_by_role("link", name="On scene", exact=True).tap()
    ready(touched)
    return touched


def choose(page, *labels):
    for label in labels:
        if label.startswith("More: "):
            page.locator("summary", has_text=label.removeprefix("More: ")).first.tap()
        else:
            page.get_by_label(label, exact=True).first.tap()


def unfold(page, part):
    page.locator("[data-part] > summary", has_text=part).first.tap()


class TestARoutineCall:
    def test_is_closed_in_twelve_taps_and_ninety_seconds(self, touched, town):
        town.publish_form(risk={"required": ["suicide_screen"]}, safety={"required": ["felt_safe"]})
        touched.reload()
        ready(touched)
        touched.evaluate("sessionStorage.setItem('taps', 0)")
        began = time.monotonic()

        touched.get_by_role("link", name="On scene", exact=True).tap()
        choose(touched, "Contact made", "Remained in community, resolved")
        choose(touched, "Agitated or disruptive", "Talked and listened")
        choose(touched, "Not done", "Nothing pointed to it")
        touched.locator("[name=felt_safe][value=yes]").tap()
        touched.get_by_role("button", name="Close this call").tap()
        expect(touched.get_by_role("heading", name="What was filed")).to_be_visible(timeout=15_000)

        taps, seconds = int(touched.evaluate("sessionStorage.getItem('taps')")), time.monotonic() - began
        assert 0 < taps <= 12
        assert seconds < 90
        (answers,) = town.look("SceneRecord", "answers")[0]
        assert answers == {
            "contact_outcome": "contact_made",
            "disposition": "remained_resolved",
            "people_served": 1,
            "issues": ["agitation"],
            "did": ["support"],
            "suicide_screen": "not_done",
            "no_screen": "not_indicated",
            "felt_safe": "yes",
        }
        assert town.look("Unit", "status", call_sign="R1") == [["available"]]


class TestWhatIsChosenInADeadSpot:
    def test_outlives_a_reload_and_is_kept_once_the_signal_is_back(self, on_scene, town):
        dead_spot(on_scene)
        choose(on_scene, "Contact made", "Trauma or grief")
        unfold(on_scene, "Who")
        choose(on_scene, "25 to 54")
        on_scene.get_by_role("button", name="Another person").tap()
        on_scene.get_by_label("Name or alias").last.fill("Bo")
        on_scene.wait_for_timeout(700)

        on_scene.reload()

        expect(on_scene.get_by_label("Trauma or grief")).to_be_checked()
        expect(on_scene.get_by_label("Name or alias").last).to_have_value("Bo")
        expect(on_scene.get_by_label("People served", exact=True)).to_have_value("2")
        expect(on_scene.locator("[data-draft]")).to_contain_text("and not sent yet.")
        on_scene.get_by_role("button", name="Leave it out").tap()
        expect(on_scene.get_by_label("Trauma or grief")).not_to_be_checked()
        on_scene.get_by_role("button", name="Bring it back").tap()
        expect(on_scene.get_by_label("Trauma or grief")).to_be_checked()
        on_scene.get_by_role("button", name="Keep, not finished").tap()
        waiting(on_scene, 1)
        on_scene.reload()
        expect(on_scene.get_by_label("Trauma or grief")).to_be_checked()
        expect(on_scene.locator("[data-draft]")).to_be_hidden()
        waiting(on_scene, 1)

        dead_spot(on_scene, there=False)

        waiting(on_scene, 0)
        assert town.look("PersonServed", "age_band", "known_as") == [["25-54", ""], ["", "Bo"]]
        on_scene.reload()
        ready(on_scene)
        expect(on_scene.get_by_label("Trauma or grief")).to_be_checked()
        expect(on_scene.locator("[data-part]", has_text="Who").locator("[data-sum]")).to_have_text("25 to 54")


class TestWhatIsMissing:
    def test_is_said_at_the_tap_without_signal_and_led_to(self, on_scene, town):
        town.publish_form(safety={"required": ["felt_safe"]}, people={"required": ["age_band"]})
        on_scene.reload()
        ready(on_scene)
        dead_spot(on_scene)
        on_scene.get_by_role("button", name="Close this call").tap()
        expect(on_scene.locator(".scene-form [data-complaint]")).to_have_text("Say first whether there was a person.")
        choose(on_scene, "Contact made", "More: Where the person went", "Protective or emergency hold")

        on_scene.get_by_role("button", name="Close this call").tap()

        said = "Still missing: Who started the hold, Age, Did the crew feel safe?."
        expect(on_scene.locator(".scene-form [data-complaint]")).to_have_text(said)
        expect(on_scene.locator("[name=hold_started_by]").first).to_be_focused()
        waiting(on_scene, 0)
        on_scene.locator("[name=hold_started_by][value=police]").tap()
        choose(on_scene, "25 to 54")
        on_scene.locator("[name=felt_safe][value=no]").tap()
        on_scene.get_by_role("button", name="Close this call").tap()
        expect(on_scene.locator("#close form")).to_be_hidden()
        dead_spot(on_scene, there=False)
        eventually(lambda: town.look("Encounter", "disposition") == [["emergency_hold"]])


class TestALetterUnderAStricterForm:
    def test_is_refused_with_a_sentence_and_corrected_on_its_own_page(self, on_scene, town):
        dead_spot(on_scene)
        town.publish_form(risk={"required": ["weapon_seen"]})
        choose(on_scene, "Contact made", "Remained in community, resolved", "Paranoia")
        on_scene.get_by_role("button", name="Close this call").tap()
        waiting(on_scene, 1)
        dead_spot(on_scene, there=False)

        expect(on_scene.locator(".reason")).to_have_text("Still missing: Weapon seen.", timeout=15_000)
        on_scene.reload()
        ready(on_scene)
        on_scene.get_by_role("link", name="Correct and send again").tap()
        expect(on_scene.get_by_label("Paranoia")).to_be_checked()
        on_scene.locator("[name=weapon_seen][value=no]").tap()
        on_scene.get_by_role("button", name="Close this call").tap()

        eventually(lambda: town.look("Encounter", "contact_outcome") == [["contact_made"]])
        (answers,) = town.look("SceneRecord", "answers")[0]
        assert (answers["issues"], answers["weapon_seen"]) == (["paranoia"], "no")


class TestPeopleAndSupplies:
    def test_are_counted_taken_back_and_amended(self, on_scene, town):
        choose(on_scene, "Contact made", "Remained in community, resolved")
        choose(on_scene, "Trauma or grief", "Paranoia", "Paranoia")
        choose(on_scene, "Contact by phone only", "Contact by phone only", "Contact made")
        unfold(on_scene, "Who")
        choose(on_scene, "White", "Hispanic or Latino")
        races = on_scene.locator("fieldset.ticks", has_text="all that apply")
        races.get_by_label("Not known").tap()
        expect(on_scene.get_by_label("White")).not_to_be_checked()
        choose(on_scene, "White", "Hispanic or Latino")
        expect(races.get_by_label("Not known")).not_to_be_checked()
        on_scene.get_by_role("button", name="Another person").tap()
        expect(on_scene.get_by_label("People served", exact=True)).to_have_value("2")
        on_scene.get_by_role("button", name="Remove this person").tap()
        unfold(on_scene, "Supplies given")
        for count in ("One more: Water", "One more: Water", "One fewer: Water"):
            on_scene.get_by_role("button", name=count).tap()
        expect(on_scene.locator("[data-sum]").nth(2)).to_have_text("1 Water")
        on_scene.get_by_role("button", name="Close this call").tap()

        filed = on_scene.locator("#filed")
        expect(filed).to_contain_text("Hispanic or Latino, White", timeout=15_000)
        assert town.look("PersonServed", "races") == [[["hispanic", "white"]]]
        on_scene.get_by_text("Amend", exact=True).tap()
        choose(on_scene, "Substance use")
        on_scene.get_by_role("button", name="File the amendment").tap()
        expect(filed.locator("[data-complaint]")).to_have_text("Say why it is amended.")
        on_scene.get_by_label("Why is it amended?").fill("Forgot what he took")
        on_scene.get_by_role("button", name="File the amendment").tap()
        expect(filed).to_contain_text("Amended by Mika at", timeout=15_000)
        expect(filed).to_contain_text("Forgot what he took")
        expect(filed).to_contain_text("Substance use, Trauma or grief")
        assert len(town.look("SceneRecord", "id")) == 2


class TestTheManagersPages:
    def test_publish_what_the_tablet_then_asks(self, browser, sign_in, on_scene, town, no_violations):
        page = sign_in(browser.new_context().new_page(), "manu", then="/program/form/")
        page.get_by_label("Required: Weapon seen").check()
        page.get_by_role("button", name="Publish this form").click()
        expect(page.get_by_text("in force")).to_be_visible()
        no_violations(page)
        page.locator("summary", has_text="What is asked").click()
        page.get_by_role("link", name="Lists").click()
        no_violations(page)
        page.get_by_label("Code", exact=True).fill("heat")
        page.get_by_label("In English").fill("Heat")
        page.get_by_role("button", name="Add it").click()
        expect(page.get_by_role("cell", name="Heat", exact=True)).to_be_visible()
        page.context.close()

        on_scene.reload()

        choose(on_scene, "Contact made", "More: What it was about", "Heat")
        expect(on_scene.locator("[data-required='Weapon seen']")).to_be_visible()
