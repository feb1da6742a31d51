/** Tries again later and later, at random so that a thousand devices do not come at once, and at once when the page wakes. */

const TRIGGERS = ["online", "visibilitychange", "pageshow"];

export class Patience {
  #first;
  #longest;
  #random;
  #page;
  #onwake;
  #timer = null;
  #tries = 0;

  /** `first` and `longest` are the longest first pause and the longest of all, in milliseconds. */
  constructor({ first, longest, onwake, page = globalThis.window, random = Math.random }) {
    [this.#first, this.#longest, this.#random, this.#page] = [first, longest, random, page];
    this.#onwake = () => onwake();
  }

  get planned() {
    return this.#timer !== null;
  }

  start() {
    TRIGGERS.forEach((kind) => this.#page.addEventListener(kind, this.#onwake));
  }

  stop() {
    TRIGGERS.forEach((kind) => this.#page.removeEventListener(kind, this.#onwake));
    this.cancel();
  }

  later(work) {
    const pause = this.#random() * Math.min(this.#longest, this.#first * 2 ** this.#tries);
    this.#tries += 1;
    this.after(pause, work);
  }

  after(milliseconds, work) {
    this.cancel();
    this.#timer = setTimeout(() => {
      this.#timer = null;
      work();
    }, milliseconds);
  }

  cancel() {
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  reset() {
    this.#tries = 0;
  }
}
