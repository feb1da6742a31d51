/** Sends where the crew is while it is on duty and wants to, says so in the bar, and stops at once when the shift ends. */

import { Position } from "./position.js";
import { onTap, tell } from "./tablet_check.js";
import { spoken } from "./spoken.js";

const HERE = "/tablet/position/";
const PATIENCE = 10_000;
const UNKNOWN = "unknown";

export function startPosition(whole) {
  if ("practice" in document.body.dataset) return tell("position", { tone: "info", says: spoken("In training no position is taken.") });
  return new Whereabouts(whole).start();
}

class Whereabouts {
  #store;
  #person;
  #csrf;
  #clock;
  #pages;
  #banners;
  #mark;
  #position;
  #wish = UNKNOWN;
  #onDuty = false;
  #quiet = false;
  #state = "waiting";

  constructor({ store, person, csrf, clock, pages, banners, page = document }) {
    [this.#store, this.#person, this.#csrf, this.#clock, this.#pages] = [store, person, csrf, clock, pages];
    [this.#banners, this.#mark] = [banners, page.getElementById("position")];
    this.#position = new Position({ told: (place) => this.#send(place), failed: (why) => this.#set(why) });
  }

  async start() {
    onTap("position", (on) => this.#want(on ? "on" : "off"));
    this.#read(document);
    this.#pages.addEventListener("shown", ({ detail }) => this.#read(detail.home));
    this.#wish = (await this.#store.recall(`position-${this.#person}`).catch(() => null)) ?? UNKNOWN;
    this.#go();
  }

  async #want(wish) {
    this.#wish = wish;
    await this.#store.remember(`position-${this.#person}`, wish).catch(() => null);
    this.#state = "waiting";
    this.#go();
  }

  #read(page) {
    const home = page.getElementById("_home");
    if (!home) return;
    this.#onDuty = home.dataset.onDuty !== undefined;
    this.#quiet = home.querySelector(".call-card") === null && document.getElementById("_home") !== null;
    this.#go();
  }

  #go() {
    if (this.#wish === "on" && this.#onDuty) this.#position.start();
    else this.#position.stop();
    this.#show();
  }

  async #send({ latitude, longitude, accuracy }) {
    const body = new URLSearchParams({ latitude, longitude, accuracy, at: this.#clock.now().toISOString() });
    const headers = { "X-CSRFToken": this.#csrf(), "X-Letter-Author": this.#person, Accept: "application/json" };
    const asked = { method: "POST", body, headers, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) };
    const answer = await fetch(HERE, asked).catch(() => null);
    if (answer?.status === 409) return this.#signedOff();
    if (!answer?.ok) this.#position.forget();
    return this.#set(answer?.ok ? "sent" : "no-signal");
  }

  // The server is right about who is on duty.
  #signedOff() {
    this.#onDuty = false;
    this.#go();
  }

  #set(state) {
    this.#state = state;
    this.#show();
  }

  #show() {
    const state = this.#position.able ? this.#state : "unable";
    const active = this.#wish === "on" && this.#onDuty;
    if (this.#mark) {
      this.#mark.hidden = !active;
      this.#mark.dataset.state = state;
      this.#mark.textContent = state === "sent" ? spoken("Position is sent") : spoken("Position is not sent");
    }
    this.#ask();
    tell("position", { ...this.#how(state), on: this.#wish !== "on" && state !== "unable", off: this.#wish !== "off" && state !== "unable" });
  }

  // Between calls, until it is answered on the tablet's own page.
  #ask() {
    if (this.#wish !== UNKNOWN || !this.#onDuty || !this.#quiet || !this.#position.able) return this.#banners.hush("position");
    return this.#banners.say("position", spoken("Dispatch does not see where you are."), {
      tone: "info", go: { href: "/tablet/device/#check-position", text: spoken("Choose") },
    });
  }

  #how(state) {
    const last = spoken("Dispatch sees the last known place and how old it is.");
    if (state === "unable") return { tone: "error", says: spoken("This browser cannot tell where it is."), means: last };
    if (this.#wish !== "on") return { tone: "info", says: spoken("Your position is not sent."), means: spoken("Sent only while you are on duty, never after. Only the last place is kept.") };
    if (!this.#onDuty) return { tone: "ok", says: spoken("Your position is sent when you are on duty. Now it is not."), means: spoken("Only the last place is kept.") };
    if (state === "denied") return { tone: "error", says: spoken("This app may not know where it is."), means: `${spoken("Allow the location in the browser's settings for this site.")} ${last}` };
    if (state === "unavailable") return { tone: "warning", says: spoken("The tablet cannot find its position."), means: last };
    if (state === "no-signal") return { tone: "warning", says: spoken("The position waits for signal."), means: last };
    if (state === "waiting") return { tone: "info", says: spoken("Looking for the position."), means: last };
    return { tone: "ok", says: spoken("Position is sent"), means: spoken("Sent only while you are on duty, never after. Only the last place is kept.") };
  }
}
