/** A note on the call of the row where the keyboard is, without leaving the board. */

export class QuickNote {
  #root;
  #htmx;
  #dialog;
  #form;
  #back = null;

  constructor({ root, htmx }) {
    [this.#root, this.#htmx] = [root, htmx];
    this.#dialog = root.querySelector("#quick-note");
    this.#form = this.#dialog?.querySelector("form");
  }

  start() {
    if (!this.#dialog) return;
    this.#root.addEventListener("keydown", (event) => this.#press(event));
    this.#form.addEventListener("submit", (event) => this.#send(event));
    this.#form.addEventListener("htmx:afterRequest", ({ detail }) => { if (detail.successful) this.#dialog.close(); });
    this.#dialog.querySelector("[data-note-leave]").addEventListener("click", () => this.#dialog.close());
    this.#dialog.addEventListener("close", () => this.#leave());
  }

  /** False where no row of a call is chosen. */
  open(from) {
    const row = from.closest("[data-note-to]");
    if (!row || !this.#dialog || this.#dialog.open) return false;
    this.#back = row.querySelector("a");
    this.#form.setAttribute("action", row.dataset.noteTo);
    this.#form.querySelector("[data-note-title]").textContent = row.dataset.noteOn;
    this.#form.querySelector("[data-refusal]").textContent = "";
    this.#dialog.showModal();
    this.#form.elements.body.focus();
    return true;
  }

  #press(event) {
    if (!this.#dialog.open || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.#form.requestSubmit();
  }

  // The address is another for each row, and htmx reads a form's once.
  #send(event) {
    event.preventDefault();
    const { action } = this.#form.attributes;
    const values = Object.fromEntries(new FormData(this.#form));
    this.#htmx.ajax("POST", action.value, { source: this.#form, swap: "none", values });
  }

  // What was typed and not sent is not the next call's.
  #leave() {
    this.#form.elements.body.value = "";
    this.#form.elements.id.value = crypto.randomUUID();
    if (this.#back?.isConnected) this.#back.focus();
  }
}
