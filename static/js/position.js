/** Where this device is, told no oftener than it matters. Nothing is watched before start() or after stop(). */

const EVERY = 20_000;
const AT_LEAST = 5_000;
const FAR = 50;
const QUIET = 60_000;
const EARTH = 6_371_000;

export class Position {
  #geolocation;
  #told;
  #failed;
  #wall;
  #watch = null;
  #timer = null;
  #last = null;
  #fix = 0;

  /** `told({latitude, longitude, accuracy})`; `failed("denied" | "unavailable")`. */
  constructor({ told, failed, geolocation = globalThis.navigator?.geolocation, wall = () => Date.now() }) {
    [this.#told, this.#failed, this.#geolocation, this.#wall] = [told, failed, geolocation, wall];
  }

  get able() {
    return Boolean(this.#geolocation);
  }

  get watching() {
    return this.#watch !== null;
  }

  start() {
    if (this.watching || !this.able) return;
    const options = { enableHighAccuracy: true, maximumAge: 5_000 };
    this.#watch = this.#geolocation.watchPosition((found) => this.#found(found), (error) => this.#lost(error), options);
    this.#timer = setInterval(() => this.#look(), QUIET);
  }

  stop() {
    if (!this.watching) return;
    this.#geolocation.clearWatch(this.#watch);
    clearInterval(this.#timer);
    [this.#watch, this.#timer, this.#last] = [null, null, null];
  }

  /** The next place is told, however near: the last one did not arrive. */
  forget() {
    this.#last = null;
  }

  // A device that stands still may say nothing for long; its place is still true, and worth a time of its own.
  #look() {
    if (this.#wall() - this.#fix < QUIET) return;
    this.#geolocation.getCurrentPosition((found) => this.#found(found), (error) => this.#lost(error), { maximumAge: 0, timeout: QUIET / 2 });
  }

  #found({ coords: { latitude, longitude, accuracy } }) {
    if (!this.watching) return;
    const at = this.#wall();
    this.#fix = at;
    const since = this.#last ? at - this.#last.at : Infinity;
    if (since < AT_LEAST || (since < EVERY && distance(this.#last, { latitude, longitude }) < FAR)) return;
    this.#last = { latitude, longitude, at };
    this.#told({ latitude, longitude, accuracy });
  }

  #lost({ code }) {
    if (this.watching) this.#failed(code === 1 ? "denied" : "unavailable");
  }
}

/** Metres on a sphere: right to a percent, which is enough for what it decides. */
export function distance(one, other) {
  const radians = Math.PI / 180;
  const north = (other.latitude - one.latitude) * radians;
  const east = (other.longitude - one.longitude) * radians * Math.cos(((one.latitude + other.latitude) / 2) * radians);
  return Math.hypot(north, east) * EARTH;
}
