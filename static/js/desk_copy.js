/** Keeps the board as it can be printed, for the hour when the server is gone: for one person, until they sign out. */

const NAME = "desk-board";
const PAGE = "/desk/print/";
const EVERY = 60_000;
const TIMEOUT = 10_000;

export class BoardCopy {
  #person;
  #shelf;
  #page;
  #dialog;
  #clock;
  #trouble = { lost: false, failing: false };

  constructor({ person, shelf, zone, page = document }) {
    [this.#person, this.#shelf, this.#page, this.#dialog] = [person, shelf, page, page.querySelector("#board-copy")];
    this.#clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", dateStyle: "medium", timeZone: zone });
  }

  start() {
    this.#page.addEventListener("submit", ({ target }) => target.matches("[data-sign-out]") && this.drop());
    for (const button of this.#page.querySelectorAll("[data-copy-open]")) button.addEventListener("click", () => this.#open());
    this.#read();
    this.renew();
    setInterval(() => this.renew(), EVERY);
  }

  /** `lost`: the live line; `failing`: the server does not answer. Only then does every page offer the copy. */
  offer(change) {
    const before = this.#isWanted;
    Object.assign(this.#trouble, change);
    if (before === this.#isWanted) return;
    const strip = this.#page.querySelector("#board-copy-offer");
    const kept = this.#read();
    strip.hidden = !(this.#isWanted && kept);
    if (kept) strip.querySelector("[data-copy-as-of]").textContent = this.#told(kept);
  }

  get #isWanted() {
    return this.#trouble.lost || this.#trouble.failing;
  }

  async renew() {
    const headers = { Accept: "text/html", "X-Person": this.#person };
    const asked = { headers, redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(TIMEOUT) };
    const answer = await fetch(PAGE, asked).catch(() => null);
    if (!answer?.ok) return;
    const paper = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(`#paper[data-person="${this.#person}"]`);
    if (paper) this.#keep({ person: this.#person, at: paper.dataset.asOf, html: paper.outerHTML });
  }

  drop() {
    this.#shelf.removeItem(NAME);
  }

  #keep(copy) {
    try {
      this.#shelf.setItem(NAME, JSON.stringify(copy));
    } catch {
      this.drop();  // no room: rather none than an old one
    }
    this.#read();
  }

  // Somebody else's is nobody's.
  #read() {
    const kept = JSON.parse(this.#shelf.getItem(NAME) ?? "null");
    const mine = kept?.person === this.#person ? kept : null;
    if (kept && !mine) this.drop();
    for (const button of this.#page.querySelectorAll("[data-copy-open]")) button.hidden = !mine;
    for (const says of this.#page.querySelectorAll("[data-copy-says]")) says.textContent = mine ? `This browser keeps the board by itself, now ${this.#told(mine)}, until you sign out.` : "";
    return mine;
  }

  #open() {
    const kept = this.#read();
    if (!kept) return;
    const copy = new DOMParser().parseFromString(kept.html, "text/html").querySelector("#paper");
    this.#dialog.querySelector("[data-copy]").replaceChildren(...copy.children);
    this.#dialog.showModal();
  }

  #told({ at }) {
    return `as of ${this.#clock.format(new Date(at))}`;
  }
}
