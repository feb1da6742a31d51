/** What is written here and not yet in the page: letters that wait, were sent since, or cried for help and were refused. */

export class Receipts extends EventTarget {
  #store;
  #name;
  #outbox;
  #pages;
  #sent = [];
  #waiting = [];
  #refused = [];

  constructor({ store, person, outbox, pages }) {
    super();
    [this.#store, this.#name, this.#outbox, this.#pages] = [store, `receipts-${person}`, outbox, pages];
    outbox.addEventListener("sent", ({ detail }) => this.#receive(detail));
    outbox.addEventListener("change", () => this.#look());
    pages.addEventListener("shown", () => this.#prune());
  }

  async read() {
    this.#sent = (await this.#store.recall(this.#name).catch(() => null)) ?? [];
    await this.#prune();
    await this.#look();
  }

  /** Oldest first; `received` tells whether the server has it, `reason` why it would not. */
  get letters() {
    const sent = this.#sent.filter(({ seq }) => seq > this.#pages.head).map(({ letter }) => ({ ...letter, received: true }));
    return [...sent, ...this.#waiting, ...this.#refused].sort((one, other) => one.written - other.written);
  }

  async #receive({ letter, answer }) {
    this.#waiting = this.#waiting.filter(({ id }) => id !== letter.id);
    if (!letter.place?.call || !answer?.seq) return;
    this.#sent = [...this.#sent, { letter, seq: answer.seq }];
    await this.#keep();
  }

  async #look() {
    const [waiting, aside] = await Promise.all([this.#outbox.waiting(), this.#outbox.aside()]);
    this.#waiting = waiting.filter(({ place }) => place?.call);
    this.#refused = aside.filter(({ place }) => place?.effect === "backup");
    this.dispatchEvent(new CustomEvent("change"));
  }

  async #prune() {
    const { head } = this.#pages;
    const left = this.#sent.filter(({ seq }) => seq > head);
    if (!head || left.length === this.#sent.length) return;
    this.#sent = left;
    await this.#keep();
  }

  #keep() {
    return this.#store.remember(this.#name, this.#sent).catch(() => null);
  }
}
