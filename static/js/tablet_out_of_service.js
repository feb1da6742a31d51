/** Shows the crew out of service, or back, from the tap on: the server's page says it only once dispatch knows. */

import { clockTime } from "./tablet_ages.js";
import { spoken } from "./spoken.js";

const OUT = "out-of-service";
const BACK = "back-in-service";
const TELLING = new Set([OUT, BACK, "start"]);  // a call that it starts puts a crew back

export function startOutOfService({ receipts, pages, zone, page = document }) {
  const service = new Service({ receipts, zone, page });
  receipts.addEventListener("change", () => service.show());
  pages.addEventListener("shown", () => service.show());
}

class Service {
  #receipts;
  #zone;
  #page;
  #filed = new WeakMap();

  constructor({ receipts, zone, page }) {
    [this.#receipts, this.#zone, this.#page] = [receipts, zone, page];
  }

  show() {
    const last = this.#receipts.letters.filter(({ place }) => TELLING.has(place.effect)).at(-1);
    const out = last && last.place.effect === OUT;
    this.#hide("[data-out]", last && !out);
    this.#hide("[data-in]", last && last.place.effect !== BACK);
    this.#hide("[data-free]", out || undefined);
    this.#hide("[data-note]", out || undefined);
    this.#hide("[data-unheard]", out ? Boolean(last.received) : undefined);
    this.#put("[data-why]", { text: out ? spoken("Out of service: {reason}, since", { reason: reason(last) }) : undefined });
    this.#put("[data-out] time", out ? { text: clockTime(last.occurred_at, this.#zone), datetime: last.occurred_at } : { text: undefined, datetime: undefined });
    this.#put("[data-unit-shows]", this.#chip(last, out));
  }

  #chip(last, out) {
    if (!last || last.place.effect === "start") return { text: undefined, "data-status": undefined };
    return out ? { text: spoken("Out of service"), "data-status": "out_of_service" } : { text: spoken("Available"), "data-status": "available" };
  }

  #hide(selector, hidden) {
    this.#put(selector, { hidden: hidden === undefined ? undefined : hidden ? "" : null });
  }

  // What is undefined stands as the server wrote it.
  #put(selector, values) {
    const part = this.#page.querySelector(selector);
    if (!part) return;
    const filed = this.#filed.get(part) ?? {};
    this.#filed.set(part, filed);
    for (const [name, value] of Object.entries(values)) {
      const now = name === "text" ? part.textContent : part.getAttribute(name);
      if (!(name in filed)) filed[name] = now;
      write(part, name, now, value === undefined ? filed[name] : value);
    }
  }
}

// As the server says it: somebody's own words stand in the list of what waits.
function reason({ body, place }) {
  return body.reason === "other" ? spoken("Other reason") : place.text;
}

function write(part, name, now, wanted) {
  if (wanted === now) return;
  if (name === "text") part.textContent = wanted;
  else if (wanted === null) part.removeAttribute(name);
  else part.setAttribute(name, wanted);
}
