/** Checks a PIN without a network: what is kept of it is salted and slow to guess (PBKDF2-SHA-256), per person. */

const ROUNDS = 250_000;
const MOST = 3;  // the PIN, the duress PIN, and one that was changed elsewhere
const FREE = 5;
const FIRST_WAIT = 30_000;
const LONGEST_WAIT = 3_600_000;

export class Pin {
  #store;
  #name;
  #wall;
  #rounds;

  constructor({ store, person, wall = () => Date.now(), rounds = ROUNDS }) {
    [this.#store, this.#name, this.#wall, this.#rounds] = [store, `pin-${person}`, wall, rounds];
  }

  /** Keeps it with its `mark`; `stamp` changes with the PIN on the server, and then nothing older stands. */
  async remember(pin, mark, stamp) {
    const before = await this.#read();
    const kept = before?.stamp === stamp ? before : { salt: salt(), rounds: this.#rounds, stamp, keys: [] };
    const hash = await derived(pin, kept);
    const others = kept.keys.filter((key) => key.hash !== hash);
    await this.#store.remember(this.#name, { ...kept, keys: [{ hash, mark }, ...others].slice(0, MOST), wrong: 0, until: 0, at: this.#wall() });
  }

  /**
   * The server's PIN is another one now, or there is none: what is kept here opens nothing any more. `asked`: when the
   * page was asked for that says so; one from before the PIN was kept knows nothing of it.
   */
  async renew(stamp, asked = this.#wall()) {
    const kept = await this.#read();
    if (kept && kept.stamp !== stamp && !(asked < kept.at)) await this.forget();
  }

  forget() {
    return this.#store.forget(this.#name);
  }

  /** {mark} where it is right; {unknown}, {wait: milliseconds} or {wrong: true}. After five, each wrong one doubles the wait. */
  async check(pin) {
    const kept = await this.#read();
    if (!kept?.keys.length) return { unknown: true };
    const wait = kept.until - this.#wall();
    if (wait > 0) return { wait: Math.min(wait, LONGEST_WAIT) };
    const hash = await derived(pin, kept);
    const found = kept.keys.find((key) => key.hash === hash);
    const wrong = found ? 0 : kept.wrong + 1;
    const pause = wrong < FREE ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (wrong - FREE));
    await this.#store.remember(this.#name, { ...kept, wrong, until: pause ? this.#wall() + pause : 0 });
    if (found) return { mark: found.mark };
    return pause ? { wait: pause } : { wrong: true };
  }

  #read() {
    return this.#store.recall(this.#name).catch(() => undefined);
  }
}

function salt() {
  return hex(crypto.getRandomValues(new Uint8Array(16)));
}

async function derived(pin, { salt: told, rounds }) {
  const bytes = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", bytes.encode(pin), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes.encode(told), iterations: rounds };
  return hex(new Uint8Array(await crypto.subtle.deriveBits(how, key, 256)));
}

function hex(bytes) {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
