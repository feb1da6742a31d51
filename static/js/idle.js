/** Tells when nobody has touched any tab for so long; a device that slept was not touched either. */

const MARK = "touched";
const TOUCHES = ["pointerdown", "keydown", "wheel", "input"];
const WAKES = ["visibilitychange", "resume"];
const NOTE_EVERY = 2_000;
const LOOK_EVERY = 1_000;

export class Idle extends EventTarget {
  #limit;
  #warning;
  #storage;
  #wall;
  #page;
  #own = null;
  #warned = false;
  #timer = null;
  #ontouch = () => this.#touched();
  #onwake = () => this.look();

  /** `limit` and `warning` (how long before it) in milliseconds. Emits warn, calm and due. */
  constructor({ limit, warning = 30_000, storage = shared(), wall = () => Date.now(), page = document }) {
    super();
    [this.#limit, this.#warning, this.#storage, this.#wall, this.#page] = [limit, Math.min(warning, limit / 2), storage, wall, page];
  }

  start() {
    if (this.#last === null) this.touch();
    TOUCHES.forEach((kind) => this.#page.addEventListener(kind, this.#ontouch, { capture: true, passive: true }));
    WAKES.forEach((kind) => this.#page.addEventListener(kind, this.#onwake));
    this.#timer ??= setInterval(this.#onwake, LOOK_EVERY);
    this.look();
  }

  stop() {
    TOUCHES.forEach((kind) => this.#page.removeEventListener(kind, this.#ontouch, { capture: true }));
    WAKES.forEach((kind) => this.#page.removeEventListener(kind, this.#onwake));
    clearInterval(this.#timer);
    [this.#timer, this.#warned] = [null, false];
  }

  /** Somebody is here. */
  touch() {
    this.#own = this.#wall();
    try {
      this.#storage?.setItem(MARK, String(this.#own));
    } catch {
      // No room: this tab counts for itself.
    }
  }

  look() {
    if (this.#timer === null) return;
    const left = this.#limit - this.#idle;
    const warn = left > 0 && left <= this.#warning;
    if (left <= 0) this.dispatchEvent(new CustomEvent("due"));
    else if (warn && !this.#warned) this.dispatchEvent(new CustomEvent("warn", { detail: { left } }));
    else if (!warn && this.#warned) this.dispatchEvent(new CustomEvent("calm"));
    this.#warned = warn;
  }

  // The first touch after a long sleep comes too late: it must not count before somebody has looked.
  #touched() {
    if (this.#idle >= this.#limit) return this.look();
    if (this.#warned || this.#idle > NOTE_EVERY) this.touch();
    return this.#warned && this.look();
  }

  // A clock that was set back must not keep a tablet open for ever.
  get #idle() {
    const idle = this.#wall() - (this.#last ?? this.#wall());
    if (idle < 0) this.touch();
    return Math.max(0, idle);
  }

  get #last() {
    try {
      const told = Number(this.#storage?.getItem(MARK));
      return told || this.#own;
    } catch {
      return this.#own;
    }
  }
}

function shared() {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}
