/** Delivers letters that cannot wait their turn, beside the queue and with a pass of their own; each under its own
 * number, so that twice is once. Those of somebody who was here before go too, under that person's name and pass. */

import { Patience } from "./patience.js";

export class Urgent {
  #letters;
  #author;
  #postman;
  #pass;
  #settle;
  #patience;
  #going = new Set();
  #carried = [];
  #vain = new Set();
  #over = false;

  /** `pass()` resolves to the headers that let such a letter in, `settle(answered)` files what was answered. */
  constructor({ letters, author, postman, pass, settle, page, random }) {
    [this.#letters, this.#author, this.#postman, this.#pass, this.#settle] = [letters, author, postman, pass, settle];
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

  /** Takes a letter that could not be written down: it is tried as long as this page is open. */
  carry(letter) {
    this.#carried = [...this.#carried, letter];
    return this.hurry();
  }

  /** Resolves when those that are not under way were answered, or the next try is planned. */
  async hurry() {
    this.#patience.cancel();
    const all = await this.#sendAll().catch(() => false);
    if (!all && !this.#over) this.#patience.later(() => this.hurry());
  }

  // Each by itself: one that nobody answers must not hold up the next.
  async #sendAll() {
    const kept = await this.#letters.cries().catch(() => null);
    const letters = [...kept ?? [], ...this.#carried].filter(({ id }) => !this.#going.has(id) && !this.#vain.has(id));
    const ends = await Promise.all(letters.map((letter) => this.#send(letter)));
    return Boolean(kept) && ends.every(Boolean);
  }

  async #send(letter) {
    this.#going.add(letter.id);
    try {
      const [{ stuck, ...verdict }] = await this.#postman.deliver([letter], await this.#passOf(letter));
      if (stuck) return this.#isVain(letter, stuck);
      await this.#settle([{ letter, ...verdict }]);
      this.#carried = this.#carried.filter(({ id }) => id !== letter.id);
      return true;
    } finally {
      this.#going.delete(letter.id);
    }
  }

  async #passOf({ author, pass }) {
    if (author === this.#author) return { ...pass, ...await this.#pass() };
    return { ...pass, "X-Letter-Author": author };
  }

  // A pass of somebody else that opens nothing any more is not tried for ever; its author's session will do.
  #isVain({ id, author }, stuck) {
    const vain = author !== this.#author && stuck !== "no-answer";
    if (vain) this.#vain.add(id);
    return vain;
  }
}
