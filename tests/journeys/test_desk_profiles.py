"""Each of the ten programs in its own model: a call in through its own line, screened by its own rules, taken by a
crew of its make-up, and ended in its own words."""

import pytest
from playwright.sync_api import expect

from responder_app import words
from responder_app.profiles import shelf

pytestmark = pytest.mark.journey

AT_THE_DESK = {"dana": "dispatcher", "elena": "clinician", "hoa": "hotline"}
STORIES = [(name, model) for name in shelf.names() for model in shelf.load(name).models]
PLACE = "12 Mill Lane"


@pytest.fixture(params=STORIES, ids=["-".join(story) for story in STORIES])
def program(request, empty_town):
    """`(profile, model, town)`: the agency is founded, its first unit is on duty."""
    name, model = request.param
    empty_town.found_program(name, AT_THE_DESK)
    return shelf.load(name), model, empty_town


@pytest.fixture
def open_page(browser, sign_in):
    """A browser of its own for whoever it is."""
    opened = []

    def open_page(person, then):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        opened.append(context)
        return sign_in(context.new_page(), person, then)

    yield open_page
    for context in opened:
        context.close()


def test_takes_a_call_through_its_own_line_to_an_outcome_in_its_own_words(program, open_page, no_violations):
    profile, model, town = program
    who, through, owner = BY_MODEL[model](profile)
    page = open_page(who, "/desk/calls/new/")

    offered = page.get_by_label("Came in through").locator("option")
    assert {option.get_attribute("value") for option in offered.all()} == set(profile.channels)
    page.get_by_label("Came in through").select_option(through)
    _type_the_call(page, profile)
    _screen(page, profile)
    _send(page, profile.units[0].call_sign)

    ((incident, channel, sent_by, eligible),) = town.look(
        "Incident", "pk", "intake_channel", "dispatch_owner", "eligible"
    )
    assert (channel, sent_by, eligible) == (through, owner, True)
    ((assignment,),) = town.look("Assignment", "pk")
    outcome = _close(open_page("mika", f"/tablet/calls/{assignment}/scene/"), profile)
    page.goto(page.url.split("/desk/")[0] + f"/desk/calls/{incident}/")
    expect(page.locator("#timeline")).to_contain_text(words.inside(outcome))
    expect(page.locator("#call .past .outcome")).to_contain_text(outcome)
    expect(page.locator("#teams-title")).to_have_text(profile.terms.get("units", "Units"))
    no_violations(page)


def by_911(profile):
    """A caller dials 911: the call taker screens, the dispatcher sends."""
    return "dana", "911_call_taker", "911_dispatcher"


def by_the_embedded_clinician(profile):
    """The call taker passes the caller to the clinician in the room, who sends the team."""
    return "elena", "911_embedded_clinician", "embedded_clinician"


def by_the_hotline(profile):
    """Another number rings; whoever answers it asks, decides and sends."""
    lines = ("988", "311", "program_line")
    return "hoa", next(line for line in lines if line in profile.channels), "hotline_operator"


BY_MODEL = {"911": by_911, "embedded": by_the_embedded_clinician, "hotline": by_the_hotline}


def _type_the_call(page, profile):
    page.get_by_label("Call type").fill(profile.call_types[0].code)
    page.keyboard.press("Tab")
    page.keyboard.type(PLACE)


def _screen(page, profile):
    """One yes of those published rules a team out; taken back, a team may go."""
    questions = profile.questions or [{"code": rule.code, "on_yes": rule.on_yes} for rule in words.first_questions()]
    ruling_out = next(one["code"] for one in questions if one.get("on_yes") == "not_for_us")
    verdict = page.locator("#verdict .verdict-result")
    question = page.locator(f"[name=screening_{ruling_out}]")

    question.first.focus()
    page.keyboard.press("y")
    expect(verdict).to_have_text("Not for us", timeout=10_000)
    question.first.focus()
    page.keyboard.press("n")
    expect(verdict).to_have_text("Team instead of police", timeout=10_000)


def _send(page, call_sign):
    page.get_by_label("Assign to").fill(call_sign)
    page.keyboard.press("Enter")
    filed = page.locator(".banner-success")  # on the desk's first page of whoever sends: the board or their workspace
    expect(filed).to_contain_text(f"{call_sign} is assigned", timeout=15_000)


def _close(page, profile):
    """The outcome that was chosen, as the crew reads it."""
    named = [code for code in profile.outcomes if code in set(words.Disposition)]
    code = named[0] if named else words.Disposition.RESOLVED.value
    name = profile.outcomes.get(code) or words.Disposition(code).english
    page.get_by_label("Contact made", exact=True).check()
    page.get_by_label(name, exact=True).check()
    for section in profile.form.values():
        for field in section["required"]:
            page.locator(f"[name={field}][value=yes]").check()
    page.get_by_role("button", name="Close this call").click()
    expect(page.get_by_role("heading", name="What was filed")).to_be_visible(timeout=15_000)
    return name
