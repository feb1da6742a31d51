/** Calls a thing kept only when the disk has it, and tries once more when the browser lost its own database. */

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
  #opening = null;

  constructor({ indexedDB = globalThis.indexedDB, name = "responder" } = {}) {
    this.#indexedDB = indexedDB;
    this.#name = name;
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
      if (!LOST.has(error?.name)) throw plainly(error);
    }
    await this.#leave();
    return this.#transact(mode, names, work).catch((error) => { throw plainly(error); });
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

class Shelf {
  #shelf;

  constructor(shelf) {
    this.#shelf = shelf;
  }

  get(key) {
    return answered(this.#shelf.get(key));
  }

  put(value, key) {
    return answered(key === undefined ? this.#shelf.put(value) : this.#shelf.put(value, key));
  }

  delete(key) {
    return answered(this.#shelf.delete(key));
  }

  /** Every row whose index has exactly this value; no other row is read. */
  where(index, value) {
    return answered(this.#shelf.index(index).getAll(value));
  }
}

function furnish(database) {
  const letters = database.createObjectStore("letters", { keyPath: "id" });
  letters.createIndex("author", "author");
  letters.createIndex("written", "written");
  database.createObjectStore("session");
}

function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
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
  return error?.name === "QuotaExceededError" ? new StoreFull(error) : error;
}
