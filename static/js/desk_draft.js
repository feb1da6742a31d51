/** Keeps a half-typed call over a reload, in this window only and for its typist only, until it is filed. */

const NAME = "desk-draft";

export class Draft {
  #form;
  #person;
  #shelf;

  constructor({ form, person, shelf }) {
    [this.#form, this.#person, this.#shelf] = [form, person, shelf];
  }

  start() {
    document.addEventListener("submit", ({ target }) => { if (target.matches("[data-sign-out]")) this.#drop(); });
    const kept = this.#kept();
    if (!this.#form) return kept?.sent && this.#drop();
    if (kept && !("bound" in this.#form.dataset)) this.#restore(kept.fields);
    this.#form.addEventListener("input", () => this.#keep(false));
    this.#form.addEventListener("submit", () => this.#keep(true));
    return undefined;
  }

  // Also the id: what was sent and not answered is sent again as the same call.
  #restore(fields) {
    for (const [name, value] of fields) {
      const field = this.#form.elements.namedItem(name);
      if (!field || field.matches?.("[data-fresh]")) continue;
      if (field.type === "checkbox") field.checked = true;
      else field.value = value;
      if (value) field.closest?.("details")?.setAttribute("open", "");
    }
    const note = document.querySelector("[data-draft-note]");
    note.hidden = false;
    note.querySelector("[data-draft-drop]").addEventListener("click", () => {
      this.#drop();
      location.assign(location.pathname);
    });
  }

  #keep(sent) {
    const fields = [...new FormData(this.#form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    this.#shelf.setItem(NAME, JSON.stringify({ person: this.#person, sent, fields }));
  }

  #kept() {
    const kept = JSON.parse(this.#shelf.getItem(NAME) ?? "null");
    if (kept?.person === this.#person) return kept;
    this.#drop();
    return null;
  }

  #drop() {
    this.#shelf.removeItem(NAME);
  }
}
