/** Exchanges the parts of a page that the server has changed, and leaves alone what somebody is writing. */

export class Regions {
  #page;
  #prints = new Map();

  constructor({ page }) {
    this.#page = page;
    page.querySelectorAll("[data-region]").forEach((region) => this.#prints.set(region.id, print(region)));
  }

  get #root() {
    return this.#page.querySelector("[data-root]");
  }

  /** The id of what this page shows, if it shows anything that changes. */
  get root() {
    return this.#root?.id;
  }

  get head() {
    return Number(this.#root?.dataset.head ?? 0);
  }

  show(fresh) {
    const root = fresh.querySelector("[data-root]");
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

// What somebody has chosen or written in the old part, and whether it was open.
function carry(old, fresh) {
  for (const { id } of old.querySelectorAll("details[id][open]")) {
    const twin = fresh.querySelector(`#${CSS.escape(id)}`);
    if (twin) twin.open = true;
  }
  const twins = new Map(controls(fresh).map((control) => [place(control, fresh), control]));
  for (const control of controls(old)) {
    const twin = twins.get(place(control, old));
    if (!twin) stay(control, fresh);
    else if (isChoice(control)) twin.checked = touched(control) ? control.checked : twin.checked;
    else if (touched(control)) twin.value = control.value;
    const [was, is] = [control.closest("details"), twin?.closest("details")];
    if (was && is && old.contains(was)) is.open = was.open;
  }
}

// A tick on what is not offered any more stays, for the server to say why not.
function stay(control, fresh) {
  if (!isChoice(control) || !control.checked || !touched(control)) return;
  const beside = fresh.querySelector(`[name="${CSS.escape(control.name)}"]`)?.closest("label");
  const label = control.closest("label")?.cloneNode(true);
  if (!beside || !label) return;
  label.querySelector("input").checked = true;
  beside.after(label);
}

// What nobody has changed says what the server says now.
function touched(control) {
  return isChoice(control) ? control.checked !== control.defaultChecked : control.value !== control.defaultValue;
}

function controls(part) {
  return [...part.querySelectorAll("input:not([type=hidden]), textarea")];
}

function place(control, part) {
  const form = control.closest("form");
  const action = part.contains(form) ? form?.getAttribute("action") : "";
  return JSON.stringify([action, control.name, isChoice(control) ? control.value : ""]);
}

function isChoice({ type }) {
  return type === "radio" || type === "checkbox";
}

function handle(element) {
  const value = element.getAttribute("value");
  if (element.name) return `[name="${element.name}"]${value ? `[value="${CSS.escape(value)}"]` : ""}`;
  const href = element.getAttribute("href");
  if (href) return `[href="${CSS.escape(href)}"]`;
  return element.tagName.toLowerCase();
}
