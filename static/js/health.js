/** Tells the server how this device is: at once, when its letters change, and every minute; never oftener than it matters. */

const APART = 10_000;
const EVERY = 60_000;

export class Health {
  #send;
  #wall;
  #counts = { unsent: 0, oldest: null };
  #told = "";
  #sentAt = -Infinity;
  #planned = null;
  #round = null;

  /** `send({unsent, oldest})` resolves to the answer's status; 409 says that nobody asks, off duty. */
  constructor({ send, wall = () => Date.now() }) {
    [this.#send, this.#wall] = [send, wall];
  }

  start() {
    if (this.#round) return;
    this.#round = setInterval(() => this.#go(), EVERY);
    this.#plan();
  }

  stop() {
    clearInterval(this.#round);
    clearTimeout(this.#planned);
    [this.#round, this.#planned, this.#told] = [null, null, ""];
  }

  get running() {
    return this.#round !== null;
  }

  changed({ waiting, oldest }) {
    this.#counts = { unsent: waiting, oldest: waiting ? oldest : null };
    if (this.running && JSON.stringify(this.#counts) !== this.#told) this.#plan();
  }

  /** The line is back: what was said last may not have arrived. */
  again() {
    this.#told = "";
    if (this.running) this.#plan();
  }

  // Many changes in a moment are one report, and the first does not wait.
  #plan() {
    if (this.#planned) return;
    const wait = Math.max(0, this.#sentAt + APART - this.#wall());
    this.#planned = setTimeout(() => this.#go(), wait);
  }

  async #go() {
    clearTimeout(this.#planned);
    this.#planned = null;
    this.#sentAt = this.#wall();
    const counts = this.#counts;
    const status = await this.#send(counts).catch(() => 0);
    if (status === 409) this.stop();
    else this.#told = status >= 200 && status < 300 ? JSON.stringify(counts) : "";
  }
}
