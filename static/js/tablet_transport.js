/** A transport's times, from what the crew reported and the server does not know yet; and what cannot be is said at once. */

import { spoken } from "./spoken.js";

const TIMES = { left_at: "transporting", arrived_at: "at_destination" };

export function startTransports({ receipts, pages, zone, page = document }) {
  const preset = () => page.querySelectorAll("form[data-transport]").forEach((form) => fillIn(form, receipts.letters, zone));
  page.addEventListener("input", ({ target }) => target.form?.matches("[data-transport]") && check(target.form));
  page.addEventListener("reset", ({ target }) => target.matches("[data-transport]") && setTimeout(() => used(target)));
  receipts.addEventListener("change", preset);
  pages.addEventListener("shown", preset);
  preset();
}

/** Only where the server had no time to give and nobody has typed one. */
export function fillIn(form, letters, zone) {
  const of = letters.filter(({ place }) => place?.call === form.dataset.call);
  const { pathname } = new URL(form.action);
  const filed = Math.max(0, ...of.filter(({ url }) => url === pathname).map(({ written }) => written));
  const taken = letters.map(({ url }) => url).join(" ");  // an undone report is named in the letter that undoes it
  for (const [name, status] of Object.entries(TIMES)) {
    const told = of.filter(({ id, body, written }) => body?.status === status && written > filed && !taken.includes(id)).at(-1);
    const field = form.elements[name];
    if (told && !field.value && !field.defaultValue) field.value = localTime(told.occurred_at, zone);
  }
}

export function localTime(moment, zone) {
  const parts = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat("sv-SE", { ...parts, timeZone: zone || undefined }).format(new Date(moment)).replace(" ", "T");
}

function check(form) {
  const { left_at: left, arrived_at: arrived, miles_at_start: start, miles_at_end: end } = form.elements;
  const early = left.value && arrived.value && arrived.value < left.value;
  arrived.setCustomValidity(early ? spoken("The arrival is before the start. Look at both times once more.") : "");
  const fewer = start.value && end.value && Number(end.value) < Number(start.value);
  end.setCustomValidity(fewer ? spoken("The miles at the end are fewer than at the start. Look at both once more.") : "");
}

// The times went out with the letter; the next transport has its own.
function used(form) {
  Object.keys(TIMES).forEach((name) => {
    form.elements[name].defaultValue = "";
    form.elements[name].value = "";
  });
}
