/** Ten seconds to take a status back: says what was tapped, counts down by the server's clock, and goes. */

import { spoken } from "./spoken.js";

const SECONDS = 10;
const TICK = 250;
const FOOT = 110;

export class Undo {
  #store;
  #clock;
  #name;
  #page;
  #letter = null;
  #bar = null;
  #ticking = null;

  constructor({ store, clock, person, page = document }) {
    [this.#store, this.#clock, this.#name, this.#page] = [store, clock, `undo-${person}`, page];
    page.addEventListener("letter", ({ detail, target }) => this.#hear(detail, target));
  }

  /** Also after a reload, and on the next page, with signal or without. */
  async start() {
    await this.#clock.ready;
    const letter = await this.#store.recall(this.#name).catch(() => null);
    if (letter && !this.#letter) this.#offer(letter);
  }

  #hear({ id, occurred_at, place }, target) {
    if (place?.effect === "undo") this.#end();
    if (place?.effect !== "status" || !id) return;
    const letter = { id, occurred_at, place };
    this.#store.remember(this.#name, letter).catch(() => null);
    this.#offer(letter, target);
  }

  #offer(letter, form = null) {
    this.#end({ keep: true });
    if (this.#left(letter) <= 0) return;
    this.#letter = letter;
    this.#hang(this.#made(letter), form);
    this.#ticking = setInterval(() => this.#tick(), TICK);
    this.#tick();
  }

  #made({ id, place }) {
    const bar = this.#page.getElementById("t-undo").content.firstElementChild.cloneNode(true);
    bar.action = `/tablet/reports/${id}/undo/`;
    bar.dataset.call = place.call;
    bar.dataset.outbox = spoken("Undo: {status}", { status: place.text });
    return bar;
  }

  // Beside the ladder, so that Tab leads there from the button just pressed, and where no fresh part takes it away.
  #hang(bar, form) {
    const ladder = form?.isConnected ? form : this.#page.querySelector("main [data-ladder]:not([hidden])");
    const beside = ladder?.closest("[data-region]") ?? this.#page.querySelector("main [data-root]");
    if (beside) beside.after(bar);
    else this.#page.querySelector("main").append(bar);
    this.#bar = bar;
    this.#uncover(ladder);
    bar.querySelector("[data-text]").textContent = spoken("{status}: undo within ten seconds", { status: this.#letter.place.text });
  }

  // At the foot of the screen, and at its head where the rungs are at the foot.
  #uncover(ladder) {
    const rungs = ladder?.querySelector(".rungs")?.getBoundingClientRect();
    const low = rungs && rungs.bottom > this.#page.documentElement.clientHeight - FOOT && rungs.top < this.#page.documentElement.clientHeight;
    this.#bar.dataset.at = low ? "top" : "bottom";
  }

  #tick() {
    const left = this.#left(this.#letter);
    if (left <= 0 || !this.#bar.isConnected) return this.#end();
    const number = this.#bar.querySelector("[data-left]");
    if (number.textContent !== String(left)) number.textContent = left;
    return undefined;
  }

  #left({ occurred_at }) {
    const gone = (this.#clock.now() - Date.parse(occurred_at)) / 1_000;
    return gone < 0 ? SECONDS : Math.ceil(SECONDS - gone);
  }

  // Whoever is in the bar by keyboard when it goes is not thrown out of the page.
  #end({ keep = false } = {}) {
    clearInterval(this.#ticking);
    if (!this.#bar) return;
    const held = this.#bar.contains(this.#page.activeElement);
    this.#bar.remove();
    if (held) this.#page.querySelector('main [data-ladder] [aria-pressed="true"]')?.focus();
    [this.#bar, this.#letter] = [null, null];
    if (!keep) this.#store.forget(this.#name).catch(() => null);
  }
}

export function startUndo(whole) {
  new Undo(whole).start().catch(() => null);
}
