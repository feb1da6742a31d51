/** Single keys for what a dispatcher does all day; they can be switched off, as people who speak to their computer need. */

const TYPING = "input:not([type=checkbox]), textarea, select, [contenteditable]";

export class Keys {
  #root;
  #dialog;
  #allowed;

  constructor({ root }) {
    this.#root = root;
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
    if (event.target.matches(TYPING)) return;
    const act = { n: () => this.#click("n"), "?": () => this.#dialog.showModal(), "/": () => this.#focus("/"),
      b: () => this.#focus("b"), s: () => this.#click("s"), a: () => this.#assign(event.target), j: () => this.#step(1), k: () => this.#step(-1) }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  #click(key) {
    this.#root.querySelector(`[data-key="${key}"]`)?.click();
  }

  #focus(key) {
    const control = [...this.#root.querySelectorAll(`[data-key="${key}"]`)].find((found) => found.offsetParent);
    control?.focus();
    control?.select?.();
  }

  #assign(target) {
    const own = target.closest("[data-row]")?.querySelector('[data-key="a"]');
    if (own) own.focus();
    else this.#focus("a");
  }

  #step(by) {
    const rows = [...this.#root.querySelectorAll("[data-row]")].filter((row) => row.offsetParent);
    const at = rows.indexOf(document.activeElement.closest("[data-row]"));
    const next = at < 0 && by < 0 ? rows.at(-1) : rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    next?.querySelector("a")?.focus();
  }
}
