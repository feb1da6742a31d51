/** Single keys for what a dispatcher does all day; they can be switched off, as people who speak to their computer need. */

const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";

export class Keys {
  #root;
  #dialog;
  #allowed;
  #note;

  constructor({ root, note = () => false }) {
    [this.#root, this.#note] = [root, note];
    this.#dialog = root.querySelector("#shortcuts");
    this.#allowed = root.querySelector("[data-keys-allowed]");
  }

  start() {
    this.#allowed.checked = localStorage.getItem("single-keys") !== "off";
    this.#allowed.addEventListener("change", () => localStorage.setItem("single-keys", this.#allowed.checked ? "on" : "off"));
    const opener = this.#root.querySelector("[data-opens=shortcuts]");
    opener.hidden = false;
    opener.addEventListener("click", () => this.#dialog.showModal());
    this.#root.addEventListener("keydown", (event) => this.#press(event));
  }

  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.#dialog.open || !this.#allowed.checked) return;
    if (event.target.matches(TYPING)) {
      if (event.key === "Escape") event.target.closest("[data-row]")?.querySelector("a")?.focus();
      return;
    }
    const act = { n: () => this.#click("n"), "?": () => this.#dialog.showModal(), "/": () => this.#focus("/"),
      b: () => this.#focus("b"), e: () => this.#focus("e"), m: () => this.#click("m"), q: () => this.#click("q"), i: () => this.#write(event.target),
      a: () => this.#inRow("a", event.target), c: () => this.#inRow("c", event.target), w: () => this.#inRow("w", event.target),
      s: () => this.#inRow("s", event.target), h: () => this.#keep(event.target), r: () => this.#open("r", event.target),
      t: () => this.#open("t", event.target), j: () => this.#step(1), k: () => this.#step(-1) }[event.key];
    const pressed = this.#root.querySelector(`[data-press="${CSS.escape(event.key)}"]`);
    if (!act && !pressed) return;
    event.preventDefault();
    if (act) act();
    else if (pressed.matches("input")) pressed.focus();
    else pressed.click();
  }

  #click(key) {
    this.#root.querySelector(`[data-key="${key}"]`)?.click();
  }

  #focus(key) {
    const control = [...this.#root.querySelectorAll(`[data-key="${key}"]`)].find((found) => found.offsetParent);
    control?.focus();
    control?.select?.();
  }

  // On the chosen row; where none is chosen, on the first that has it. What is said to one caller is logged for no other.
  #inRow(key, target) {
    const row = target.closest("[data-row]");
    const own = row?.querySelector(`[data-key="${key}"]`);
    if (own) own.focus();
    else if (!row || "as".includes(key)) this.#focus(key);
  }

  #write(target) {
    if (!this.#note(target)) this.#root.querySelector("#note-body")?.focus();
  }

  // The same field as for assigning, whose Enter then keeps the call.
  #keep(target) {
    const form = target.closest("[data-row]")?.querySelector(".assign") ?? this.#root.querySelector("#waiting .assign");
    if (!form) return;
    form.elements.unit.focus();
    form.elements.unit.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      form.querySelector(".btn-keep")?.click();
    }, { signal: leftBy(form.elements.unit) });
  }

  #open(key, target) {
    const row = target.closest("[data-row]") ?? this.#root;
    const found = row.querySelector(`[data-key-opens="${key}"]`);
    if (!found) return;
    found.open = true;
    found.querySelector("input:not([type=hidden]), select, button")?.focus();
  }

  #step(by) {
    const rows = [...this.#root.querySelectorAll("[data-row]")].filter((row) => row.offsetParent);
    const at = rows.indexOf(document.activeElement.closest("[data-row]"));
    const next = at < 0 && by < 0 ? rows.at(-1) : rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    next?.querySelector("a")?.focus();
  }
}

function leftBy(field) {
  const left = new AbortController();
  field.addEventListener("blur", () => left.abort(), { once: true });
  return left.signal;
}
