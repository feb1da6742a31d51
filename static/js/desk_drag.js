/** Drags a call onto a unit: the same forms are sent as by typing, and everything works without dragging too. */

const TYPE = "text/plain";

export class Drag {
  #root;
  #row = null;

  constructor({ root }) {
    this.#root = root;
  }

  start() {
    this.#root.addEventListener("dragstart", (event) => this.#take(event));
    this.#root.addEventListener("dragend", () => this.#let());
    for (const kind of ["dragenter", "dragover"]) this.#root.addEventListener(kind, (event) => this.#over(event));
    this.#root.addEventListener("dragleave", (event) => this.#target(event)?.classList.remove("dropping"));
    this.#root.addEventListener("drop", (event) => this.#drop(event));
  }

  #take(event) {
    const row = event.target.closest?.("[data-carries]");
    if (!row) return;
    this.#row = row;
    event.dataTransfer.setData(TYPE, row.id);
    event.dataTransfer.effectAllowed = "move";
    this.#root.classList.add("dragging");
  }

  #let() {
    this.#row = null;
    this.#root.classList.remove("dragging");
    this.#root.querySelectorAll(".dropping").forEach((unit) => unit.classList.remove("dropping"));
  }

  #over(event) {
    const unit = this.#target(event);
    if (!unit) return;
    event.preventDefault();
    unit.classList.add("dropping");
  }

  #target({ target }) {
    return this.#row && target.closest?.("[data-takes]");
  }

  #drop(event) {
    const unit = this.#target(event);
    if (!unit) return;
    event.preventDefault();
    const row = this.#row;
    this.#let();
    give(row, unit.dataset.takes);
  }
}

// The row's own form says whether it is a call that waits or one that a unit has; a refusal appears there.
function give(row, callSign) {
  const details = row.querySelector('[data-key-opens="r"]');
  const form = details?.querySelector("form") ?? row.querySelector(".assign");
  if (!form) return;
  if (details) details.open = true;
  form.elements.unit.value = callSign;
  if (form.elements.reason) return form.elements.reason.focus();
  return form.requestSubmit();
}
