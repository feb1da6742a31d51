/** Keeps an on-scene form on the device with every tap, and shows again what was not sent: after a reload, a dead battery, a night. */

import { spoken } from "./spoken.js";
import { fill } from "./tablet_aside.js";
import { clockTime } from "./tablet_ages.js";
import { removePerson } from "./tablet_scene_people.js";

const TYPING = 400;
const TYPED = new Set(["text", "number"]);

export class SceneDrafts {
  #store;
  #clock;
  #person;
  #zone;
  #filling = false;
  #planned = null;
  #writing = Promise.resolve();

  constructor({ store, clock, person, zone, page }) {
    [this.#store, this.#clock, this.#person, this.#zone] = [store, clock, person, zone];
    page.addEventListener("letter", ({ target, detail }) => target.matches("[data-scene]") && this.#sent(target, detail));
    page.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-draft-other]");
      if (button) this.#exchange(button.closest("form"));
    });
    globalThis.addEventListener?.("pagehide", () => this.#flush());
  }

  /** Writes down what the form says now: a choice at once, typing when it pauses. */
  note({ form, type }) {
    if (this.#filling) return;
    this.#flush();
    const write = () => { this.#planned = null; this.#write(form, { at: this.#clock.now().toISOString(), said: whole(form) }); };
    if (TYPED.has(type)) this.#planned = { timer: setTimeout(write, TYPING), write };
    else write();
    draftWord(form).hidden = true;
  }

  /** Puts a draft that is younger than what was kept into the form; of an older one it says that it is there. */
  async show(form) {
    const draft = await this.#store.recall(this.#key(form));
    if (!draft) return;
    const kept = Date.parse(form.dataset.kept) || 0;
    const younger = Date.parse(draft.at) > kept;
    if (!younger && draft.sent) await this.#store.forget(this.#key(form));
    else if (younger && !draft.away) this.#bring(form, draft);
    else this.#offer(form, draft);
  }

  #bring(form, draft) {
    this.#put(form, draft.said);
    if (draft.sent) return;  // its letter waits, and says so itself
    const time = clockTime(draft.at, this.#zone);
    this.#say(form, "draft", spoken("Chosen on this tablet at {time} and not sent yet.", { time }), spoken("Leave it out"));
  }

  #offer(form, draft) {
    if (draft.sent) return;
    const time = clockTime(draft.at, this.#zone);
    this.#say(form, "kept", spoken("Something else was chosen on this tablet at {time}, and not sent.", { time }), spoken("Bring it back"));
  }

  async #exchange(form) {
    const draft = await this.#store.recall(this.#key(form));
    if (!draft) return;
    const away = draftWord(form).dataset.shows === "draft";
    await this.#write(form, { ...draft, away, at: away ? draft.at : this.#clock.now().toISOString() });
    if (away) this.#clear(form);
    if (away) this.#offer(form, draft);
    else this.#bring(form, draft);
  }

  #clear(form) {
    this.#filling = true;
    form.querySelectorAll("[data-person]:not(:first-child)").forEach((person) => removePerson(form, person));
    form.reset();
    [...form.elements].forEach((control) => control.dispatchEvent(new Event("input", { bubbles: true })));
    this.#filling = false;
  }

  #put(form, said) {
    this.#filling = true;
    fill(form, said);
    this.#filling = false;
  }

  #say(form, shows, text, other) {
    const word = draftWord(form);
    [word.hidden, word.dataset.shows] = [false, shows];
    word.querySelector("[data-text]").textContent = text;
    word.querySelector("[data-draft-other]").textContent = other;
  }

  // A letter that is written has it all; until the server's page has it too, the form goes on showing it.
  async #sent(form, { place }) {
    this.#flush();
    draftWord(form).hidden = true;
    await this.#writing;
    const draft = await this.#store.recall(this.#key(form)).catch(() => null);
    if (place.effect === "close") await this.#store.forget(this.#key(form)).catch(() => null);
    else if (draft) await this.#write(form, { at: draft.at, said: whole(form), sent: true });
  }

  #flush() {
    clearTimeout(this.#planned?.timer);
    this.#planned?.write();
  }

  #write(form, draft) {
    const key = this.#key(form);
    this.#writing = this.#writing.then(() => this.#store.remember(key, draft)).catch(() => null);
    return this.#writing;
  }

  #key(form) {
    return `scene-${this.#person}-${form.dataset.call}`;
  }
}

function draftWord(form) {
  return form.querySelector("[data-draft]");
}

// Every field, also those that say nothing, so that what was taken back stays taken back.
function whole(form) {
  const said = {};
  for (const { name, type, value, checked } of form.elements) {
    if (!name || type === "hidden" || type === "submit") continue;
    said[name] ??= [];
    if (type !== "radio" && type !== "checkbox") said[name] = [value];
    else if (checked) said[name].push(value);
  }
  return said;
}
