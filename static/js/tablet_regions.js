/** Exchanges the parts of a page that the server has changed, and leaves alone what somebody is writing. */

export class Regions {
  #page;
  #prints = new Map();

  constructor({ page }) {
    this.#page = page;
    page.querySelectorAll("[data-region]").forEach((region) => this.#prints.set(region.id, print(region)));
  }

  get #root() {
    return this.#page.querySelector("#_home, #_call");
  }

  get present() {
    return this.#root !== null;
  }

  get head() {
    return Number(this.#root?.dataset.head ?? 0);
  }

  show(fresh) {
    const root = fresh.querySelector("#_home, #_call");
    if (!root || root.id !== this.#root?.id) return;
    fresh.querySelectorAll("[data-region]").forEach((region) => this.#exchange(region));
    this.#page.querySelectorAll("[data-while]").forEach((part) => fresh.getElementById(part.id) ?? part.remove());
    this.#root.dataset.head = root.dataset.head;
    if (!root.dataset.unseen) delete this.#root.dataset.unseen;
  }

  #exchange(fresh) {
    const old = this.#page.getElementById(fresh.id);
    const now = print(fresh);
    if (!old || this.#prints.get(fresh.id) === now) return;
    this.#prints.set(fresh.id, now);
    const node = this.#page.importNode(fresh, true);
    carry(old, node);
    const focused = old.contains(this.#page.activeElement) ? handle(this.#page.activeElement) : null;
    old.replaceWith(node);
    if (focused) node.querySelector(focused)?.focus();
  }
}

// Numbers and tokens are new each time; they are no change.
function print(region) {
  const copy = region.cloneNode(true);
  copy.querySelectorAll('input[type="hidden"]').forEach((input) => input.remove());
  return copy.outerHTML;
}

function carry(old, fresh) {
  for (const form of old.querySelectorAll("form")) {
    const twin = [...fresh.querySelectorAll("form")].find((other) => other.getAttribute("action") === form.getAttribute("action"));
    if (!twin) continue;
    for (const control of form.querySelectorAll("input:not([type=hidden]), textarea")) copyTo(twin, control);
    const [was, is] = [form.closest("details"), twin.closest("details")];
    if (was && is) is.open = was.open;
  }
}

function copyTo(form, control) {
  const twin = [...form.elements].find((other) => other.name === control.name && (!isChoice(other) || other.value === control.value));
  if (!twin) return;
  if (isChoice(control)) twin.checked = control.checked;
  else twin.value = control.value;
}

function isChoice({ type }) {
  return type === "radio" || type === "checkbox";
}

function handle(element) {
  const value = element.getAttribute("value");
  if (element.name) return `[name="${element.name}"]${value ? `[value="${CSS.escape(value)}"]` : ""}`;
  return element.tagName.toLowerCase();
}
