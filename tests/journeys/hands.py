"""What a person does with a tablet, and what can be seen on it."""

import re
import time
from datetime import datetime

from playwright.sync_api import expect

UNSEEN = "NOT YET SEEN BY DISPATCH — USE YOUR RADIO"
ADDRESS = "200 block of Alder Street"


def ready(page):
    """Live, and everything kept for the time without signal."""
    expect(page.locator("#line")).to_have_attribute("data-line", "live")
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    # Asked from outside: polled inside, our own policy would object. A busy machine takes its time.
    eventually(lambda: page.evaluate("navigator.serviceWorker.controller !== null"), seconds=30)
    eventually(
        lambda: page.evaluate(
            "async () => { for (const name of await caches.keys()) if (name.startsWith('pages-')"
            " && await caches.match('/tablet/', { cacheName: name })) return true; return false; }"
        ),
        seconds=30,
    )


def signed_on(tablets, sign_in, town, **options):
    """Mika's tablet in R1, live."""
    town.sign_on("mika", "R1")
    page = tablets("van", **options).pages[0]
    sign_in(page, "mika", then="/tablet/")
    ready(page)
    return page


def dead_spot(page, there=True):
    page.context.set_offline(there)


def tap(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def sign_out(page):
    """By the menu that bears one's name."""
    page.locator(".menu > summary").click()
    tap(page, "Sign out")


def ask_for_backup(page):
    page.get_by_text("Ask for police backup").click()
    page.get_by_label("Urgent: come now").check()
    page.get_by_label("Crowd or bystander hostile").check()
    tap(page, "Ask for backup now")


def eventually(happens, seconds=15):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := happens():
            return found
        time.sleep(0.1)
    raise AssertionError("it did not happen")


def waiting(page, number):
    """The bar says how many letters wait."""
    text = re.compile(rf"· {number} waiting") if number else re.compile(r"^(?!.*waiting)")
    expect(page.locator("#line")).to_have_text(text, timeout=15_000)


def seconds(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()
