/** The lock screen: who is aboard, keys for a PIN, or a password. It knows nobody's data but the names it is given. */

import { spoken } from "./spoken.js";

export class LockScreen {
  #root;
  #page;
  #chosen = null;
  #people = [];
  #busy = false;

  /** `onopen({person, name, pin or password})` answers with {says, password, signIn}, or nothing once it is open. */
  constructor({ root, onopen, page = document }) {
    [this.#root, this.#page] = [root, page];
    root.querySelector("[data-pad]").addEventListener("click", ({ target }) => this.#press(target.closest("button[value]")));
    root.querySelector("[data-people]").addEventListener("click", ({ target }) => this.#choose(target.closest("button")?.value));
    root.addEventListener("submit", (event) => event.target.matches("[data-unlock]") && this.#submit(event, onopen));
    page.addEventListener("keydown", (event) => this.#type(event));
  }

  get #input() {
    return this.#root.querySelector("[name=pin]");
  }

  /** `people` are {id, name}, the page's own person first; `how` is change where somebody else takes over. */
  show({ people, how }) {
    const titles = { change: spoken("Change person"), idle: spoken("Locked: nobody has touched it for a while") };
    this.#root.querySelector("[data-title]").textContent = titles[how] ?? spoken("Locked");
    this.#root.hidden = false;
    this.#people = people;
    this.#root.querySelector("[data-people]").replaceChildren(...people.map((person) => this.#button(person)));
    this.#root.querySelector("[data-alone]").hidden = people.length > 1;
    this.#choose(how === "change" && people.length > 1 ? null : people[0]?.id);
    this.#says("");
    this.#root.focus();
  }

  hide() {
    this.#root.hidden = true;
    this.#clear();
    this.#root.querySelector("[data-people]").replaceChildren();
  }

  #button({ id, name }) {
    return Object.assign(this.#page.createElement("button"), { type: "button", className: "btn", value: id, textContent: name });
  }

  #choose(id) {
    if (id === undefined) return;
    this.#chosen = this.#people.find((person) => person.id === id) ?? null;
    for (const button of this.#root.querySelectorAll("[data-people] button")) button.setAttribute("aria-pressed", String(button.value === id));
    const label = this.#chosen ? spoken("PIN of {name}", { name: this.#chosen.name }) : spoken("PIN");
    this.#root.querySelector("[data-label]").textContent = label;
    this.#says("");
    this.#input.value = "";
  }

  #press(key) {
    if (!key || this.#busy) return;
    this.#says("");
    this.#input.value = key.value === "clear" ? this.#input.value.slice(0, -1) : (this.#input.value + key.value).slice(0, 8);
  }

  // Digits count wherever the cursor is, unless somebody writes a password.
  #type({ key, target, ctrlKey, metaKey, altKey }) {
    if (this.#root.hidden || ctrlKey || metaKey || altKey || target.matches?.("input")) return;
    if (/^[0-9]$/.test(key)) this.#press({ value: key });
    else if (key === "Backspace") this.#press({ value: "clear" });
    else if (key === "Enter" && !target.closest?.("button, summary, a")) this.#root.querySelector("[data-unlock=pin]").requestSubmit();
  }

  async #submit(event, onopen) {
    event.preventDefault();
    const { target: form } = event;
    const way = form.dataset.unlock;
    const secret = form.elements[way].value;
    if (this.#busy) return;
    if (!this.#chosen) return this.#says(spoken("Choose your name first."));
    if (!secret) return this.#says(way === "pin" ? spoken("Type your PIN.") : spoken("Type your password."));
    this.#busy = true;
    const { id, name } = this.#chosen;
    const refused = await onopen({ person: id, name, [way]: secret, told: (words) => this.#says(words) })
      .catch(() => ({ says: spoken("That did not work. Try again.") }));
    this.#busy = false;
    this.#clear();
    if (refused) this.#refuse(refused);
  }

  #refuse({ says, password, signIn }) {
    this.#says(says);
    const byPassword = this.#root.querySelector("[data-by-password]");
    if (password) [byPassword.open] = [true];
    if (password) byPassword.querySelector("input").focus();
    if (!signIn) return;
    const go = Object.assign(this.#page.createElement("a"), { href: "/sign-in/?next=/tablet/", textContent: spoken("Sign in"), className: "btn btn-primary" });
    this.#root.querySelector("[data-says]").append(" ", go);
  }

  #says(words) {
    this.#root.querySelector("[data-says]").textContent = words;
  }

  #clear() {
    this.#root.querySelectorAll("input[type=password]").forEach((input) => { input.value = ""; });
  }
}
