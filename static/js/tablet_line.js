/** Says in the bar how the line stands and what waits, and across the page what that means. */

import { spoken } from "./spoken.js";
import { ago, clockTime } from "./tablet_ages.js";

const OLD = 30_000;

export class LineState {
  #mark;
  #zone;
  #banners;
  #state = "connecting";
  #since = null;
  #waiting = 0;
  #signedOut = false;

  constructor({ live, outbox, pages, kept, clock, zone, banners, page = document }) {
    [this.#mark, this.#zone, this.#banners] = [page.getElementById("line"), zone, banners];
    live.addEventListener("open", () => this.#set("live"));
    live.addEventListener("lost", ({ detail }) => this.#set("lost", detail.since));
    live.addEventListener("signed-out", () => this.#signOut());
    outbox.addEventListener("change", ({ detail }) => { this.#waiting = detail.waiting; this.#show(); });
    outbox.addEventListener("stuck", ({ detail }) => this.#stuck(detail.reason));
    pages.addEventListener("shown", () => this.#fresh());
    globalThis.addEventListener("offline", () => this.#set("lost", clock.now()));
    globalThis.addEventListener("online", () => live.stands && this.#set("live"));
    clock.ready.then(() => this.#shelf(kept.age({ now: clock.now() }), clock.now()));
    this.#show();
  }

  get lost() {
    return this.#state === "lost";
  }

  #set(state, since = null) {
    if (state === "lost" && this.#state === "lost") return;
    [this.#state, this.#since] = [state, since];
    if (state === "live") this.#signedOut = false;
    this.#show();
  }

  #show() {
    const words = { live: spoken("Live"), connecting: spoken("Connecting"), lost: this.#lostWords }[this.#state];
    const waiting = this.#waiting ? " · " + spoken("{number} waiting", { number: this.#waiting }) : "";
    this.#mark.dataset.line = this.#state;
    const text = `${words}${waiting}`;
    if (this.#mark.textContent !== text) this.#mark.textContent = text;
    if (this.#signedOut) this.#askBack();
    else this.#banners.hush("signed-out");
  }

  get #lostWords() {
    return this.#since ? spoken("No signal since {time}", { time: clockTime(this.#since, this.#zone) }) : spoken("No signal");
  }

  #stuck(reason) {
    if (reason === "signed-out") this.#signOut();
    if (reason === "forbidden") this.#banners.say("forbidden", spoken("Somebody else is signed in on this tablet. What you wrote is kept until you sign in again."));
  }

  #signOut() {
    this.#signedOut = true;
    this.#show();
  }

  #askBack() {
    const text = this.#waiting ? spoken("Your session has ended. Nothing is lost.") : spoken("Your session has ended.");
    const go = { href: `/sign-in/?next=${encodeURIComponent(location.pathname)}`, text: this.#wayBack };
    this.#banners.say("signed-out", text, { tone: "error", go });
  }

  get #wayBack() {
    if (!this.#waiting) return spoken("Sign in again");
    if (this.#waiting === 1) return spoken("Sign in again to send 1 letter");
    return spoken("Sign in again to send {number} letters", { number: this.#waiting });
  }

  #shelf(milliseconds, now) {
    if (milliseconds === null || milliseconds < OLD) return;
    const at = clockTime(now - milliseconds, this.#zone);
    this.#banners.say("shelf", spoken("Kept on this tablet: this page is from {time} ({age}).", { time: at, age: ago(milliseconds) }), { tone: "info" });
  }

  #fresh() {
    this.#banners.hush("shelf");
    this.#banners.hush("needs-line");
    this.#signedOut = false;
    this.#show();
  }
}
