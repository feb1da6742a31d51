/** That the tablet is locked, kept in the store where the service worker reads it too. */

const KEY = "locked";

export class LockFlag {
  #store;

  constructor({ store }) {
    this.#store = store;
  }

  /** What was kept, or null. */
  async read() {
    const locked = (await this.#store.recall(KEY).catch(() => null)) ?? null;
    hint(Boolean(locked));
    return locked;
  }

  async raise({ how }) {
    hint(true);
    const told = { how, path: location.pathname, language: document.documentElement.lang };
    await this.#store.remember(KEY, told).catch(() => null);
  }

  async lower() {
    await this.#store.forget(KEY);
    hint(false);
  }
}

// Read before the first paint by locked.js, which cannot wait for the store.
function hint(locked) {
  try {
    if (locked) localStorage.setItem(KEY, "yes");
    else localStorage.removeItem(KEY);
  } catch {
    // The service worker knows.
  }
}
