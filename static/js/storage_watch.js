/** How much room the browser gives, whether it may take it back, and a mark that outlives what it has emptied. */

const YEAR = 31_536_000;

export class StorageWatch {
  #storage;

  constructor({ storage = globalThis.navigator?.storage } = {}) {
    this.#storage = storage;
  }

  /** Asks to be spared when the device runs out of room; resolves to whether it is. */
  async ask() {
    return Boolean(await this.#storage?.persist?.().catch(() => false));
  }

  /** `share` is 0 to 1, or null where the browser does not say. */
  async look() {
    const spared = Boolean(await this.#storage?.persisted?.().catch(() => false));
    const { usage = null, quota = null } = (await this.#storage?.estimate?.().catch(() => null)) ?? {};
    return { spared, usage, quota, share: usage !== null && quota ? usage / quota : null };
  }
}

/** A number kept beside the store, in a cookie: what empties the one does not always empty the other. */
export class Counter {
  #name;
  #page;

  constructor({ name, page = globalThis.document }) {
    [this.#name, this.#page] = [name, page];
  }

  get number() {
    const found = this.#page.cookie.split("; ").find((cookie) => cookie.startsWith(`${this.#name}=`));
    return Number(found?.slice(this.#name.length + 1) ?? 0) || 0;
  }

  set number(number) {
    const secure = globalThis.location?.protocol === "https:" ? "; Secure" : "";
    this.#page.cookie = `${this.#name}=${number}; Path=/tablet/; Max-Age=${YEAR}; SameSite=Strict${secure}`;
  }
}
