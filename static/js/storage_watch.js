/** How much room the browser gives, whether it may take it back, and a mark that outlives what it has emptied. */

const YEAR = 31_536_000;
const PROBE = "room";
const SOME = 524_288;

export class StorageWatch {
  #storage;
  #caches;

  constructor({ storage = globalThis.navigator?.storage, caches = globalThis.caches } = {}) {
    [this.#storage, this.#caches] = [storage, caches];
  }

  /** Asks to be spared when the device runs out of room; resolves to whether it is. */
  async ask() {
    return Boolean(await this.#storage?.persist?.().catch(() => false));
  }

  /** Whether half a megabyte can be written: a browser may tell of room that it does not give. */
  async tries() {
    try {
      await (await this.#caches.open(PROBE)).put("/tablet/room/", new Response(new Uint8Array(SOME)));
      return true;
    } catch (error) {
      return error?.name !== "QuotaExceededError";
    } finally {
      await this.#caches?.delete(PROBE).catch(() => null);
    }
  }

  /** `share` is 0 to 1, or null where the browser does not say. */
  async look() {
    const spared = Boolean(await this.#storage?.persisted?.().catch(() => false));
    const { usage = null, quota = null } = (await this.#storage?.estimate?.().catch(() => null)) ?? {};
    return { spared, usage, quota, share: usage !== null && quota ? usage / quota : null };
  }
}

/** What all counters of this name tell: [[whose, number], …]. */
export function counted(name, page = globalThis.document) {
  const found = page.cookie.matchAll(new RegExp(`(?:^|; )${name}-(\\w+)=(\\d+)`, "g"));
  return [...found].map(([, whose, number]) => [whose, Number(number)]);
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
