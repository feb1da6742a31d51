/** Watches the room that letters are kept in, and notices when the browser has emptied it. */

import { counted, Counter, StorageWatch } from "./storage_watch.js";
import { onTap, tell } from "./tablet_check.js";
import { spoken } from "./spoken.js";

const DESK = "/tablet/letters/";
const TIGHT = 0.8;
const FULL = 0.97;
const EVERY = 60_000;
const TRIED = "room-tried";
const TRY_EVERY = 600_000;
const MEGABYTE = 1_048_576;

export function startStorage(whole) {
  new Shelf(whole).start();
}

/** No store at all: a private window, or a browser that is not allowed to keep anything. */
export function tellWithoutStore(banners) {
  const means = spoken("Every form works as long as there is signal, and nothing is kept without it. Open the app in an ordinary window.");
  tell("storage", { tone: "error", says: spoken("This browser keeps nothing on the tablet."), means });
  banners?.say("storage", `${spoken("This browser keeps nothing on the tablet.")} ${means}`, { tone: "error" });
}

/** Without signal and without a store nobody is known here; what the cookies count is gone with it. */
export async function tellOfLoss(store, page = document) {
  const lost = await Promise.all(counted("letters", page).map(async ([whose, number]) => (await store.recall(`here-${whose}`) ? 0 : number)));
  const number = lost.reduce((sum, one) => sum + one, 0);
  const says = page.querySelector("[data-says]");
  if (!number || !says) return;
  says.textContent = emptied(number);
  page.querySelectorAll("[data-kept-here]").forEach((part) => { part.hidden = true; });
}

function emptied(number) {
  return spoken("This browser has emptied what the tablet kept. Letters not sent: {number}. Tell dispatch what they were.", { number });
}

class Shelf {
  #store;
  #person;
  #outbox;
  #banners;
  #watch;
  #counter;
  #before;
  #looked = false;
  #roomy = true;

  constructor({ store, person, outbox, banners, watch = new StorageWatch(), counter = new Counter({ name: `letters-${person}` }) }) {
    [this.#store, this.#person, this.#outbox, this.#banners] = [store, person, outbox, banners];
    [this.#watch, this.#counter, this.#before] = [watch, counter, counter.number];
  }

  start() {
    this.#outbox.addEventListener("change", ({ detail }) => this.#count(detail));
    onTap("lost", () => this.#heard());
    globalThis.addEventListener("room", () => this.#gaveUp());
    this.#search().catch(() => null);
    this.#watch.ask().then(() => this.#look());
    setInterval(() => this.#look(), EVERY);
  }

  // The mark says that this store is the one that was here before; without it, what the cookie counts is gone.
  async #search() {
    const mark = `here-${this.#person}`;
    if (!await this.#store.recall(mark)) {
      if (this.#before > 0) await this.#report(this.#before);
      await this.#store.remember(mark, true);
    }
    this.#looked = true;
    const [waiting, aside] = await Promise.all([this.#outbox.waiting(), this.#outbox.aside()]);
    this.#count({ waiting: waiting.length, aside: aside.length });
    await this.#say();
  }

  async #report(number) {
    const letter = crypto.randomUUID();
    const label = spoken("Lost with the browser's storage: {number}", { number });
    const problem = spoken("This tablet's browser has emptied its storage. What was written and not yet sent is gone; its author is asked to tell you.");
    await this.#store.remember(`lost-${this.#person}`, { number, letter });
    await this.#outbox.put({ url: DESK, body: { letter, label, problem }, label, place: {} });
    const body = { end: "handed_over", body: JSON.stringify({ what: label, number: String(number) }) };
    await this.#outbox.put({ url: `${DESK}${letter}/settle/`, body, label, place: {} });
  }

  async #say() {
    const lost = await this.#store.recall(`lost-${this.#person}`);
    const card = document.querySelector('[data-check="lost"]');
    if (card) card.hidden = !lost;
    if (!lost) return this.#banners.hush("lost");
    const says = emptied(lost.number);
    tell("lost", { tone: "error", says, means: spoken("The desk has word of it. It does not know what they said."), off: true });
    return this.#banners.say("lost", says, { tone: "error", go: { href: "/tablet/device/#check-lost", text: spoken("What this means") } });
  }

  async #heard() {
    await this.#store.forget(`lost-${this.#person}`);
    await this.#say();
  }

  #count({ waiting, aside }) {
    if (this.#looked) this.#counter.number = waiting + aside;
    tell("letters", waiting
      ? { tone: "warning", says: spoken("Letters waiting: {number}", { number: waiting }), means: spoken("They are kept on this tablet and go by themselves when there is signal.") }
      : { tone: "ok", says: spoken("Everything is sent."), means: aside ? spoken("Refused by the server: {number}. They stand at the top of each page.", { number: aside }) : "" });
  }

  #gaveUp() {
    this.#banners.say("room", spoken("This tablet is full. Pages kept for the time without signal were given up, so that what you write is kept."), { tone: "warning" });
  }

  async #look() {
    await this.#try();
    const { spared, usage, quota, share } = await this.#watch.look();
    const room = share === null ? "" : spoken("{used} of {room} MB are used.", { used: Math.ceil(usage / MEGABYTE), room: Math.floor(quota / MEGABYTE) });
    if (share >= FULL) this.#warn("error", spoken("This tablet is full: what you write may not be kept."), room);
    else if (share >= TIGHT || !this.#roomy) this.#warn("warning", spoken("This tablet has little room left."), room);
    else {
      this.#banners.hush("storage");
      const kept = spared ? spoken("What you write is kept on this tablet until it is sent.") : spoken("What you write is kept, but the browser may empty it when the tablet runs out of room.");
      tell("storage", { tone: spared ? "ok" : "warning", says: kept, means: spared ? room : `${spoken("Install the app on the home screen: then it is spared.")} ${room}` });
    }
  }

  // Since it costs a write, not with every page; one that failed is tried again soon.
  async #try() {
    const before = Number(sessionStorage.getItem(TRIED));
    if (this.#roomy && Date.now() - before < TRY_EVERY) return;
    this.#roomy = await this.#watch.tries();
    if (this.#roomy) sessionStorage.setItem(TRIED, String(Date.now()));
    else sessionStorage.removeItem(TRIED);
  }

  #warn(tone, says, room) {
    const means = spoken("Delete photos or apps from the tablet. Whatever cannot be kept is said at once and stays in its form.");
    this.#banners.say("storage", `${says} ${means}`, { tone });
    tell("storage", { tone, says, means: `${means} ${room}` });
  }
}
