/** Lets every time that runs out on the page run by the server's clock, and says so when it is over. */

import { spoken } from "./desk_ages.js";

export class Countdown {
  #root;
  #now;

  constructor({ root, now }) {
    [this.#root, this.#now] = [root, now];
  }

  start() {
    this.tick();
    setInterval(() => this.tick(), 1_000);
  }

  tick() {
    const now = this.#now();
    for (const time of this.#root.querySelectorAll("time[data-until]")) {
      const text = left(Math.ceil((new Date(time.dateTime) - now) / 1_000));
      if (time.textContent === text) continue;
      time.title ||= time.textContent;
      time.textContent = text;
      time.classList.toggle("old", new Date(time.dateTime) <= now);
    }
  }
}

/** 00:42 to answer, then how long ago that was. */
export function left(seconds) {
  return seconds > 0 ? `${spoken(seconds)} to answer` : `▲ ${spoken(-seconds)} over`;
}
