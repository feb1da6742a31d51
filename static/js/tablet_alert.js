/** Rings for a call that nobody has answered, until somebody does or silences it. */

import { Bell } from "./tablet_bell.js";

const EVERY = 3_000;
const TITLE = document.title;

export class Alert {
  #store;
  #receipts;
  #banners;
  #page;
  #bell;
  #silence;
  #silenced = new Set();
  #calls = new Map();

  constructor({ store, pages, receipts, banners, page = document }) {
    [this.#store, this.#receipts, this.#banners, this.#page] = [store, receipts, banners, page];
    this.#bell = new Bell({ button: page.getElementById("sound"), page });
    this.#silence = page.getElementById("silence");
    this.#silence?.addEventListener("click", () => this.#hush());
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
    const answered = new Set(this.#receipts.letters.filter(({ place }) => ["answer", "status", "close"].includes(place.effect)).map(({ place }) => place.call));
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
    this.#page.title = open.length ? `(${open.length}) New call · ${TITLE}` : TITLE;
    if (this.#silence) this.#silence.hidden = loud.length === 0;
    const other = open.find((call) => !this.#page.querySelector(`main [data-alert="${call}"]`));
    if (other) this.#banners.say("new-call", `New call: ${this.#calls.get(other)}.`, { tone: "error", go: { href: `/tablet/calls/${other}/`, text: "Open it" } });
    else this.#banners.hush("new-call");
    if (loud.some((call) => !this.#rung.has(call))) this.#ring();
    loud.forEach((call) => this.#rung.add(call));
  }

  #rung = new Set();

  #ring() {
    if (this.#open.some((call) => !this.#silenced.has(call))) this.#bell.ring();
  }

  #hush() {
    this.#open.forEach((call) => this.#silenced.add(call));
    this.#store.remember("silenced", [...this.#silenced].slice(-50)).catch(() => null);
    this.#show();
  }
}
