/** Counts down to the next check-in by the server's clock, sounds before and when it is due, and says who cannot hear it. */

import { Bell } from "./tablet_bell.js";
import { clockTime } from "./tablet_ages.js";
import { spoken } from "./spoken.js";

const MINUTE = 60_000;
const SENDING = 10_000;

export function startCheckIn(whole) {
  new CheckIn(whole).start();
}

class CheckIn {
  #clock;
  #line;
  #receipts;
  #zone;
  #safety = document.getElementById("safety");  // also while it is out of the document, behind the lock
  #bell = new Bell({ button: null });
  #rung = new Set();

  constructor({ clock, line, receipts, zone }) {
    [this.#clock, this.#line, this.#receipts, this.#zone] = [clock, line, receipts, zone];
  }

  start() {
    this.#clock.ready.then(() => this.#tick());
    this.#receipts.addEventListener("change", () => this.#tick());
    setInterval(() => this.#tick(), 1_000);
  }

  #tick() {
    const card = this.#safety.querySelector("[data-check-in]");
    if (!card) return;
    const letters = this.#receipts.letters.filter(({ place }) => place.effect === "check-in" && place.call === card.dataset.checkIn);
    const due = this.#due(card, letters);
    const left = due - this.#clock.now();
    this.#show(card, { due, left, said: letters.length > 0 });
    this.#warn(card, left, letters.filter(({ received }) => !received));
    this.#ring(card, due, left);
  }

  // As the server will reckon it once it has heard.
  #due({ dataset }, letters) {
    const every = Number(dataset.every) * MINUTE;
    const later = letters.map(({ occurred_at, body }) => Date.parse(occurred_at) + (body.minutes ? Number(body.minutes) * MINUTE : every));
    return Math.max(Date.parse(dataset.due), ...later);
  }

  #show(card, { due, left, said }) {
    const missed = card.dataset.stage === "missed" && !said;
    card.toggleAttribute("data-soon", left <= MINUTE);
    card.toggleAttribute("data-late", left <= 0 || missed);
    const by = card.querySelector("[data-by]");
    card.dataset.before ??= by.textContent;
    say(by, said ? spoken("Check in by {time}", { time: clockTime(due, this.#zone) }) : card.dataset.before);
    say(card.querySelector("[data-left]"), missed ? "" : minutes(left));
  }

  #warn(card, left, unsent) {
    const oldest = unsent.length ? this.#clock.now() - Date.parse(unsent[0].occurred_at) : 0;
    const text = this.#words(left, unsent.length > 0, oldest);
    const place = card.querySelector("[data-unheard]");
    place.hidden = !text;
    say(place, text);
  }

  #words(left, waits, age) {
    if (waits && (this.#line.lost || age > SENDING)) return spoken("Waiting on this tablet: dispatch has not heard it. Use your radio.");
    if (this.#line.lost) return spoken("No signal: dispatch cannot hear this tablet. Check in on your radio.");
    if (left <= 0) return spoken("Check in now.");
    return left <= MINUTE ? spoken("Check in within a minute.") : "";
  }

  // Once a minute before, once when it is due.
  #ring(card, due, left) {
    for (const [name, from] of [["soon", MINUTE], ["due", 0]]) {
      const key = `${card.dataset.checkIn} ${due} ${name}`;
      if (left > from || this.#rung.has(key)) continue;
      this.#rung.add(key);
      if (left > from - MINUTE) this.#bell.ring();
    }
  }
}

function say(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

function minutes(milliseconds) {
  const seconds = Math.round(Math.abs(milliseconds) / 1_000);
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return milliseconds < 0 ? spoken("{time} late", { time: text }) : text;
}
