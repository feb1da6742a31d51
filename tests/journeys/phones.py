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


def rode_lately(town):
    """A dozen calls that Mika's R1 reached after half an hour, at any hour of the last days."""
    town.sign_on("mika", "R1", ago=20 * 86_400)
    for day in range(2, 14):
        ago = day * 86_400
        ride = town.assign(town.call(f"{day} Mill Lane", ago=ago), "R1", ago=ago - 600)
        town.crew("mika", "report_status", ride, status="on_scene", ago=ago - 1_800)
        told = {"contact_outcome": "contact_made", "disposition": "remained_resolved"}
        town.crew("mika", "close", ride, ago=ago - 3_600, **told)


def ended(town):
    """Each call's place, how it ended, why without a team, and what went instead."""
    return sorted(town.look("Incident", "address", "ending", "unserved_reason", "sent_instead"))


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


def new_caller(line, category, told):
    """The hotline's own form, by keyboard."""
    line.wait_for_selector("#line-state[data-line=live]")
    line.keyboard.press("p")
    line.get_by_label(category, exact=True).press("Space")
    line.locator("#categories").get_by_label("What was told").fill(told)
    line.get_by_role("button", name="Save the call").press("Enter")
    row = line.locator("#callers .caller-row", has_text=told)
    expect(row).to_contain_text(category)
    return row


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


def see_through(van, place):
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
