/** Says in words, for those who hear the page, what those who see it see moving: counts, and calls nobody took. */

export class News {
  #root;
  #place;
  #known;

  constructor({ root, place }) {
    [this.#root, this.#place] = [root, place];
    this.#known = this.#facts();
  }

  look() {
    const facts = this.#facts();
    const fresh = [...facts].filter(([what, said]) => this.#known.get(what) !== said).map(([, said]) => said);
    this.#known = facts;
    if (fresh.length) this.#place.textContent = `${fresh.join(". ")}.`;
  }

  #facts() {
    const counts = [...this.#root.querySelectorAll("h2[data-news]")].map((title) => [title.id, words(title)]);
    const late = [...this.#root.querySelectorAll(".overdue .call-sign")].map((unit) => [`late ${words(unit)}`, `${words(unit)} has not accepted`]);
    return new Map([...counts, ...late]);
  }
}

function words(element) {
  return element.textContent.trim().replace(/\s+/g, " ");
}
