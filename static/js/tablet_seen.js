/** Says once that a call's page was in front of somebody. */

export class Seen {
  #outbox;
  #store;
  #page;

  constructor({ outbox, store, pages, page = document }) {
    [this.#outbox, this.#store, this.#page] = [outbox, store, page];
    page.addEventListener("visibilitychange", () => this.#look());
    pages.addEventListener("shown", () => this.#look());
    this.#look();
  }

  async #look() {
    const root = this.#page.querySelector("#_call[data-unseen]");
    if (!root || this.#page.visibilityState !== "visible") return;
    const { unseen: url, call } = root.dataset;
    delete root.dataset.unseen;
    const said = `seen-${call}`;
    if (await this.#store.recall(said)) return;
    await this.#outbox.put({ url, body: {}, label: "Seen", place: {} });
    await this.#store.remember(said, true);
  }
}
