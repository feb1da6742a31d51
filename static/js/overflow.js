/** What becomes of a letter that this device could not write down: the server gets it at once, or its author hears of it. */

export class Overflow {
  #letters;
  #postman;
  #settle;
  #urgent;
  #drain;

  /** `drain()` resolves when nothing waits or the first in line cannot go, `settle(answered)` files what was answered. */
  constructor({ letters, postman, settle, urgent, drain }) {
    [this.#letters, this.#postman, this.#settle] = [letters, postman, settle];
    [this.#urgent, this.#drain] = [urgent, drain];
  }

  /** Resolves to the letter when the server has it; throws the server's reason, or `full` where it was not asked. */
  async take(letter, full) {
    if (letter.urgent) this.#urgent.carry(letter);
    if (letter.urgent || await this.#waits()) throw full;
    const [{ stuck, refusal, answer }] = await this.#postman.deliver([letter]);
    if (stuck) throw full;
    if (refusal) throw new Error(refusal.reason);
    const numbered = { ...letter, written: Date.now() };  // behind all that were numbered here
    await this.#settle([{ letter: numbered, answer }]).catch(() => null);
    return numbered;
  }

  // What was written before it goes before it; a shelf that cannot be read holds nothing up.
  async #waits() {
    await this.#drain().catch(() => null);
    const waiting = await this.#letters.waiting().catch(() => []);
    return waiting.some(({ urgent }) => !urgent);
  }
}
