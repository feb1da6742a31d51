/** Cries for help that no page of the server's shows yet: what is true of each, and how to call it off. */

import { clockTime } from "./tablet_ages.js";

export class Alarms {
  #zone;
  #page;
  #root;

  constructor({ zone, page }) {
    [this.#zone, this.#page, this.#root] = [zone, page, page.getElementById("pending-alarms")];
  }

  /** Leaves alone an alarm that is there and still true: somebody may be writing in it. */
  show(letters) {
    const over = new Set(letters.filter(({ place }) => place.effect === "end").map(({ url }) => url));
    const cries = letters.filter(({ id, place }) => place.effect === "backup" && !over.has(endOf(id)));
    const before = new Map([...this.#root.children].map((alarm) => [alarm.dataset.letter, alarm]));
    const now = cries.map((letter) => this.#alarm(before.get(letter.id), letter));
    [...before.values()].filter((alarm) => !now.includes(alarm)).forEach((alarm) => alarm.remove());
    now.filter((alarm) => !alarm.isConnected).forEach((alarm) => this.#root.append(alarm));
  }

  #alarm(there, letter) {
    const alarm = there ?? this.#raise(letter);
    const state = alarm.querySelector("[data-state]");
    const truth = this.#truth(letter);
    if (state.textContent !== truth) state.textContent = truth;
    return alarm;
  }

  #raise({ id, place }) {
    const alarm = this.#page.getElementById("t-alarm").content.firstElementChild.cloneNode(true);
    alarm.dataset.letter = id;
    alarm.querySelector("[data-text]").textContent = place.text;
    const form = alarm.querySelector("form");
    if (form) [form.action, form.dataset.call] = [endOf(id), place.call];
    return alarm;
  }

  #truth({ occurred_at, received, reason }) {
    const at = clockTime(occurred_at, this.#zone);
    if (reason) return `The server refused it at ${at}: ${reason} Nobody has been told.`;
    if (received) return `Received by the server, asked for at ${at}. Nobody at the desk has taken it.`;
    return `Still on this tablet since ${at}, not sent. Nobody has been told.`;
  }
}

// A request has the number of the letter that asked for it.
function endOf(id) {
  return `/tablet/backups/${id}/end/`;
}
