/** Keeps what somebody is still writing, so that a reload or an empty battery does not cost a sentence. */

const PAUSE = 300;

export class Drafts {
  #store;
  #name;
  #page;
  #kept = {};
  #planned = null;

  constructor({ store, person, page = document }) {
    [this.#store, this.#name, this.#page] = [store, `drafts-${person}`, page];
  }

  async start() {
    this.#kept = (await this.#store.recall(this.#name).catch(() => null)) ?? {};
    for (const field of this.#page.querySelectorAll("textarea")) field.value ||= this.#kept[key(field)] ?? "";
    this.#page.addEventListener("input", ({ target }) => target.matches("textarea") && this.#note(target));
    this.#page.addEventListener("reset", ({ target }) => target.querySelectorAll("textarea").forEach((field) => this.#note(field, "")));
  }

  #note(field, text = field.value) {
    if (text) this.#kept[key(field)] = text;
    else delete this.#kept[key(field)];
    clearTimeout(this.#planned);
    this.#planned = setTimeout(() => this.#store.remember(this.#name, this.#kept).catch(() => null), PAUSE);
  }
}

function key(field) {
  return `${new URL(field.form.action).pathname} ${field.name}`;
}
