/** Signing out: says what is not sent yet, hides everything of this person at once, and finishes when there is a line. */

import { ask } from "./tablet_ask.js";

const SIGN_OUT = "/sign-out/";
const SIGN_IN = "/sign-in/";
const WITHOUT_DATA = "/tablet/offline/";

export class Leaving {
  #store;
  #kept;
  #csrf;
  #page;
  #channel = new BroadcastChannel("person");  // the other tabs show nothing of somebody who is not here any more

  constructor({ store, csrf, kept = null, page = document }) {
    [this.#store, this.#csrf, this.#kept, this.#page] = [store, csrf, kept, page];
  }

  begun() {
    return this.#store.recall("leaving").catch(() => false);
  }

  /** Whoever was here before leaves no page behind; their letters stay, unread. */
  async arrive(person) {
    const others = (await caches.keys()).filter((name) => name.startsWith("pages-") && name !== `pages-${person}`);
    await Promise.all(others.map((name) => caches.delete(name)));
    await this.#store.remember("person", person);
    this.#channel.onmessage = ({ data }) => data !== person && location.reload();
    this.#channel.postMessage(person);
    globalThis.addEventListener("pageshow", ({ persisted }) => persisted && this.#check(person));
  }

  watch({ outbox, live }) {
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
    location.replace(SIGN_IN);
    return undefined;
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

  async #leave({ outbox, live }) {
    const [waiting, aside] = await Promise.all([outbox.waiting(), outbox.aside()]);
    const number = waiting.length + aside.length;
    if (number && !await ask(this.#page, unsent(number), "Sign out", "Stay")) return;
    await this.#store.remember("leaving", true);
    await this.#store.forget("person");
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
    if (!this.#page.getElementById("tablet")) return;
    main.replaceChildren();
    this.#page.title = "Signed out";
  }

  #wait() {
    if (!this.#page.getElementById("_offline")) location.replace(WITHOUT_DATA);
    const says = this.#page.querySelector("[data-says]");
    if (says) says.textContent = "You are signed out on this tablet. It finishes by itself when there is signal.";
    globalThis.addEventListener("online", () => this.finish(), { once: true });
    setTimeout(() => this.finish(), 15_000);
  }
}

function unsent(number) {
  const letters = number === 1 ? "1 letter is" : `${number} letters are`;
  return `${letters} not sent yet. They stay on this tablet, nobody else can read them, and they go when you sign in here again.`;
}
