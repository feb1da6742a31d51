/** Says beside a time how long ago that is, by the server's clock. */

import { spoken } from "./spoken.js";

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
  if (minutes < 1) return spoken("just now");
  if (minutes < 60) return spoken("{minutes} min", { minutes });
  return spoken("{hours} h {minutes} min", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

export function ago(milliseconds) {
  return milliseconds < MINUTE ? age(milliseconds) : spoken("{age} ago", { age: age(milliseconds) });
}

/** The time of day in the agency's zone, as the server writes it. */
export function clockTime(moment, zone) {
  const said = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone || undefined };
  return new Intl.DateTimeFormat("en-GB", said).format(new Date(moment));
}
