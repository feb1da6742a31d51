/** Counts the minutes until help is there, by the server's clock, also on a page that was kept. */

import { spoken } from "./spoken.js";

const MINUTE = 60_000;

export function tickWay(clock, root, every = 5_000) {
  const tick = () => root.querySelectorAll("[data-eta]").forEach((way) => {
    const said = way.dataset.eta && wayOf(way.dataset.who, Date.parse(way.dataset.eta) - clock.now());
    if (said && way.textContent !== said) way.textContent = said;
  });
  clock.ready.then(tick);
  setInterval(tick, every);
  return tick;
}

export function wayOf(who, left) {
  const minutes = Math.round(left / MINUTE);
  if (minutes >= 2) return spoken("{who} on the way: about {minutes} minutes", { who, minutes });
  if (minutes === 1) return spoken("{who} on the way: about a minute", { who });
  if (minutes >= -1) return spoken("{who} on the way: there any moment", { who });
  return spoken("{who} on the way: {minutes} minutes late. Ask dispatch on the radio", { who, minutes: -minutes });
}
