/** Shows letters in the place where they were written, marked as waiting, so that a crew sees its own taps. */

import { spoken } from "./spoken.js";
import { clockTime } from "./tablet_ages.js";
import { Alarms } from "./tablet_alarms.js";

export class Pending {
  #receipts;
  #zone;
  #page;
  #alarms;

  constructor({ receipts, zone, page = document }) {
    [this.#receipts, this.#zone, this.#page] = [receipts, zone, page];
    this.#alarms = new Alarms({ zone, page });
  }

  show() {
    this.#clear();
    const { letters } = this.#receipts;
    letters.filter(({ reason }) => !reason).forEach((letter) => this.#list(letter));
    const undone = new Map(letters.filter(({ place }) => place.effect === "undo").map((letter) => [letter.url.split("/").at(-3), letter]));
    letters.filter(({ id }) => !undone.has(id)).forEach((letter) => this.#effect(letter));
    undone.forEach((letter, id) => letters.some((other) => other.id === id) || this.#back(letter));
    this.#alarms.show(letters);
  }

  #clear() {
    this.#page.querySelectorAll("[data-pending]").forEach((list) => { list.replaceChildren(); list.hidden = true; });
    this.#page.querySelectorAll("[data-server]").forEach((part) => restore(part));
  }

  #list({ place, label, occurred_at, received }) {
    const list = this.#page.querySelector(`[data-pending="${place.call}"]`);
    if (!list) return;
    const item = this.#copy("t-pending");
    item.querySelector("time").textContent = clockTime(occurred_at, this.#zone);
    item.querySelector("[data-what]").textContent = label;
    item.querySelector("[data-text]").textContent = place.text;
    item.querySelector("[data-state]").textContent = received ? spoken("Received") : spoken("Waiting on this tablet");
    item.querySelector("[data-state]").classList.toggle("chip-ok", Boolean(received));
    list.hidden = false;
    list.append(item);
  }

  #effect({ place, body, url, received }) {
    const parts = this.#page.querySelectorAll(`[data-of="${place.call}"]`);
    if (place.effect === "status") parts.forEach((part) => this.#report(part, { status: body.status, said: place.text, received }));
    if (place.effect === "answer") parts.forEach((part) => answer(part, url.endsWith("/accept/")));
    if (place.effect === "end") this.#page.querySelector(`[data-backup="${url.split("/").at(-3)}"]`)?.classList.add("ending");
    if (place.effect === "close") parts.forEach((part) => part.matches("[data-ladder], [data-answer], [data-close]") && change(part, { hidden: true }));
  }

  // The page shows the status already that is being taken back: what was before it stands again.
  #back({ place, received }) {
    const parts = this.#page.querySelectorAll(`[data-of="${place.call}"]`);
    const { before: status = "", beforeSaid: said = "" } = [...parts].find((part) => part.matches("[data-ladder]"))?.dataset ?? {};
    parts.forEach((part) => (part.matches(".chip") && !said) || this.#report(part, { status, said, received }));
  }

  #report(part, { status, said, received }) {
    if (part.matches(".chip")) change(part, { status, said });
    if (part.matches("[data-answer]")) change(part, { hidden: true });
    if (!part.matches("[data-ladder]")) return;
    change(part, { hidden: false });
    this.#press(part, status, received);
  }

  #press(ladder, status, received) {
    for (const button of ladder.querySelectorAll("button[name=status]")) {
      change(button, { pressed: button.value === status, waits: button.value === status && !received });
    }
  }

  #copy(id) {
    return this.#page.getElementById(id).content.firstElementChild.cloneNode(true);
  }
}

function answer(part, accepted) {
  if (part.matches("[data-answer]")) change(part, { hidden: true });
  if (part.matches("[data-ladder]")) change(part, { hidden: !accepted });
  if (part.matches(".chip")) change(part, accepted ? { status: "acknowledged", said: spoken("Accepted") } : { status: "available", said: spoken("Declined") });
}

// What the server said stays noted on the part, so that it can be put back.
function change(part, { hidden = part.hidden, pressed = null, waits = false, status = null, said = null }) {
  const { textContent, dataset } = part;
  dataset.server ??= JSON.stringify({ hidden: part.hidden, pressed: part.getAttribute("aria-pressed"), status: dataset.status, said: textContent });
  part.hidden = hidden;
  if (said !== null) [part.textContent, dataset.status] = [said, status];
  if (pressed !== null) part.setAttribute("aria-pressed", pressed);
  part.classList.toggle("waiting", waits);
}

function restore(part) {
  const { hidden, pressed, status, said } = JSON.parse(part.dataset.server);
  delete part.dataset.server;
  part.hidden = hidden;
  if (part.matches(".chip")) [part.textContent, part.dataset.status] = [said, status];
  if (pressed !== null) part.setAttribute("aria-pressed", pressed);
  part.classList.remove("waiting");
}
