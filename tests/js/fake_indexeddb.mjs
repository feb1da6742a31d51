/** The little of IndexedDB that the store uses, in memory: several connections share one database, as tabs do. */

export class FakeIndexedDB {
  #databases = new Map();
  opened = 0;
  durabilities = [];
  failures = [];  // {at: "transaction" | "commit", name}: each one is used up once

  open(name) {
    const request = {};
    setImmediate(() => {
      const fresh = !this.#databases.has(name);
      if (fresh) this.#databases.set(name, { stores: new Map(), line: Promise.resolve(), connections: new Set() });
      this.opened += 1;
      request.result = new Connection(this, this.#databases.get(name));
      request.transaction = { abort: () => { request.error = new DOMException("aborted", "AbortError"); } };
      if (fresh) request.onupgradeneeded?.();
      if (!request.error) return request.onsuccess?.();
      this.#databases.delete(name);
      return request.onerror?.();
    });
    return request;
  }

  fails(at) {
    const place = this.failures.findIndex((failure) => failure.at === at);
    return place < 0 ? null : new DOMException("injected", this.failures.splice(place, 1)[0].name);
  }

  upgradeElsewhere(name) {
    for (const connection of this.#databases.get(name).connections) connection.onversionchange?.();
  }

  has(name) {
    return this.#databases.has(name);
  }

  connections(name) {
    return this.#databases.get(name).connections.size;
  }
}

class Connection {
  #factory;
  #base;
  #closed = false;

  constructor(factory, base) {
    this.#factory = factory;
    this.#base = base;
    base.connections.add(this);
  }

  close() {
    this.#closed = true;
    this.#base.connections.delete(this);
  }

  createObjectStore(name, { keyPath = null } = {}) {
    const store = { keyPath, rows: new Map(), indexes: new Map() };
    this.#base.stores.set(name, store);
    return { createIndex: (index, path) => store.indexes.set(index, path) };
  }

  transaction(names, mode, { durability } = {}) {
    if (this.#closed) throw new DOMException("The connection is closing.", "InvalidStateError");
    const failure = this.#factory.fails("transaction");
    if (failure) throw failure;
    if (mode === "readwrite") this.#factory.durabilities.push(durability);
    return new Transaction(this.#factory, this.#base, [names].flat(), mode);
  }
}

class Transaction {
  #base;
  #names;
  #writes;
  #factory;
  #queue = [];
  #over = false;
  error = null;

  constructor(factory, base, names, mode) {
    this.#factory = factory;
    this.#base = base;
    [this.#names, this.#writes] = [names, mode === "readwrite"];
    base.line = base.line.then(() => this.#run());
  }

  objectStore(name) {
    if (!this.#names.includes(name)) throw new DOMException(name, "NotFoundError");
    const store = this.#base.stores.get(name);
    const ask = (work) => this.#ask(work);
    return {
      get: (key) => ask(() => structuredClone(store.rows.get(key))),
      put: (value, key) => {
        const copy = structuredClone(value);
        return ask(() => store.rows.set(key ?? copy[store.keyPath], copy) && undefined);
      },
      delete: (key) => ask(() => { store.rows.delete(key); }),
      index: (name) => ({
        getAll: (value) => ask(() => [...store.rows.values()]
          .filter((row) => row[store.indexes.get(name)] === value)
          .map((row) => structuredClone(row))),
      }),
    };
  }

  abort() {
    if (this.#over) throw new DOMException("It has ended.", "InvalidStateError");
    this.#over = true;
    this.#restore?.();
    for (const { request } of this.#queue.splice(0)) {
      request.error = new DOMException("aborted", "AbortError");
      request.onerror?.();
    }
    setImmediate(() => this.onabort?.());
  }

  #restore = null;

  #ask(work) {
    if (this.#over) throw new DOMException("It has ended.", "TransactionInactiveError");
    const request = {};
    this.#queue.push({ request, work });
    return request;
  }

  async #run() {
    const before = this.#names.map((name) => new Map(this.#base.stores.get(name).rows));
    this.#restore = () => this.#names.forEach((name, n) => { this.#base.stores.get(name).rows = before[n]; });
    await turn();
    while (this.#queue.length) {
      const { request, work } = this.#queue.shift();
      request.result = work();
      request.onsuccess?.();
      await turn();
    }
    if (!this.#over) this.#commit();
  }

  #commit() {
    this.#over = true;
    this.error = this.#writes ? this.#factory.fails("commit") : null;
    if (!this.error) return this.oncomplete?.();
    this.#restore();
    return this.onabort?.();
  }
}

const turn = () => new Promise((resolve) => { setImmediate(resolve); });
