/** Letters that the server refused: what it was, why, and three ways on. The desk is told that they exist. */

import { ask } from "./tablet_ask.js";
import { clockTime } from "./tablet_ages.js";
import { spoken } from "./spoken.js";

const DESK = "/tablet/letters/";
const TOLD = spoken("Word to the desk");

export class Aside {
  #outbox;
  #store;
  #name;
  #zone;
  #banners;
  #page;
  #root;
  #looking = Promise.resolve();

  constructor({ outbox, store, person, zone, banners, page = document }) {
    [this.#outbox, this.#store, this.#name, this.#zone] = [outbox, store, `told-${person}`, zone];
    [this.#banners, this.#page, this.#root] = [banners, page, page.getElementById("aside")];
    const look = () => { this.#looking = this.#looking.then(() => this.#look()).catch(() => null); };
    outbox.addEventListener("change", look);
    globalThis.addEventListener("hashchange", look);
  }

  /** Sends the corrected letter with its first time, and tells the desk that it is settled. */
  async correct(id, { url, label, body, place }) {
    const letter = (await this.#outbox.aside()).find((other) => other.id === id);
    if (letter?.url === url) await this.#outbox.correct(id, body, place);
    else await this.#outbox.put({ url, label, body, place }).then(() => this.#outbox.release(id));
    await this.#settle(id, { end: "corrected" });
  }

  async #look() {
    const letters = await this.#outbox.aside();
    const about = letters.filter(({ url }) => url.startsWith(DESK));  // our own words to the desk
    await Promise.all(about.map(({ id }) => this.#outbox.release(id).catch(() => null)));
    const refused = letters.filter(({ url }) => !url.startsWith(DESK));
    this.#show(refused);
    await this.#tell(refused);
    const wanted = /^#correct-(.+)$/.exec(location.hash)?.[1];
    const letter = refused.find(({ id }) => id === wanted);
    if (letter) this.#open(letter);
  }

  #show(letters) {
    const shown = [...this.#root.querySelectorAll("[data-letter]")].map(({ dataset }) => dataset.letter).join();
    if (shown === letters.map(({ id }) => id).join()) return;
    this.#root.querySelector("[data-list]").replaceChildren(...letters.map((letter) => this.#card(letter)));
    this.#root.hidden = letters.length === 0;
  }

  #card(letter) {
    const card = this.#page.getElementById("t-aside").content.firstElementChild.cloneNode(true);
    card.dataset.letter = letter.id;
    card.querySelector("[data-what]").textContent = letter.label;
    card.querySelector("time").textContent = clockTime(letter.occurred_at, this.#zone);
    card.querySelector("[data-text]").textContent = letter.place?.text ?? "";
    card.querySelector("[data-reason]").textContent = letter.reason;
    card.querySelector("[data-correct]").href = `${letter.place?.page ?? `/tablet/calls/${letter.place?.call}/`}#correct-${letter.id}`;
    card.querySelector("[data-hand-over]").addEventListener("click", () => this.#handOver(letter));
    card.querySelector("[data-withdraw]").addEventListener("click", () => this.#withdraw(letter));
    return card;
  }

  #open(letter) {
    history.replaceState(null, "", location.pathname);
    const form = [...this.#page.forms].find((other) => goesTo(other, letter.url));
    if (!form || form.closest("[hidden]")) {
      this.#banners.say("no-form", spoken("That form is no longer on this page. Hand the letter to the desk, or withdraw it."));
      return;
    }
    form.dataset.correcting = letter.id;
    fill(form, letter.body);
    for (let around = form.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
    const note = Object.assign(this.#page.createElement("p"), { className: "banner banner-warning", textContent: `Refused: ${letter.reason} Correct it; it keeps its time.` });
    note.dataset.correction = "";
    form.querySelector("[data-correction]")?.remove();
    form.prepend(note);
    form.scrollIntoView();
    form.querySelector("input:not([type=hidden]), textarea, button")?.focus();
  }

  async #handOver({ id, url, label, body }) {
    await this.#settle(id, { end: "handed_over", body: JSON.stringify({ what: label, to: url, ...body }) });
    await this.#outbox.release(id);
  }

  async #withdraw({ id, label }) {
    const sure = await ask(this.#page, spoken("Withdraw “{label}”? It is then gone from this tablet.", { label }), spoken("Withdraw it"), spoken("Keep it"));
    if (!sure) return;
    await this.#settle(id, { end: "withdrawn" });
    await this.#outbox.release(id);
  }

  #settle(id, body) {
    return this.#outbox.put({ url: `${DESK}${id}/settle/`, body, label: TOLD, place: {} });
  }

  // Told twice is told once: the server knows the letter by its number.
  async #tell(letters) {
    const told = (await this.#store.recall(this.#name)) ?? [];
    for (const { id, label, reason, occurred_at } of letters) {
      if (told.includes(id)) continue;
      await this.#outbox.put({ url: DESK, body: { letter: id, label, problem: reason, written_at: occurred_at }, label: TOLD, place: {} });
      await this.#store.remember(this.#name, [...told, id]);
      told.push(id);
    }
  }
}

// A form may have several buttons with addresses of their own.
function goesTo(form, url) {
  return new URL(form.action).pathname === url || Boolean(form.querySelector(`[formaction="${CSS.escape(url)}"]`));
}

export function fill(form, body) {
  form.dispatchEvent(new CustomEvent("fill", { bubbles: true, detail: body }));  // it may have to grow first
  for (const control of form.elements) {
    if (!(control.name in body)) continue;
    const values = [body[control.name]].flat();
    if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
    else if (control.tagName !== "BUTTON" && control.type !== "hidden") [control.value] = values;
  }
  form.dispatchEvent(new Event("input", { bubbles: true }));
  [...form.elements].forEach((control) => control.dispatchEvent(new Event("input", { bubbles: true })));
}
