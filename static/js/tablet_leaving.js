/** Signing out: says what is not sent yet, hides everything of this person at once, and finishes when there is a line. */

import { ask } from "./tablet_ask.js";
import { criesOn } from "./cries.js";
import { LockFlag } from "./tablet_lock_flag.js";
import { spoken } from "./spoken.js";

const SIGN_OUT = "/sign-out/";
const SIGN_IN = "/sign-in/";
const WITHOUT_DATA = "/tablet/offline/";
const FORGOTTEN = (person) => ["person", "aboard", `pin-${person}`, "help"];  // a cry that waits has its pass with it

export class Leaving {
  #store;
  #kept;
  #csrf;
  #cries;
  #page;
  #channel;  // the other tabs show nothing of somebody who is not here any more

  constructor({ store, csrf, kept = null, page = document, channel = new BroadcastChannel("person") }) {
    [this.#store, this.#csrf, this.#kept, this.#page, this.#channel] = [store, csrf, kept, page, channel];
    this.#cries = criesOn({ store, csrf });
  }

  begun() {
    return this.#store.recall("leaving").catch(() => false);
  }

  /** Whether this is the first page that this person opens here. */
  fresh = false;

  /** Whoever was here before leaves no page behind; their letters stay, unread. */
  async arrive(person) {
    this.fresh = String(await this.#store.recall("person").catch(() => "")) !== String(person);
    const others = (await caches.keys()).filter((name) => name.startsWith("pages-") && name !== `pages-${person}`);
    await Promise.all(others.map((name) => caches.delete(name)));
    if (this.fresh) await this.#store.remember("person", person).catch(() => this.#store.forget("person"));  // better nobody than somebody else
    this.#channel.onmessage = ({ data }) => data !== person && location.reload();
    this.#channel.postMessage(person);
    globalThis.addEventListener("pageshow", ({ persisted }) => persisted && this.#check(person));
  }

  watch({ outbox, live, banners = null }) {
    this.#tellOfLetters(banners);
    this.#page.addEventListener("submit", (event) => {
      if (!event.target.matches("[data-sign-out]")) return;
      event.preventDefault();
      this.#leave({ outbox, live });
    });
  }

  /** Tells the server, now or when there is a line; until then the page holds nothing of anybody. */
  async finish() {
    this.#hide();
    if (!(await this.#tell() || await this.#tellWithFreshToken())) return this.#wait();
    await this.#store.forget("leaving");
    this.#cries.stop();
    await this.#cries.hurry();  // nobody sends them from the page that comes now
    location.replace(SIGN_IN);
    return undefined;
  }

  /** What has not reached anybody yet goes also while nobody is here. */
  cryOn() {
    this.#cries.start();
  }

  async #tell() {
    const headers = { "X-CSRFToken": this.#csrf(), Accept: "text/html" };
    const asked = { method: "POST", headers, redirect: "manual", signal: AbortSignal.timeout(10_000) };
    const answer = await fetch(SIGN_OUT, asked).catch(() => null);
    return answer?.ok || answer?.type === "opaqueredirect";
  }

  async #tellWithFreshToken() {
    await fetch("/live/ticket/", { signal: AbortSignal.timeout(10_000) }).catch(() => null);
    return this.#tell();
  }

  /** Somebody else takes over here, and the server knows already: nothing of this person is shown any more. */
  async part({ outbox, live, left }) {
    outbox.stop();
    live.stop();
    const person = await this.#store.recall("person");
    await Promise.all([this.#kept.clear(), ...FORGOTTEN(person).map((key) => this.#store.forget(key))]);
    await this.#store.remember("parted", left).catch(() => null);
  }

  // What the one before could not send: said once to the next, who needs to know that it is safe and is not theirs.
  async #tellOfLetters(banners) {
    const left = banners && await this.#store.recall("parted").catch(() => 0);
    if (!left) return;
    await this.#store.forget("parted");
    banners.say("parted", spoken("Letters of the person before you that are not sent yet: {number}. Nobody else can read them; they go when that person is back.", { number: left }), { tone: "info" });
  }

  async #leave({ outbox, live }) {
    const [waiting, aside] = await Promise.all([outbox.waiting(), outbox.aside()]);
    const number = waiting.length + aside.length;
    if (number && !await ask(this.#page, unsent(number), spoken("Sign out"), spoken("Stay"))) return;
    const person = await this.#store.recall("person").catch(() => null);
    await this.#store.remember("leaving", true);
    await Promise.all(FORGOTTEN(person).map((key) => this.#store.forget(key)));
    await new LockFlag({ store: this.#store }).lower();
    this.#channel.postMessage(null);
    outbox.stop();
    live.stop();
    await this.#kept.clear();
    await this.finish();
  }

  async #check(person) {
    if (await this.#store.recall("person") !== person) location.reload();
  }

  #hide() {
    const main = this.#page.getElementById("main");
    if (this.#page.getElementById("_offline")) return;
    main.replaceChildren();
    this.#page.title = spoken("Signed out");
  }

  #wait() {
    this.cryOn();
    if (!this.#page.getElementById("_offline")) location.replace(WITHOUT_DATA);
    const says = this.#page.querySelector("[data-says]");
    if (says) says.textContent = spoken("You are signed out on this tablet. It finishes by itself when there is signal.");
    this.#page.querySelectorAll("[data-plain]").forEach((part) => { part.hidden = true; });
    globalThis.addEventListener("online", () => this.finish(), { once: true });
    setTimeout(() => this.finish(), 15_000);
  }
}

function unsent(number) {
  if (number === 1) return spoken("1 letter is not sent yet. It stays on this tablet, nobody else can read it, and it goes when you sign in here again.");
  return spoken("{number} letters are not sent yet. They stay on this tablet, nobody else can read them, and they go when you sign in here again.", { number });
}
