/** Keeps a half-typed call over a reload, in this window only and for its typist only, until it is filed. */

const NAME = "desk-draft";
const OF_A_PAGE = `${NAME} ${globalThis.location?.pathname ?? ""}`;

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
    if (!this.#form) return this.#arrive();
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
      else if (field[0]?.type === "checkbox") tick(field, value);
      else field.value = value;
      if (value) field.closest?.("details")?.setAttribute("open", "");
    }
    const note = document.querySelector("[data-draft-note]");
    note.hidden = false;
    note.querySelector("[data-draft-drop]").addEventListener("click", () => {
      this.#shelf.removeItem(OF_A_PAGE);
      location.assign(location.pathname);
    });
  }

  // What was sent and led on to a page without a form is filed. The form's number is the call's: there the hands go on.
  #arrive() {
    const filed = this.#all().filter(({ sent }) => sent);
    filed.forEach(({ name }) => this.#shelf.removeItem(name));
    const row = filed.map(({ fields }) => document.getElementById(`call-${new Map(fields).get("id")}`)).find(Boolean);
    if (document.activeElement === document.body) row?.focus();
  }

  #keep(sent) {
    const fields = [...new FormData(this.#form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    this.#shelf.setItem(OF_A_PAGE, JSON.stringify({ person: this.#person, sent, fields }));
  }

  #kept() {
    if (this.#all().some(({ person }) => person !== this.#person)) this.#drop();
    const kept = JSON.parse(this.#shelf.getItem(OF_A_PAGE) ?? "null");
    if (kept?.person !== this.#person) return null;
    if (!this.#isFiled(kept)) return kept;
    this.#shelf.removeItem(OF_A_PAGE);
    return null;
  }

  // A form that leads on to its own next one says what it has just filed.
  #isFiled({ fields }) {
    return fields.some(([name, value]) => name === "id" && value === this.#form?.dataset.filed);
  }

  #all() {
    return this.#names().map((name) => ({ name, ...JSON.parse(this.#shelf.getItem(name)) }));
  }

  #names() {
    return Object.keys(this.#shelf).filter((name) => name.startsWith(NAME));
  }

  // Of every form: at the sign-out, and where somebody else has come.
  #drop() {
    for (const name of this.#names()) this.#shelf.removeItem(name);
  }
}

function tick(boxes, value) {
  const box = [...boxes].find((one) => one.value === value);
  if (box) box.checked = true;
}
