/** Calls a thing kept only when the disk has it, and tries once more when the browser lost its own database. */

import { answered, furnish, Shelf } from "./shelf.js";

const LOST = new Set(["InvalidStateError", "UnknownError"]);

export class StoreFull extends Error {
  name = "StoreFull";

  constructor(cause) {
    super("This device has no room left, so nothing was saved. Free some space and try again.", { cause });
  }
}

export class Store {
  #indexedDB;
  #name;
  #spare;
  #opening = null;

  /** `spare()` makes room for what is written, and resolves to whether there was anything that could be given up. */
  constructor({ indexedDB = globalThis.indexedDB, name = "responder", spare = async () => false } = {}) {
    this.#indexedDB = indexedDB;
    this.#name = name;
    this.#spare = spare;
  }

  recall(key) {
    return this.read("session", (session) => session.get(key));
  }

  remember(key, value) {
    return this.write("session", (session) => session.put(value, key));
  }

  forget(key) {
    return this.write("session", (session) => session.delete(key));
  }

  /** `work` gets one Shelf for each name; it may run twice, so it must change nothing but the shelves. */
  read(names, work) {
    return this.#attempt("readonly", names, work);
  }

  write(names, work) {
    return this.#attempt("readwrite", names, work);
  }

  async #attempt(mode, names, work) {
    try {
      return await this.#transact(mode, names, work);
    } catch (error) {
      if (isFull(error)) return this.#squeeze(error, mode, names, work);
      if (!LOST.has(error?.name)) throw error;
    }
    await this.#leave();
    return this.#transact(mode, names, work).catch((error) => { throw plainly(error); });
  }

  async #squeeze(full, ...attempt) {
    while (await this.#spare().catch(() => false)) {
      try {
        return await this.#transact(...attempt);
      } catch (error) {
        if (!isFull(error)) throw error;
      }
    }
    throw new StoreFull(full);
  }

  async #transact(mode, names, work) {
    const database = await this.#open();
    const transaction = database.transaction(names, mode, { durability: "strict" });
    const done = finished(transaction);
    const shelves = [names].flat().map((name) => new Shelf(transaction.objectStore(name)));
    try {
      const [result] = await Promise.all([work(...shelves), done]);
      return result;
    } catch (error) {
      abort(transaction);
      throw error?.name === "AbortError" ? await done.catch((reason) => reason) : error;
    }
  }

  #open() {
    this.#opening ??= this.#connect().catch((error) => {
      this.#opening = null;
      throw error;
    });
    return this.#opening;
  }

  async #connect() {
    const request = this.#indexedDB.open(this.#name, 1);
    request.onupgradeneeded = () => furnish(request.result);
    const database = await answered(request);
    database.onversionchange = () => this.#leave();
    database.onclose = () => { this.#opening = null; };
    return database;
  }

  async #leave() {
    const opening = this.#opening;
    this.#opening = null;
    (await opening?.catch(() => null))?.close();
  }
}

function finished(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException("The database went away.", "UnknownError"));
  });
}

function abort(transaction) {
  try {
    transaction.abort();
  } catch {
    return;  // it had ended already
  }
}

function plainly(error) {
  return isFull(error) ? new StoreFull(error) : error;
}

function isFull(error) {
  return error?.name === "QuotaExceededError";
}
