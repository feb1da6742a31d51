/** Cries for help that no page of the server's shows yet, what is true of each, and how to call it off; and those the
 * server knows, on every page. */

import { clockTime } from "./tablet_ages.js";
import { tickWay } from "./tablet_way.js";
import { spoken } from "./spoken.js";

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
    now.filter((alarm) => !alarm.isConnected || !this.#root.contains(alarm)).forEach((alarm) => this.#root.append(alarm));
  }

  #alarm(there, letter) {
    const alarm = there ?? this.#raise(letter);
    const state = alarm.querySelector("[data-state]");
    const truth = truthOf(letter, this.#zone);
    if (state.textContent !== truth) state.textContent = truth;
    return alarm;
  }

  #raise({ id, place, body, urgent }) {
    const alarm = this.#page.getElementById("t-alarm").content.firstElementChild.cloneNode(true);
    alarm.dataset.letter = id;
    alarm.querySelector("[data-text]").textContent = place.text;
    const form = alarm.querySelector("form");
    if (form && (urgent || body.level === "emergency")) form.closest("details").remove();  // code 4 ends it, once it is there
    else if (form) [form.action, form.dataset.call] = [endOf(id), place.call];
    return alarm;
  }
}

/** Exchanges what the server says of the crew's safety on the page that is open, whichever that is. */
export function startAlarms({ pages, receipts, zone, clock }) {
  const safety = document.getElementById("safety");
  const truth = document.getElementById("alarm-truth");
  const say = () => { truth.textContent = lastTruth(receipts.letters, safety, zone); };
  const tick = tickWay(clock, safety);
  pages.addEventListener("shown", ({ detail }) => {
    const fresh = detail.home.getElementById("safety");
    if (fresh) exchange(safety, fresh);
    tick();
    say();
  });
  receipts.addEventListener("change", say);
  say();
}

function exchange(old, fresh) {
  const there = new Map([...old.children].map((part) => [partOf(part), part]));
  const now = [...fresh.children].map((part) => kept(there.get(partOf(part)), part));
  [...old.children].filter((part) => !now.includes(part)).forEach((part) => part.remove());
  now.forEach((part, place) => old.children[place] === part || old.insertBefore(part, old.children[place] ?? null));
}

function kept(old, fresh) {
  if (old && stateOf(old) === stateOf(fresh)) return old;
  const part = document.importNode(fresh, true);
  old?.querySelectorAll("details").forEach((details, place) => {
    const twin = part.querySelectorAll("details")[place];
    if (twin) twin.open = details.open;
  });
  old?.querySelectorAll("input:not([type=hidden], [type=radio])").forEach(({ name, value }) => {
    const twin = part.querySelector(`input[name="${name}"]`);
    if (twin) twin.value = value;
  });
  return part;
}

function partOf({ dataset }) {
  return dataset.backup ?? dataset.checkIn;
}

function stateOf({ dataset }) {
  return JSON.stringify([dataset.state, dataset.stage, dataset.due, dataset.way]);
}

// For the lock page: of the latest cry, without what it is about.
function lastTruth(letters, safety, zone) {
  const cry = letters.filter(({ place }) => place.effect === "backup").at(-1);
  if (cry) return truthOf(cry, zone);
  const alarm = [...safety.querySelectorAll("[data-backup]")].at(-1);
  return alarm?.querySelector(".alarm-state, .big")?.textContent.replace(/\s+/g, " ").trim() ?? "";
}

function truthOf({ occurred_at, received, reason }, zone) {
  const time = clockTime(occurred_at, zone);
  if (reason) return spoken("The server refused it at {time}: {reason} Nobody has been told.", { time, reason });
  if (received) return spoken("Received by the server, asked for at {time}. Nobody at the desk has taken it.", { time });
  return spoken("Still on this tablet since {time}, not sent. Nobody has been told.", { time });
}

// A request has the number of the letter that asked for it.
function endOf(id) {
  return `/tablet/backups/${id}/end/`;
}
