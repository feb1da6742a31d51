/** One of the store's shelves within a transaction, and how the shelves are made. */

export class Shelf {
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

export function furnish(database) {
  const letters = database.createObjectStore("letters", { keyPath: "id" });
  letters.createIndex("author", "author");
  letters.createIndex("written", "written");
  database.createObjectStore("session");
}

export function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
