/** The letters of one author on this device; of those of others only cries for help are read, to be sent. */

const OURS = ["id", "occurred_at"];
const CRIES = "cries";
const HERE = /^\/(?![/\\])/;

export class Letters {
  #store;
  #author;

  constructor({ store, author }) {
    [this.#store, this.#author] = [store, author];
  }

  async waiting() {
    return (await this.#all()).filter(({ state }) => state === "waiting");
  }

  async aside() {
    return (await this.#all()).filter(({ state }) => state === "aside");
  }

  /** Cries for help that wait on this device, whoever wrote them: nobody has to come back for somebody in danger. */
  async cries() {
    const found = await this.#store.read(["letters", "session"], async (shelf, session) => [
      ...await shelf.where("author", this.#author),
      ...await Promise.all(((await session.get(CRIES)) ?? []).map((id) => shelf.get(id))),
    ]);
    const cries = found.filter((letter) => letter?.urgent && letter.state === "waiting");
    return [...new Map(cries.map((letter) => [letter.id, letter])).values()];
  }

  /** A letter with all but its place in the line. */
  draft({ url, body, ...rest }) {
    return { ...rest, url: inside(url), body: fields(body), author: this.#author, id: crypto.randomUUID(), state: "waiting" };
  }

  /** Numbers the letter behind all that were ever written here; resolves when it is on the disk. */
  file(letter) {
    return this.#store.write(["letters", "session"], async (shelf, session) => {
      const numbered = { ...letter, written: ((await session.get("written")) ?? 0) + 1 };
      await session.put(numbered.written, "written");
      if (letter.urgent) await session.put([...await standing(shelf, session), letter.id], CRIES);
      await shelf.put(numbered);
      return numbered;
    });
  }

  /** Puts a letter in the place of one that was set aside: a new id, but the old time and the old place in the line. */
  async renew(id, body, place) {
    const renewed = { ...(body && { body: fields(body) }), ...(place && { place }) };
    return this.#store.write("letters", async (shelf) => {
      const { status, reason, problem, ...old } = await this.#findAside(shelf, id);
      await shelf.delete(id);
      const letter = { ...old, ...renewed, id: crypto.randomUUID(), state: "waiting" };
      await shelf.put(letter);
      return letter;
    });
  }

  release(id) {
    return this.#store.write("letters", async (shelf) => shelf.delete((await this.#findAside(shelf, id)).id));
  }

  /** Files what was answered in one go: `refusal` sets a letter aside, anything else takes it off the shelf. */
  settle(answered) {
    return this.#store.write("letters", (shelf) => Promise.all(answered.map(({ letter, refusal }) => (
      refusal ? shelf.put({ ...letter, ...refusal, state: "aside" }) : shelf.delete(letter.id)
    ))));
  }

  async #all() {
    const letters = await this.#store.read("letters", (shelf) => shelf.where("author", this.#author));
    return letters.sort((one, other) => one.written - other.written);
  }

  async #findAside(shelf, id) {
    const found = (await shelf.where("author", this.#author)).find((letter) => letter.id === id);
    if (found?.state !== "aside") throw new Error("This is no longer set aside.");
    return found;
  }
}

async function standing(shelf, session) {
  const ids = (await session.get(CRIES)) ?? [];
  const there = await Promise.all(ids.map((id) => shelf.get(id)));
  return ids.filter((id, place) => there[place]);
}

function inside(url) {
  if (!HERE.test(url)) throw new TypeError(`A letter goes to a path of this site, not to ${url}.`);
  return url;
}

// The form's own token would be stale when the letter goes, and the server would believe it before the header.
function fields({ csrfmiddlewaretoken, ...body }) {
  const taken = OURS.find((name) => name in body);
  if (taken) throw new TypeError(`The outbox itself gives a letter its ${taken}.`);
  return body;
}
