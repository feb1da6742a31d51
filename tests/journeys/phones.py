"""What somebody with a headset does at the desk, and what the crew then does on its tablet: by the real doors."""

from playwright.sync_api import expect

from tests.journeys.hands import tap

A_BREATH = 1_500  # the tablet takes no status so soon after an answer: the second tap of a shaking hand


def staff(town):
    """Ines is the clinician in the 911 room, Hal the hotline's operator, Tess takes calls."""
    town.person("ines", "Ines Roca", role="clinician")
    town.train("ines", "clinician")
    town.person("hal", "Hal Moss", role="hotline")
    town.person("tess", "Tess Okafor", role="dispatcher")


def unfold(place, name):
    """Opens what folds, by keyboard."""
    summary = place.locator("summary", has_text=name).first
    summary.focus()
    summary.press("Enter")


def take_call(page, place, told="", **answers):
    """The phone rings: a welfare check is typed and screened (`weapon="y"`) and saved; the page of its call opens."""
    page.goto(page.url.split("/desk/")[0] + "/desk/calls/new/")
    page.wait_for_selector("#id_call_type:focus")
    page.keyboard.type("cw")
    page.keyboard.press("Tab")
    page.keyboard.type(place)
    for code, key in answers.items():
        page.locator(f"[name=screening_{code}]").first.focus()
        page.keyboard.press(key)
    page.get_by_label("What was told").fill(told)
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: not url.endswith("/new/"))
    page.locator("#waiting .call", has_text=place).locator("a").first.press("Enter")
    page.locator("#caller-title").wait_for()
    page.wait_for_selector("#line-state[data-line=live]")


def pass_on(place, to, reason):
    """Opens the form beside a caller and offers them, by keyboard."""
    unfold(place, "Pass on")
    form = place.locator("form[action$='/transfers/']").first
    form.get_by_label("Pass on to").select_option(label=to)
    form.get_by_label("Because").select_option(label=reason)
    form.get_by_role("button", name="Offer the caller").press("Enter")


def send(row, call_sign):
    row.get_by_label("Unit for call").fill(call_sign)
    row.get_by_label("Unit for call").press("Enter")


def crew_sees_it_through(van, place):
    """The call rings in the van; accepted, on scene, and its outcome."""
    van.goto("/tablet/")
    expect(van.locator("[data-alert]")).to_contain_text(place, timeout=15_000)
    van.locator(".call-card a").first.click()
    van.get_by_role("button", name="Accept").first.click()
    expect(van.locator("#timeline")).to_contain_text("accepted", timeout=15_000)
    van.wait_for_timeout(A_BREATH)
    here = van.get_by_role("button", name="On scene", exact=True)
    here.click()
    expect(here).to_have_attribute("aria-pressed", "true", timeout=15_000)
    van.get_by_role("link", name="On scene", exact=True).click()
    van.get_by_label("Contact made", exact=True).first.check()
    van.get_by_label("Remained in community, resolved", exact=True).first.check()
    tap(van, "Close this call")
    expect(van.get_by_role("heading", name="What was filed")).to_be_visible(timeout=15_000)
