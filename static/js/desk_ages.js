/** Lets every age on the page run by the server's clock, and turns red what nobody accepted in time. */

import { lookAtHealth } from "./desk_health.js";

const PATIENCE = 10_000;  // then what was promised by the server's clock has not happened, or cannot be heard of here

export class Ages {
  #root;
  #now;
  #ticked;

  constructor({ root, now, ticked = () => {} }) {
    [this.#root, this.#now, this.#ticked] = [root, now, ticked];
  }

  start() {
    this.tick();
    setInterval(() => this.tick(), 1_000);
  }

  tick() {
    const now = this.#now();
    for (const time of this.#root.querySelectorAll("time[data-age]")) this.#age(time, now);
    for (const time of this.#root.querySelectorAll("time[data-until]")) count(time, now);
    lookAtHealth(this.#root, now);
    for (const row of this.#root.querySelectorAll("[data-accept-by]")) {
      if (new Date(row.dataset.acceptBy) <= now) row.classList.add("overdue");
    }
    for (const due of this.#root.querySelectorAll("[data-due]")) {
      if (now - new Date(due.dataset.due) > PATIENCE) due.textContent = due.dataset.late;
    }
    this.#ticked();
  }

  #age(time, now) {
    const seconds = Math.max(0, Math.floor((now - new Date(time.dateTime)) / 1_000));
    const text = { for: `for ${told(seconds)}`, ago: `${told(seconds)} ago` }[time.dataset.age] ?? spoken(seconds);
    if (time.textContent === text) return;
    time.title ||= time.textContent;
    time.textContent = text;
    time.classList.toggle("old", seconds > Number(time.dataset.calm ?? Infinity));
  }
}

function count(time, now) {
  const seconds = Math.ceil((new Date(time.dateTime) - now) / 1_000);
  const text = seconds > 0 ? `in ${spoken(seconds)}` : `${spoken(-seconds)} over`;
  if (time.textContent !== text) time.textContent = text;
  time.classList.toggle("old", seconds <= 0);
}

/** 01:12 within the hour, then 1 h 05, then 3 d 4 h. */
export function spoken(seconds) {
  const [minutes, hours, days] = [60, 3_600, 86_400].map((unit) => Math.floor(seconds / unit));
  if (days) return `${days} d ${hours % 24} h`;
  if (hours) return `${hours} h ${two(minutes % 60)}`;
  return `${two(minutes)}:${two(seconds % 60)}`;
}

/** In a sentence, where 20:04 would be read as a time of day. */
export function told(seconds) {
  if (seconds < 60) return "less than a minute";
  return seconds < 3_600 ? `${Math.floor(seconds / 60)} min` : spoken(seconds);
}

function two(number) {
  return String(number).padStart(2, "0");
}
