/** Counts what is on the shelf, and tells this tab and the others. */

export class Tally {
  #letters;
  #channel;
  #told;

  /** `told({waiting, aside, oldest})` is called with every count. */
  constructor({ letters, channel, told }) {
    [this.#letters, this.#channel, this.#told] = [letters, channel, told];
  }

  /** The shelf has changed here. */
  async changed() {
    this.#channel.postMessage("changed");
    await this.count();
  }

  async count() {
    const [waiting, aside] = await Promise.all([this.#letters.waiting(), this.#letters.aside()]).catch(() => []);
    if (!waiting) return;  // they are safe; they could only not be counted
    this.#told({ waiting: waiting.length, aside: aside.length, oldest: waiting[0]?.occurred_at ?? null });
  }
}
