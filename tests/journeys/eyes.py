"""Looks at a page as many people would: by day and night, on a tablet and a phone, with large type and gloves."""

from axe_playwright_python.sync_playwright import Axe

TABLET, PHONE, SMALL = ({"width": w, "height": h} for w, h in ((1280, 800), (390, 844), (320, 640)))
# By day words stand out seven to one, for bright sun.
SUN = {"resultTypes": ["violations"], "rules": {"color-contrast-enhanced": {"enabled": True}}}
# By night on a phone axe looks again for what darkness and a narrow page change, not for what the markup says.
CHANGED = [
    "color-contrast",
    "target-size",
    "scrollable-region-focusable",
    "aria-hidden-focus",
    "button-name",
    "link-name",
]
DARK = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": CHANGED}}
AXE = """async (options) => (await axe.run(document, options)).violations.map(
  ({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 140)).join(" | ")}`
)"""
OPEN = "() => document.querySelectorAll('main details').forEach((details) => { details.open = true; })"
THEME = """(theme) => {
  document.documentElement.dataset.theme = theme;
  return Promise.all(document.getAnimations().map((one) => one.finished.catch(() => null)));
}"""
TYPE = "(size) => { document.documentElement.style.fontSize = size; }"
SEEN = """
  const all = (of) => [...document.querySelectorAll(of)];
  const seen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && !one.closest(".visually-hidden, .skip") && one.getClientRects().length > 0;
  const name = (one) => `${one.localName} ${(one.textContent.trim() || one.name || one.outerHTML).slice(0, 60)}`;
  const box = (one) => one.getBoundingClientRect();
"""
# What a glove has to hit: the label counts where it belongs to the control.
TARGETS = f"""() => {{ {SEEN}
  const controls = all("a[href], button, summary, select, textarea, input:not([type=hidden])");
  const held = controls.map((one) => (one.matches("[type=radio], [type=checkbox]") && one.closest("label")) || one);
  return [...new Set(held)].filter(seen).filter((one) => Math.min(box(one).width, box(one).height) < 47.5)
    .map((one) => `${{Math.round(box(one).width)}} x ${{Math.round(box(one).height)}}: ${{name(one)}}`);
}}"""
WIDE = f"""() => {{ {SEEN}
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const reach = (one) => Math.max(box(one).right, one.matches("input") ? 0 : box(one).left + one.scrollWidth);
  return [`wider than the screen: ${{all("body *").filter((one) => reach(one) > width + 1).slice(-2).map(name)}}`];
}}"""
# Words that run out of their box, and a bar that eats the page or whose parts lie upon each other.
CUT = f"""() => {{ {SEEN}
  const spared = ".show, input, textarea, select, dialog, .map-frame, .map-frame *";
  const framed = ".btn, button, summary, .chip, label";
  const clips = (one) => one.matches(framed) || getComputedStyle(one).overflowX !== "visible";
  const small = (one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 2;
  const cut = all("body *").filter((one) => !one.matches(spared) && clips(one) && small(one) && seen(one))
    .map((one) => `cut off: ${{name(one)}}`);
  const bar = document.querySelector("header.bar");
  if (!bar || !seen(bar)) return cut;
  const stays = box(bar).height + Number.parseFloat(getComputedStyle(bar).top);
  if (stays > innerHeight * 0.3) cut.push(`the bar eats the page: ${{Math.round(stays)}}`);
  const parts = [...bar.children].filter((one) => seen(one) && box(one).width > 0);
  const across = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const upon = parts.filter((one) => parts.some((other) => other !== one && across(box(one), box(other))));
  return [...cut, ...upon.map((one) => `lies upon another in the bar: ${{name(one)}}`)];
}}"""


class Eyes:
    """`look(page, "home, a call rings")` remembers what is wrong; `wrong` at the end must be empty."""

    def __init__(self):
        self.wrong: list[str] = []

    def look(self, page, state, unfold=True):
        """`unfold`: with everything that folds open, where that is no state of its own."""
        if unfold:
            page.evaluate(OPEN)
        page.evaluate(Axe().axe_script)
        for screen, size, theme, asked in (("tablet", TABLET, "day", SUN), ("phone", PHONE, "night", DARK)):
            where = f"{state}, {screen}"
            page.set_viewport_size(size)
            page.evaluate(THEME, theme)
            self._note(f"{where}, {theme}", page.evaluate(AXE, asked))
            self._note(where, page.evaluate(TARGETS) + page.evaluate(WIDE) + page.evaluate(CUT))
            page.evaluate(TYPE, "212.5%")
            self._note(f"{where}, twice the type", page.evaluate(WIDE) + page.evaluate(CUT))
            page.evaluate(TYPE, "")
        page.set_viewport_size(SMALL)
        self._note(f"{state}, 320 pixels", page.evaluate(WIDE))
        page.set_viewport_size(TABLET)

    def _note(self, where, found):
        self.wrong += [f"{where}: {one}" for one in found]
