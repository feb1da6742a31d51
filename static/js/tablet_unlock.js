/** Asks whether a PIN or a password opens the tablet: the server, or without signal what is kept here of the PIN. */

import { Pin } from "./pin.js";
import { spoken } from "./spoken.js";

const UNLOCK = "/tablet/unlock/";
const UNLOCKED = "/tablet/unlocked/";
const FRESH_TOKEN = "/live/ticket/";
const PATIENCE = 5_000;
const NO_OTHER_WAY = 20_000;
const LETTERS = 10_000;

export class Unlock {
  #store;
  #clock;
  #outbox;
  #csrf;
  #person;

  constructor({ store, clock, outbox, csrf, person }) {
    [this.#store, this.#clock, this.#outbox, this.#csrf, this.#person] = [store, clock, outbox, csrf, String(person)];
  }

  /** {opened: person, left: unsent letters} or {says, password, signIn}; `told` is called with what it does meanwhile. */
  async open({ person, name, pin = "", password = "", told = () => null }) {
    const own = person === this.#person;
    const left = own ? 0 : await this.#emptied(told);
    told(spoken("Checking…"));
    const answer = await this.#ask({ person, pin, password }, own && pin ? PATIENCE : NO_OTHER_WAY);
    if (!answer) return this.#alone({ own, name, pin });
    if (answer.status === 200) return this.#opened(await answer.json(), { pin, left });
    return refusal(answer);
  }

  /** Keeps of a PIN what checks it without signal, where the browser can. */
  static async keep(store, person, pin, mark, stamp) {
    if (globalThis.crypto?.subtle) await new Pin({ store, person }).remember(pin, mark, stamp).catch(() => null);
  }

  // What the one before wrote goes first, under the own name, as far as it can.
  async #emptied(told) {
    if ((await this.#outbox.waiting()).length) {
      told(spoken("Sending first what is still waiting here…"));
      await Promise.race([this.#outbox.drain().catch(() => null), after(LETTERS)]);
    }
    const [waiting, aside] = await Promise.all([this.#outbox.waiting(), this.#outbox.aside()]);
    return waiting.length + aside.length;
  }

  async #opened({ unlocked, mark, pin: stamp }, { pin, left }) {
    const person = String(unlocked);
    if (pin && mark) await Unlock.keep(this.#store, person, pin, mark, stamp);
    return { opened: person, left };
  }

  async #alone({ own, name, pin }) {
    if (!own) return { says: spoken("Changing to {name} needs signal. Try again when the line is back.", { name }) };
    if (!pin) return { says: spoken("A password needs signal. Your PIN works without, where this tablet has seen it.") };
    if (!globalThis.crypto?.subtle) return { says: spoken("This browser cannot check a PIN without signal.") };
    const found = await new Pin({ store: this.#store, person: this.#person }).check(pin);
    if (found.unknown) return { says: spoken("There is no signal, and this tablet has not seen your PIN yet. Wait for signal.") };
    if (found.wait) return { says: spoken("Too many wrong PINs. Try again in {seconds} seconds.", { seconds: Math.ceil(found.wait / 1000) }) };
    if (found.wrong) return { says: spoken("Wrong PIN.") };
    await this.#outbox.put({ url: UNLOCKED, body: { mark: found.mark }, label: spoken("Unlocked without signal"), place: {} });
    return { opened: this.#person, left: 0 };
  }

  async #ask(fields, patience) {
    const id = crypto.randomUUID();
    const first = await this.#post({ ...fields, id }, patience);
    if (first?.status !== 403) return usable(first);
    await fetch(FRESH_TOKEN, { signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
    return usable(await this.#post({ ...fields, id }, patience));
  }

  #post(fields, patience) {
    const body = new URLSearchParams({ ...fields, occurred_at: this.#clock.now().toISOString() });
    const headers = { Accept: "application/json", "X-CSRFToken": this.#csrf() };
    const signal = AbortSignal.timeout(patience);
    return fetch(UNLOCK, { method: "POST", headers, body, redirect: "manual", cache: "no-store", signal }).catch(() => null);
  }
}

// A broken server and a hotel's front page are no answer.
function usable(answer) {
  const said = /json/.test(answer?.headers.get("Content-Type") ?? "");
  return said && answer.status < 500 ? answer : null;
}

async function refusal(answer) {
  const { detail } = await answer.json().catch(() => ({}));
  return { says: detail ?? spoken("The server did not accept this."), password: answer.status === 409, signIn: answer.status === 401 };
}

function after(milliseconds) {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}
