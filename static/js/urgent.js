/** Delivers letters that cannot wait their turn, beside the queue and with a pass of their own; each under its own number, so that twice is once. */

import { Patience } from "./patience.js";

export class Urgent {
  #letters;
  #postman;
  #pass;
  #settle;
  #patience;
  #going = new Set();
  #over = false;

  /** `pass()` resolves to the headers that let such a letter in, `settle(answered)` files what was answered. */
  constructor({ letters, postman, pass, settle, page, random }) {
    [this.#letters, this.#postman, this.#pass, this.#settle] = [letters, postman, pass, settle];
    this.#patience = new Patience({ first: 1_000, longest: 5_000, page, random, onwake: () => this.hurry() });
  }

  start() {
    this.#over = false;
    this.#patience.start();
    this.hurry();
  }

  stop() {
    this.#over = true;
    this.#patience.stop();
  }

  /** Resolves when those that are not under way were answered, or the next try is planned. */
  async hurry() {
    this.#patience.cancel();
    const all = await this.#sendAll().catch(() => false);
    if (!all && !this.#over) this.#patience.later(() => this.hurry());
  }

  // Each by itself: one that nobody answers must not hold up the next.
  async #sendAll() {
    const letters = (await this.#letters.waiting()).filter(({ id, urgent }) => urgent && !this.#going.has(id));
    const ends = await Promise.all(letters.map((letter) => this.#send(letter)));
    return ends.every(Boolean);
  }

  async #send(letter) {
    this.#going.add(letter.id);
    try {
      const [{ stuck, ...verdict }] = await this.#postman.deliver([letter], await this.#pass());
      if (!stuck) await this.#settle([{ letter, ...verdict }]);
      return !stuck;
    } finally {
      this.#going.delete(letter.id);
    }
  }
}
