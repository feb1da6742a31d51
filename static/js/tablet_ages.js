/** Says beside a time how long ago that is, by the server's clock. */

const MINUTE = 60_000;

export function tickAges(clock, { page = document, every = 10_000 } = {}) {
  const tick = () => page.querySelectorAll("time[data-age]").forEach((time) => {
    time.dataset.since = age(clock.now() - Date.parse(time.dateTime));
  });
  clock.ready.then(tick);
  setInterval(tick, every);
  new MutationObserver(tick).observe(page.getElementById("main"), { childList: true, subtree: true });
}

export function age(milliseconds) {
  const minutes = Math.floor(milliseconds / MINUTE);
  if (minutes < 1) return "just now";
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function ago(milliseconds) {
  return milliseconds < MINUTE ? age(milliseconds) : `${age(milliseconds)} ago`;
}

/** The time of day in the agency's zone, as the server writes it. */
export function clockTime(moment, zone) {
  const said = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone || undefined };
  return new Intl.DateTimeFormat("en-GB", said).format(new Date(moment));
}
