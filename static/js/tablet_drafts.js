/** Keeps what somebody is still writing, so that a reload or an empty battery does not cost a sentence. */

import { spoken } from "./spoken.js";
import { clockTime } from "./tablet_ages.js";

const PAUSE = 200;
const FIELDS = "form[data-outbox]:not([data-own-drafts]) :is(textarea, input[type=text])";
const CALL = /^\/tablet\/calls\/([0-9a-f-]{36})\/notes\/ /;

export class Drafts {
  #store;
  #name;
  #now;
  #zone;
  #banners;
  #page;
  #kept = {};
  #changed = new Set();
  #planned = null;

  constructor({ store, person, clock, zone, banners, page = document }) {
    [this.#store, this.#name, this.#zone, this.#banners, this.#page] = [store, `drafts-${person}`, zone, banners, page];
    this.#now = () => (clock?.now() ?? new Date()).toISOString();
  }

  /** `pages` tell when parts of this page were exchanged: a form that came back has its words again. */
  async start({ pages = null } = {}) {
    const kept = (await this.#store.recall(this.#name).catch(() => null)) ?? {};
    this.#kept = Object.fromEntries(Object.entries(kept).map(([name, told]) => [name, told.text ? told : { text: told, at: null }]));  // the first version kept the text alone
    this.#fill();
    this.#remind();
    pages?.addEventListener("shown", () => this.#fill());
    this.#page.addEventListener("input", ({ target }) => target.matches(FIELDS) && this.#note(target));
    this.#page.addEventListener("reset", ({ target }) => this.#forget(target));
    this.#page.addEventListener("fill", ({ target }) => this.#correct(target));
    this.#page.addEventListener("visibilitychange", () => this.#page.visibilityState === "hidden" && this.#write());
  }

  #fill() {
    this.#page.querySelectorAll(FIELDS).forEach((field) => field.value || this.#restore(field));
  }

  // What was begun on a call's page is not forgotten on the crew's home.
  #remind() {
    const begun = Object.keys(this.#kept).map((name) => CALL.exec(name)?.[1]).find(Boolean);
    if (!begun || !this.#page.getElementById?.("_home")) return;
    const go = { href: `/tablet/calls/${begun}/#note`, text: spoken("Finish it") };
    this.#banners?.say("begun", spoken("You began a note and have not kept it yet."), { tone: "info", go });
  }

  #restore(field) {
    const kept = this.#kept[key(field)];
    if (kept === undefined) return;
    field.value = kept.text;
    this.#say(field, kept.at);
  }

  #note(field, text = field.value) {
    const name = key(field);
    if (text) this.#kept[name] = { text, at: this.#now() };
    else delete this.#kept[name];
    this.#changed.add(name);
    this.#planned ??= setTimeout(() => this.#write(), PAUSE);  // counted from the first keystroke, not from the last
  }

  // A letter that was corrected leaves alone what somebody had begun in its form before.
  #forget(form) {
    const fields = [...form.querySelectorAll("textarea, input[type=text]")].filter((field) => field.matches(FIELDS));
    fields.forEach((field) => { this.#note(field, ""); this.#say(field); });
    this.#write();
    setTimeout(() => fields.forEach((field) => this.#restore(field)));
  }

  // The refused letter is about to be put into its form; what was changed in it before comes back over it.
  #correct(form) {
    const begun = [...form.querySelectorAll(FIELDS)].map((field) => [field, this.#kept[key(field)]]);
    setTimeout(() => begun.filter(([, kept]) => kept).forEach(([field, kept]) => {
      this.#kept[key(field)] = kept;
      this.#restore(field);
    }));
  }

  // Only what changed here: another tab may be writing on another call.
  async #write() {
    clearTimeout(this.#planned);
    this.#planned = null;
    const changed = [...this.#changed];
    if (!changed.length) return;
    this.#changed.clear();
    const now = Object.fromEntries(changed.map((name) => [name, this.#kept[name]]));
    try {
      await this.#store.write("session", async (session) => session.put(merged(await session.get(this.#name), now), this.#name));
      this.#banners?.hush("drafts");
      this.#page.querySelectorAll(FIELDS).forEach((field) => now[key(field)] && this.#say(field, now[key(field)].at));
    } catch (error) {
      changed.forEach((name) => this.#changed.add(name));
      this.#banners?.say("drafts", spoken("What you are writing is not kept on this tablet: {why}", { why: error.message }), { tone: "error" });
    }
  }

  // Beside the field, and without a voice: it changes with every keystroke.
  #say(field, at = null) {
    const mark = field.form?.querySelector("[data-kept-at]");
    if (!mark) return;
    mark.hidden = !at;
    if (at) mark.textContent = spoken("Kept on this tablet {time}", { time: clockTime(at, this.#zone) });
  }
}

function merged(before, now) {
  const all = { ...before, ...now };
  return Object.fromEntries(Object.entries(all).filter(([, kept]) => kept !== undefined));
}

function key({ form, name }) {
  const { pathname } = new URL(form.action);
  return `${pathname} ${name}${form.dataset.correcting ? ` ${form.dataset.correcting}` : ""}`;
}
