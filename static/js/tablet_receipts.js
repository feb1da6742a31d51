/** What is written here and not yet in the page: letters that wait, and letters sent since the page was made. */

export class Receipts extends EventTarget {
  #store;
  #name;
  #outbox;
  #pages;
  #sent = [];
  #waiting = [];

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

  /** Oldest first; `received` tells whether the server has it. */
  get letters() {
    const sent = this.#sent.filter(({ seq }) => seq > this.#pages.head).map(({ letter }) => ({ ...letter, received: true }));
    return [...sent, ...this.#waiting].sort((one, other) => one.written - other.written);
  }

  async #receive({ letter, answer }) {
    this.#waiting = this.#waiting.filter(({ id }) => id !== letter.id);
    if (!letter.place?.call || !answer?.seq) return;
    this.#sent = [...this.#sent, { letter, seq: answer.seq }];
    await this.#keep();
  }

  async #look() {
    this.#waiting = (await this.#outbox.waiting()).filter(({ place }) => place?.call);
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
