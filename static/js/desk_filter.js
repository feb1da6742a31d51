/** Hides the rows that do not hold what is typed; it never leaves the page, for addresses have no place in a URL. */

export class Filter {
  #root;

  constructor({ root }) {
    this.#root = root;
  }

  start() {
    const field = this.#field();
    if (!field) return;
    field.hidden = false;
    this.#root.addEventListener("input", ({ target }) => { if (target === this.#field()) this.apply(); });
    this.#root.addEventListener("keydown", (event) => { if (event.target === this.#field()) this.#key(event); });
  }

  apply() {
    const field = this.#field();
    if (!field) return;
    const wanted = field.value.trim().toLocaleLowerCase();
    for (const row of this.#rows()) row.hidden = !row.textContent.toLocaleLowerCase().includes(wanted);
    field.classList.toggle("filtering", wanted !== "");
  }

  #key(event) {
    const field = this.#field();
    if (event.key === "Escape") {
      field.value = "";
      this.apply();
      field.blur();
    }
    const shown = this.#rows().filter((row) => !row.hidden);
    if (event.key === "Enter" && shown.length === 1) shown[0].querySelector("a").click();
  }

  #field() {
    return this.#root.querySelector("[data-filter]");
  }

  #rows() {
    return this.#field().dataset.filter.split(" ").flatMap((id) => [...document.getElementById(id).querySelectorAll("[data-row]")]);
  }
}
