/** The number on the app's icon: calls that nobody has answered. */

const ANSWERS = new Set(["answer", "status", "close"]);

export function startBadge({ pages, receipts, browser = globalThis.navigator, page = document }) {
  let calls = [];
  const show = () => {
    const answered = new Set(receipts.letters.filter(({ place }) => ANSWERS.has(place.effect)).map(({ place }) => place.call));
    const open = calls.filter((call) => !answered.has(call)).length;
    Promise.resolve(open ? browser.setAppBadge?.(open) : browser.clearAppBadge?.()).catch(() => null);
  };
  const read = (home) => {
    calls = [...home.querySelectorAll("[data-alert]")].map(({ dataset }) => dataset.alert);
    show();
  };
  pages.addEventListener("shown", ({ detail }) => read(detail.home));
  receipts.addEventListener("change", show);
  if (page.getElementById("_home")) read(page);
}
