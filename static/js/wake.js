/** Keeps the screen on while somebody wants it; a browser lets go of it whenever the page is hidden. */

export class Wake {
  #locks;
  #page;
  #wanted = false;
  #lock = null;
  #asking = null;

  constructor({ locks = globalThis.navigator?.wakeLock, page = globalThis.document } = {}) {
    [this.#locks, this.#page] = [locks, page];
    page?.addEventListener("visibilitychange", () => this.#go());
  }

  get able() {
    return Boolean(this.#locks);
  }

  get held() {
    return Boolean(this.#lock && !this.#lock.released);
  }

  /** Resolves when the screen stays on, or will as soon as the page is seen again. */
  async hold() {
    this.#wanted = true;
    await this.#go();
  }

  async release() {
    this.#wanted = false;
    await this.#asking;
    await this.#lock?.release().catch(() => null);
    this.#lock = null;
  }

  // A low battery may refuse it; the next look at the page asks again.
  #go() {
    if (!this.able || !this.#wanted || this.held || this.#page.hidden) return this.#asking;
    this.#asking ??= this.#locks.request("screen").then((lock) => this.#have(lock), () => null).finally(() => { this.#asking = null; });
    return this.#asking;
  }

  async #have(lock) {
    if (this.#wanted) this.#lock = lock;
    else await lock.release();
  }
}
