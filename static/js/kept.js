/** Stores whole pages, and data that says whose it is, for the time without a network: only this person's. */

const TIMEOUT = 20_000;
const PERSON = /<meta\s+name="person"\s+content="([^"]*)"/;
const RENDERED = /<meta\s+name="rendered-at"\s+content="([^"]*)"/;

export class NotKept extends Error {
  name = "NotKept";

  constructor(url, status, cause) {
    super(`The page ${url} could not be kept on this device.`, { cause });
    this.status = status;
  }
}

export class Kept {
  #caches;
  #person;
  #fetch;

  constructor({ person, caches = globalThis.caches, fetch = (...request) => globalThis.fetch(...request) }) {
    [this.#caches, this.#person, this.#fetch] = [caches, String(person), fetch];
  }

  /** Tries all; then throws NotKept, with the `status` of the answer if there was one, for the first that failed. */
  async keep(urls) {
    const cache = await this.#open();
    const outcomes = await Promise.allSettled(urls.map((url) => this.#store(cache, url)));
    const failed = outcomes.find(({ status }) => status === "rejected");
    if (failed) throw failed.reason;
  }

  async forget(urls) {
    const cache = await this.#open();
    await Promise.all(urls.map((url) => cache.delete(url, { ignoreVary: true })));
  }

  clear() {
    return this.#caches.delete(this.#name);
  }

  /** Milliseconds since the server rendered the page that is open here, or null where it does not say. */
  age({ page = globalThis.document, now = Date.now() } = {}) {
    return since(page.querySelector('meta[name="rendered-at"]')?.content, now);
  }

  /** The same of a kept page; null too where it is not kept. */
  async ageOf(url, now = Date.now()) {
    const answer = await (await this.#open()).match(url, { ignoreVary: true });
    return answer ? since(RENDERED.exec(await answer.text())?.[1], now) : null;
  }

  get #name() {
    return `pages-${this.#person}`;
  }

  #open() {
    return this.#caches.open(this.#name);
  }

  async #store(cache, url) {
    const answer = await this.#get(url);
    if (!await this.#isOurs(answer)) throw new NotKept(url, answer.status);
    await cache.put(url, answer).catch((error) => { throw new NotKept(url, answer.status, error); });
  }

  async #get(url) {
    const patience = AbortSignal.timeout(TIMEOUT);
    const options = { credentials: "same-origin", redirect: "manual", cache: "no-store", headers: { Accept: "text/html, application/geo+json" } };
    try {
      return await this.#fetch(url, { ...options, signal: patience });
    } catch (error) {
      throw new NotKept(url, undefined, error);
    }
  }

  async #isOurs(answer) {
    if (answer.status !== 200) return false;
    if (answer.headers.get("X-Kept-For") === this.#person) return true;
    const html = /^text\/html\b/.test(answer.headers.get("Content-Type") ?? "");
    return html && PERSON.exec(await answer.clone().text())?.[1] === this.#person;
  }
}

function since(rendered, now) {
  const time = Date.parse(rendered ?? "");
  return Number.isNaN(time) ? null : now - time;
}
