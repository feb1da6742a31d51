/** A second tap on a chosen radio button takes the choice back: a slip of the thumb is no answer. */

export class Untick {
  #chosen = null;

  /** Only forms with `data-unticks`. */
  constructor({ page = document } = {}) {
    page.addEventListener("pointerdown", ({ target }) => this.#note(target), true);
    page.addEventListener("click", ({ target }) => this.#take(target));
    page.addEventListener("keydown", (event) => this.#key(event));
  }

  #note(target) {
    const radio = target.closest?.("[data-unticks] label")?.querySelector("input[type=radio]");
    this.#chosen = radio?.checked ? radio : null;
  }

  #take(target) {
    if (!this.#chosen || target !== this.#chosen) return;
    this.#chosen = null;
    clear(target);
  }

  #key(event) {
    if (event.key !== " " || !event.target.matches("[data-unticks] input[type=radio]:checked")) return;
    event.preventDefault();
    clear(event.target);
  }
}

function clear(radio) {
  radio.checked = false;
  radio.dispatchEvent(new Event("input", { bubbles: true }));
}
