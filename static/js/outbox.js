/** Keeps what a person did until the server has answered for it; the rules are those of docs/live.md, "The outbox". */

import { Letters } from "./letters.js";
import { Overflow } from "./overflow.js";
import { Patience } from "./patience.js";
import { Postman } from "./postman.js";
import { Tally } from "./tally.js";
import { Urgent } from "./urgent.js";

const AT_ONCE = 20;

export class Outbox extends EventTarget {
  #letters; #tally; #postman; #urgent; #overflow;
  #clock; #person; #pass; #locks; #channel; #patience;
  #atOnce = AT_ONCE;
  #started = false; #running = null; #again = false;

  /** `pass()` resolves to headers that let an urgent letter in where the session does not; the letter keeps them. */
  constructor({ store, clock, person, csrf, fetch, page, random, pass = async () => ({}),
    locks = globalThis.navigator?.locks, channel = new BroadcastChannel("outbox") }) {
    super();
    [this.#clock, this.#person, this.#locks, this.#channel, this.#pass] = [clock, String(person), locks, channel, pass];
    this.#letters = new Letters({ store, author: this.#person });
    this.#tally = new Tally({ letters: this.#letters, channel, told: (counts) => this.#emit("change", counts) });
    this.#postman = new Postman({ person: this.#person, csrf, fetch });
    this.#patience = new Patience({ first: 1_000, longest: 60_000, page, random, onwake: () => this.wake() });
    const hands = { letters: this.#letters, postman: this.#postman, settle: (answered) => this.#settle(answered) };
    this.#urgent = new Urgent({ ...hands, author: this.#person, pass, page, random });
    this.#overflow = new Overflow({ ...hands, urgent: this.#urgent, drain: () => this.drain() });
    channel.onmessage = () => this.#heard();
  }

  start() {
    this.#started = true;
    [this.#patience, this.#urgent].forEach((one) => one.start());
    this.#tally.count();
    this.wake();
  }

  stop() {
    this.#started = false;
    [this.#patience, this.#urgent].forEach((one) => one.stop());
    this.#channel.onmessage = null;
  }

  /** Resolves when the letter is on the disk, or the server has it; throws StoreFull. `urgent` ones do not wait their turn. */
  async put(draft) {
    await this.#clock.ready;
    const pass = draft.urgent && { pass: await this.#pass() };
    const letter = this.#letters.draft({ occurred_at: this.#clock.now().toISOString(), ...draft, ...pass });
    const kept = await this.#letters.file(letter).catch((full) => this.#overflow.take(letter, full));
    return this.#queued(kept);
  }

  waiting() {
    return this.#letters.waiting();
  }

  aside() {
    return this.#letters.aside();
  }

  /** Sends a letter that was set aside once more, with its own time; without a body or a place, with the old ones. */
  async correct(id, body, place) {
    return this.#queued(await this.#letters.renew(id, body, place));
  }

  /** Lets go of a letter that was set aside; throws where it is not, or is another person's. */
  async release(id) {
    await this.#letters.release(id);
    await this.#tally.changed();
  }

  wake() {
    this.#patience.reset();
    this.#kick();
  }

  /** Resolves when nothing waits or the first in line cannot go; asked while it runs, it runs once more. */
  drain() {
    this.#again = true;
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run() {
    try {
      while (this.#again) await this.#round();
    } catch (error) {
      this.#later();
      throw error;
    } finally {
      this.#running = null;
    }
  }

  async #round() {
    this.#again = false;
    this.#patience.cancel();
    const reason = await this.#locks.request(`outbox-${this.#person}`, () => this.#empty());
    if (reason) { this.#emit("stuck", { reason }); this.#later(); }
  }

  async #empty() {
    const queue = async () => (await this.waiting()).filter(({ urgent }) => !urgent);
    for (let shelf = await queue(); shelf.length; shelf = await queue()) {
      const letters = shelf.slice(0, this.#atOnce);
      this.#atOnce = 1;  // on a line too slow for many, one gets through
      const verdicts = await this.#postman.deliver(letters);
      const answered = verdicts.filter(({ stuck }) => !stuck).map((verdict, place) => ({ letter: letters[place], ...verdict }));
      await this.#settle(answered);
      if (verdicts.at(-1).stuck) return verdicts.at(-1).stuck;
      this.#atOnce = AT_ONCE;
    }
    return null;
  }

  async #settle(answered) {
    if (!answered.length) return;
    this.#patience.reset();
    await this.#letters.settle(answered);
    const own = answered.filter(({ letter, refusal }) => !refusal && letter.author === this.#person);
    own.forEach(({ letter, answer }) => this.#emit("sent", { letter, answer }));
    await this.#tally.changed();
  }

  #kick() {
    if (this.#started) this.drain().catch(() => {});  // its next try is planned
  }

  #later() {
    if (this.#started) this.#patience.later(() => this.#kick());
  }

  async #queued(letter) {
    if (letter.urgent) this.#urgent.hurry();
    await this.#tally.changed();
    this.#kick();
    return letter;
  }

  #heard() {
    this.#tally.count();
    if (!this.#patience.planned) this.#kick();
  }

  #emit(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }
}
