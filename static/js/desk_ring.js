/** Rings once for each caller who is newly offered to this desk, on whatever page; reloaded, it does not ring again. */

const NAME = "desk-rang";
const MOST = 50;

export class Ring {
  #root;
  #ring;
  #shelf;

  constructor({ root, ring, shelf }) {
    [this.#root, this.#ring, this.#shelf] = [root, ring, shelf];
  }

  look() {
    const rang = JSON.parse(this.#shelf.getItem(NAME) ?? "[]");
    const fresh = [...this.#root.querySelectorAll("[data-offer]")].map(({ id }) => id).filter((id) => !rang.includes(id));
    if (!fresh.length) return;
    this.#shelf.setItem(NAME, JSON.stringify([...rang, ...fresh].slice(-MOST)));
    this.#ring();
  }
}
