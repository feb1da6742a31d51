/** Wakes this tablet for its crew's calls, after a tap, and for whoever is at it now. */

import { Push } from "./push.js";
import { onTap, tell } from "./tablet_check.js";
import { spoken } from "./spoken.js";

const SUBSCRIBE = "/tablet/push/";
const UNSUBSCRIBE = "/tablet/push/end/";
const PATIENCE = 15_000;

export function startPush(whole) {
  new Wakeup(whole).start();
}

class Wakeup {
  #store;
  #person;
  #csrf;
  #pages;
  #push;
  #problem = "";

  constructor({ store, person, csrf, pages, push = new Push() }) {
    [this.#store, this.#person, this.#csrf, this.#pages, this.#push] = [store, person, csrf, pages, push];
  }

  start() {
    onTap("push", (on) => this.#turn(on));
    this.#pages.addEventListener("shown", ({ detail }) => clear(detail.home).catch(() => null));
    this.#follow().catch(() => null).then(() => this.#show());
    globalThis.addEventListener("focus", () => this.#show());
  }

  // The device goes with who is at it; told once, unless the browser has given it a new address.
  async #follow() {
    const address = await this.#push.address();
    const known = await this.#store.recall("push");
    if (!address || (known?.person === this.#person && known.endpoint === address.endpoint)) return;
    await this.#tell(SUBSCRIBE, address);
    await this.#store.remember("push", { person: this.#person, endpoint: address.endpoint });
  }

  async #turn(on) {
    this.#problem = "";
    await (on ? this.#turnOn() : this.#turnOff()).catch((error) => { this.#problem = reason(error); });
    await this.#show();
  }

  async #turnOn() {
    const key = document.querySelector("[data-push-key]").dataset.pushKey;
    await this.#store.forget("push");
    await this.#push.subscribe(key);
    await this.#follow();
  }

  async #turnOff() {
    const address = await this.#push.address();
    await this.#push.unsubscribe();
    await this.#store.forget("push");
    if (address) await this.#tell(UNSUBSCRIBE, { endpoint: address.endpoint }).catch(() => null);  // a dead address ends by itself
  }

  async #tell(url, fields) {
    const body = new URLSearchParams({ ...fields, id: crypto.randomUUID() });
    const headers = { "X-CSRFToken": this.#csrf(), "X-Letter-Author": this.#person, Accept: "application/json" };
    const answer = await fetch(url, { method: "POST", body, headers, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) throw new Error((await answer.json().catch(() => null))?.detail ?? "");
  }

  async #show() {
    const state = await this.#push.state().catch(() => "unable");
    const told = state !== "on" || Boolean(await this.#store.recall("push").catch(() => null));
    tell("push", { ...how(told ? state : "untold"), ...(this.#problem && { tone: "error", means: this.#problem }) });
  }
}

// A call that somebody has answered is no news any more.
async function clear(home) {
  if (home.querySelector("[data-alert]")) return;
  const registration = await navigator.serviceWorker?.getRegistration();
  const shown = (await registration?.getNotifications()) ?? [];
  shown.filter(({ tag }) => tag === "assignment").forEach((note) => note.close());
}

function how(state) {
  const after = spoken("While the app is open, calls come without it.");
  if (state === "on") return { tone: "ok", says: spoken("This tablet is woken for your calls."), means: spoken("Only while you are on duty. The message says nothing about the call."), off: true };
  if (state === "off") return { tone: "warning", says: spoken("This tablet sleeps through calls when the app is closed."), means: after, on: true };
  if (state === "untold") return { tone: "warning", says: spoken("The server does not know yet that it may wake this tablet."), means: spoken("It is told when there is signal. Tap again, or reopen the app."), on: true, off: true };
  if (state === "denied") return { tone: "error", says: spoken("Notifications are blocked for this app."), means: `${spoken("Allow them in the browser's settings for this site, then come back here.")} ${after}` };
  return { tone: "error", says: spoken("This browser cannot be woken."), means: `${spoken("Install the app on the home screen first, or keep it open during the shift.")} ${after}` };
}

function reason(error) {
  if (error?.name === "NotAllowedError") return spoken("The browser did not allow it. Allow notifications in its settings for this site.");
  return error?.message && error.name === "Error" ? error.message : spoken("It did not work. Try again where there is signal.");
}
