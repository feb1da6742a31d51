/** Tells the server's time without asking it, also after a reload offline or when someone sets the device's clock. */

const JUMP = 2_000;
const TOO_SLOW = 10_000;
const RECENT = 600_000;
const WORTH_WRITING = 100;

export class Clock {
  #store;
  #wall;
  #ticks;
  #mark;
  #offset = 0;
  #written = null;
  #samples = [];
  #mayHaveSlept = false;

  constructor({ store, wall = () => Date.now(), ticks = () => performance.now(), page = globalThis.document }) {
    this.#store = store;
    this.#wall = wall;
    this.#ticks = ticks;
    this.#mark = { wall: wall(), ticks: ticks() };
    this.#mayHaveSlept = page?.hidden ?? false;
    page?.addEventListener("visibilitychange", () => this.#notice(page.hidden));
    this.ready = this.#restore();
  }

  now() {
    return new Date(this.#check() + this.#offset);
  }

  /** Whether a sample with a known round trip is at most ten minutes old. */
  get fresh() {
    return this.#recent().some((sample) => sample.trip !== null);
  }

  /** All in milliseconds, `time` by the server and the others by Date.now(); without `sentAt` it is only a hint. */
  sample({ time, sentAt = null, receivedAt = this.#wall() }) {
    this.#check();
    const trip = sentAt === null ? null : receivedAt - sentAt;
    if (!Number.isFinite(time) || trip < 0 || trip > TOO_SLOW) return;
    this.#samples = [...this.#recent(), { trip, receivedAt, offset: time - receivedAt + trip / 2 }].slice(-8);
    this.#correct(best(this.#samples).offset);
  }

  /** Awaits `ask()` and takes the `time` in its answer as a sample. */
  async measure(ask) {
    const sentAt = this.#wall();
    const answer = await ask();
    this.sample({ time: answer.time, sentAt });
    return answer;
  }

  // Both clocks part when the device clock is set, but also when the device sleeps: there only the wall clock goes on.
  // A device that sleeps has hidden its page first, so a leap forward behind a visible page was not sleep.
  #check() {
    const wall = this.#wall();
    const ticks = this.#ticks();
    const drift = wall - this.#mark.wall - (ticks - this.#mark.ticks);
    this.#mark = { wall, ticks };
    if (drift < -JUMP || (drift > JUMP && !this.#mayHaveSlept)) this.#jumped(drift);
    return wall;
  }

  #jumped(drift) {
    this.#samples = [];
    this.#correct(this.#offset - drift);
  }

  #notice(hidden) {
    this.#check();
    this.#mayHaveSlept = hidden;
  }

  #recent() {
    return this.#samples.filter((sample) => this.#wall() - sample.receivedAt < RECENT);
  }

  #correct(offset) {
    this.#offset = offset;
    if (this.#written !== null && Math.abs(offset - this.#written) < WORTH_WRITING) return;
    this.#written = offset;
    this.#store.remember("clock", offset).catch(() => { this.#written = null; });
  }

  async #restore() {
    const kept = await this.#store.recall("clock").catch(() => undefined);
    if (kept === undefined || this.#samples.length) return;
    this.#offset += kept;
  }
}

function best(samples) {
  const timed = samples.filter((sample) => sample.trip !== null);
  if (timed.length) return timed.reduce((least, sample) => (sample.trip < least.trip ? sample : least));
  return samples.reduce((least, sample) => (sample.offset > least.offset ? sample : least));
}
