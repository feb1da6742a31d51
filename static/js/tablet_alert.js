/** Rings for a call that nobody has answered, until somebody does or silences it. */

import { Bell } from "./tablet_bell.js";
import { spoken } from "./spoken.js";

const EVERY = 3_000;
const CALM = 700;
const TITLE = document.title;
const ANSWERS = ["answer", "status", "close"];

export class Alert {
  #store;
  #receipts;
  #banners;
  #page;
  #bell;
  #silence;
  #silenced = new Set();
  #calls = new Map();
  #rung = new Set();
  #answered = -Infinity;

  constructor({ store, pages, receipts, banners, page = document }) {
    [this.#store, this.#receipts, this.#banners, this.#page] = [store, receipts, banners, page];
    this.#bell = new Bell({ button: page.getElementById("sound"), page });
    this.#silence = page.getElementById("silence");
    this.#silence?.addEventListener("click", () => this.#hush());
    page.addEventListener("submit", (event) => this.#calm(event), { capture: true });
    pages.addEventListener("shown", ({ detail }) => this.#read(detail.home));
    receipts.addEventListener("change", () => this.#show());
  }

  async start() {
    this.#silenced = new Set((await this.#store.recall("silenced").catch(() => null)) ?? []);
    this.#read(this.#page);
    setInterval(() => this.#ring(), EVERY);
  }

  /** The calls that no answer of ours is under way for. */
  get #open() {
    const letters = this.#receipts.letters.filter(({ place }) => ANSWERS.includes(place.effect));
    const answered = new Set(letters.map(({ place }) => place.call));
    return [...this.#calls.keys()].filter((call) => !answered.has(call));
  }

  #read(document) {
    const found = [...document.querySelectorAll("[data-alert]")];
    this.#calls = new Map(found.map((part) => [part.dataset.alert, part.querySelector(".call-type").textContent.trim()]));
    this.#show();
  }

  #show() {
    const open = this.#open;
    const loud = open.filter((call) => !this.#silenced.has(call));
    this.#page.title = open.length ? `(${open.length}) ${spoken("New call")} · ${TITLE}` : TITLE;
    if (this.#silence) this.#silence.hidden = loud.length === 0;
    this.#lead(open.find((call) => !this.#page.querySelector(`main [data-alert="${call}"]`)));
    if (loud.some((call) => !this.#rung.has(call))) this.#ring();
    loud.forEach((call) => this.#rung.add(call));
  }

  #lead(call) {
    if (!call) return this.#banners.hush("new-call");
    const go = { href: `/tablet/calls/${call}/`, text: spoken("Open it") };
    return this.#banners.say("new-call", spoken("New call: {type}.", { type: this.#calls.get(call) }), { tone: "error", go });
  }

  // The ladder comes where the answer was: the second tap of a shaking hand must not report anything.
  #calm(event) {
    const { target: form, timeStamp } = event;
    if (form.closest("[data-answer]")) this.#answered = timeStamp;
    else if (form.matches("[data-ladder]") && timeStamp - this.#answered < CALM) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  #ring() {
    if (this.#open.some((call) => !this.#silenced.has(call))) this.#bell.ring();
  }

  #hush() {
    this.#open.forEach((call) => this.#silenced.add(call));
    this.#store.remember("silenced", [...this.#silenced].slice(-50)).catch(() => null);
    this.#show();
  }
}
