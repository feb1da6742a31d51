"""A real server process, a real Chromium, and a town around them."""

import shutil

import pytest

from tests.factories import PASSWORD
from tests.journeys import forge
from tests.journeys.hands import ADDRESS, eventually, ready, signed_on
from tests.journeys.processes import environment_of

QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
ARGUMENTS = [*QUIET.split(), "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def _forge(tmp_path_factory):
    state = tmp_path_factory.mktemp("state")
    found = forge.light(state, environment_of(state, state / "static"))
    found.prepare()
    return found


@pytest.fixture
def server(_forge):
    _forge.clean()
    server = _forge.server().start()
    yield server
    server.stop()


@pytest.fixture
def empty_town(server, _forge):
    """There is nothing yet; see town.py."""
    town = _forge.town()
    yield town
    town.close()


@pytest.fixture
def town(empty_town):
    """The agency is there, with its people and units."""
    empty_town.found()
    return empty_town


@pytest.fixture(scope="session")
def chromium_path():
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("NO STORY IS TOLD: there is no Chromium on this machine")
    return path


@pytest.fixture(scope="module")  # while it lives there is a running loop, and Django's tables cannot be asked
def playwright():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(playwright, chromium_path):
    browser = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def tablets(playwright, chromium_path, server, tmp_path):
    """`tablets("van")`: a browser whose disk outlives it; the same name opens the same disk again."""
    opened = []

    def tablet(name="van", **options):
        context = playwright.chromium.launch_persistent_context(
            tmp_path / f"tablet-{name}",
            executable_path=chromium_path,
            args=ARGUMENTS,
            base_url=server.url,
            **({"viewport": {"width": 1280, "height": 800}} | options),
        )
        context.set_default_timeout(10_000)
        opened.append(context)
        return context

    yield tablet
    for context in opened:
        context.close()


@pytest.fixture
def sign_in(server):
    def sign_in(page, person, then="/"):
        """`person` is the user name; all have the factories' password."""
        page.goto(f"{server.url}/sign-in/?next={then}")
        page.get_by_label("Username").fill(person)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(f"{server.url}{then}" if then != "/" else f"{server.url}/**")
        return page

    return sign_in


@pytest.fixture
def no_violations():
    """axe-core finds nothing on the page as it stands."""
    from axe_playwright_python.sync_playwright import Axe

    def check(page):
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()

    return check


@pytest.fixture
def desk(browser, sign_in, town):
    """Opens the desk of somebody in a browser of their own; it waits until the board is live."""
    opened = []

    def open_desk(person="dana", then="/desk/"):
        context = browser.new_context(viewport={"width": 1920, "height": 1080})
        opened.append(context)
        page = sign_in(context.new_page(), person, then)
        page.wait_for_selector("#line-state[data-line=live]")
        return page

    yield open_desk
    for context in opened:
        context.close()


@pytest.fixture
def crew(town):
    town.sign_on("mika", "R1")
    return "R1"


@pytest.fixture
def expect():
    from playwright.sync_api import expect

    return expect


@pytest.fixture
def van(tablets, sign_in, town):
    """Mika's tablet in R1, signed on and live."""
    return signed_on(tablets, sign_in, town)


@pytest.fixture
def tablet(tablets, sign_in, town):
    """The same, touched by fingers."""
    return signed_on(tablets, sign_in, town, has_touch=True)


@pytest.fixture
def on_call(van, town):
    """The van with an accepted call, its page open."""
    assignment = town.assign(town.call(ADDRESS), "R1")
    van.goto(f"/tablet/calls/{assignment}/")
    ready(van)
    van.get_by_role("button", name="Accept").click()
    eventually(lambda: "assignment.accepted" in town.log())
    van.locator("#timeline", has_text="R1 accepted").wait_for()
    return van
