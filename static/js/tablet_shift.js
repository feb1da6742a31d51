/** The shift's pages: keeps them true on the device when the crew or its van check changes, and says what is unsent. */

import { spoken } from "./spoken.js";

const PAGES = ["/tablet/shift/", "/tablet/shift/end/"];

export function startShift({ kept, pages, outbox }) {
  const mark = new Mark({ kept });
  pages.addEventListener("shown", ({ detail }) => mark.read(detail.home));
  outbox.addEventListener("change", ({ detail }) => sayUnsent(detail));
}

/** Whose shift it is and whether the van is checked stands on home; the shift's own pages are seldom asked for. */
class Mark {
  #kept;
  #last;

  constructor({ kept }) {
    this.#kept = kept;
  }

  read(home) {
    const now = home.querySelector("[data-shift]")?.dataset.shift;
    const changed = this.#last !== undefined && now !== this.#last;
    this.#last = now;
    if (changed) this.#kept.keep(PAGES).catch(() => { this.#last = "not kept"; });
  }
}

function sayUnsent({ waiting = 0, aside = 0 }, page = document) {
  const said = page.querySelector("[data-unsent]");
  if (!said) return;
  const sentences = [waitingIs(waiting), asideIs(aside)].filter(Boolean);
  said.hidden = sentences.length === 0;
  said.textContent = sentences.join(" ");
}

function waitingIs(number) {
  if (number === 0) return "";
  if (number === 1) return spoken("1 letter is still on this tablet. It is kept, and goes when there is signal and you are signed in here.");
  return spoken("{number} letters are still on this tablet. They are kept, and go when there is signal and you are signed in here.", { number });
}

function asideIs(number) {
  if (number === 0) return "";
  if (number === 1) return spoken("1 letter was refused: see to it above before you go.");
  return spoken("{number} letters were refused: see to them above before you go.", { number });
}
