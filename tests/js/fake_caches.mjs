/** The little of CacheStorage that kept pages and the service worker use, in memory. */

const HOUSE = "https://here.example";
const addressOf = (request) => new URL(request.url ?? request, HOUSE);

export class FakeCaches {
  #caches = new Map();

  async open(name) {
    if (!this.#caches.has(name)) this.#caches.set(name, new FakeCache(this));
    return this.#caches.get(name);
  }

  async keys() {
    return [...this.#caches.keys()];
  }

  async delete(name) {
    return this.#caches.delete(name);
  }

  async match(request, { cacheName, ...options }) {
    return this.#caches.get(cacheName)?.match(request, options);
  }

  fetch = async () => new Response("from the network");
}

class FakeCache {
  #pages = new Map();
  #caches;

  constructor(caches) {
    this.#caches = caches;
  }

  async keys() {
    return [...this.#pages.keys()].map((url) => ({ url }));
  }

  async put(request, response) {
    this.#pages.set(addressOf(request).href, response);
  }

  async addAll(requests) {
    for (const request of requests) await this.put(request, await this.#caches.fetch(request));
  }

  async match(request, options = {}) {
    return this.#pages.get(this.#find(request, options))?.clone();
  }

  async delete(request, options = {}) {
    return this.#pages.delete(this.#find(request, options));
  }

  #find(request, { ignoreSearch = false }) {
    const wanted = addressOf(request);
    if (!ignoreSearch) return wanted.href;
    return [...this.#pages.keys()].find((href) => new URL(href).pathname === wanted.pathname);
  }
}
