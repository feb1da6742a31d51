/** Shows letters in the place where they were written, marked as waiting, so that a crew sees its own taps. */

import { clockTime } from "./tablet_ages.js";

export class Pending {
  #receipts;
  #zone;
  #page;

  constructor({ receipts, zone, page = document }) {
    [this.#receipts, this.#zone, this.#page] = [receipts, zone, page];
  }

  show() {
    this.#clear();
    const { letters } = this.#receipts;
    letters.forEach((letter) => this.#list(letter));
    letters.forEach((letter) => this.#effect(letter));
    this.#alarms(letters.filter(({ place }) => place.effect === "backup"));
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
    item.querySelector("[data-state]").textContent = received ? "Received" : "Waiting on this tablet";
    item.querySelector("[data-state]").classList.toggle("chip-ok", Boolean(received));
    list.hidden = false;
    list.append(item);
  }

  #effect({ place, body, url, received }) {
    const parts = this.#page.querySelectorAll(`[data-of="${place.call}"]`);
    if (place.effect === "status") parts.forEach((part) => this.#report(part, { status: body.status, said: place.text, received }));
    if (place.effect === "answer") parts.forEach((part) => answer(part, url.endsWith("/accept/")));
    if (place.effect === "close") parts.forEach((part) => part.matches("[data-ladder], [data-answer], [data-close]") && change(part, { hidden: true }));
  }

  #report(part, { status, said, received }) {
    if (part.matches(".chip")) change(part, { status, said });
    if (part.matches("[data-ladder]")) this.#press(part, status, received);
  }

  #press(ladder, status, received) {
    for (const button of ladder.querySelectorAll("button[name=status]")) {
      change(button, { pressed: button.value === status, waits: button.value === status && !received });
    }
  }

  #alarms(letters) {
    const root = this.#page.getElementById("pending-alarms");
    root.replaceChildren(...letters.map(({ occurred_at, received, place }) => {
      const alarm = this.#copy("t-alarm");
      const at = clockTime(occurred_at, this.#zone);
      alarm.querySelector("[data-state]").textContent = received
        ? `Received by the server, asked for at ${at}. Nobody at the desk has taken it.`
        : `Still on this tablet since ${at}, not sent. Nobody has been told.`;
      alarm.querySelector("[data-text]").textContent = place.text;
      return alarm;
    }));
  }

  #copy(id) {
    return this.#page.getElementById(id).content.firstElementChild.cloneNode(true);
  }
}

function answer(part, accepted) {
  if (part.matches("[data-answer]")) change(part, { hidden: true });
  if (part.matches("[data-ladder]")) change(part, { hidden: !accepted });
  if (part.matches(".chip")) change(part, accepted ? { status: "acknowledged", said: "Accepted" } : { status: "available", said: "Declined" });
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
