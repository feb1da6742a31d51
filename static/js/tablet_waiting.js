/** Looks now and then at what nobody sends word of: calls that wait for whoever is free. */

const TICK = 5_000;

export function startWaiting({ pages, line, banners, page = document }) {
  let looked = performance.now();
  const look = () => {
    const every = Number(page.querySelector("[data-looks]")?.dataset.looks) * 1_000;
    if (!every || line.lost || page.visibilityState !== "visible" || performance.now() - looked < every) return;
    looked = performance.now();
    pages.look();
  };
  setInterval(look, TICK);
  page.addEventListener("visibilitychange", () => { looked = -Infinity; look(); });
  page.addEventListener("click", (event) => ask(event, { line, banners }));
}

// Without a line the browser would show another page in its place, and say nothing of why.
function ask(event, { line, banners }) {
  const link = event.target.closest("a[data-asks-line]");
  if (!link || (!line.lost && navigator.onLine)) return;
  event.preventDefault();
  banners.say("needs-line", link.dataset.asksLine, { tone: "error" });
}
