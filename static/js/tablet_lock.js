/** Locks the tablet, when nobody touches it or at once, in all tabs; and opens it, for the same person or another. */

import { Curtain } from "./tablet_curtain.js";
import { Idle } from "./idle.js";
import { LockFlag } from "./tablet_lock_flag.js";
import { LockNews } from "./tablet_lock_news.js";
import { LockScreen } from "./tablet_lock_screen.js";
import { noteAboard, peopleAboard } from "./tablet_aboard.js";
import { spoken } from "./spoken.js";
import { Unlock } from "./tablet_unlock.js";

const HOME = "/tablet/";
const LOCK_PAGE = "/tablet/lock/";

export function startLock(whole) {
  const root = document.getElementById("lock");
  if (root && whole.person) new Lock({ root, ...whole }).start();
}

class Lock {
  #whole;
  #screen;
  #curtain;
  #news;
  #idle;
  #unlock;
  #flag;
  #channel = new BroadcastChannel("lock");

  constructor({ root, ...whole }) {
    [this.#whole, this.#unlock, this.#flag] = [whole, new Unlock(whole), new LockFlag(whole)];
    this.#idle = new Idle({ limit: minutes(whole.here) });
    this.#news = new LockNews({ root, ...whole });
    this.#curtain = new Curtain({ lock: root, title: () => (this.#news.calls ? spoken("New call") : spoken("Locked")) });
    this.#screen = new LockScreen({ root, onopen: (told) => this.#open(told) });
  }

  async start() {
    const { pages, leaving } = this.#whole;
    document.addEventListener("click", ({ target }) => this.#asked(target.closest?.("[data-lock]")));
    pages.addEventListener("shown", ({ detail }) => noteAboard({ ...this.#whole, ...detail }));
    this.#news.addEventListener("change", () => this.#curtain.drawn && this.#curtain.rename());
    this.#channel.onmessage = ({ data }) => this.#hear(data);
    globalThis.addEventListener("pageshow", ({ persisted }) => persisted && this.#look());
    this.#idle.addEventListener("due", () => this.#lock("idle"));
    this.#idle.addEventListener("warn", ({ detail }) => this.#warn(detail.left));
    this.#idle.addEventListener("calm", () => this.#whole.banners.hush("locking"));
    await noteAboard(this.#whole);
    if (leaving.fresh) this.#idle.touch();
    if (!await this.#look()) this.#watch();
  }

  // True where it is locked: by another tab, or before this page was opened.
  async #look() {
    const locked = await this.#flag.read();
    if (locked) await this.#hide(locked.how);
    else if (this.#onLockPage) location.replace(HOME);
    return Boolean(locked);
  }

  // The page that is kept for everybody, whatever its address is.
  get #onLockPage() {
    return !this.#whole.here.dataset.person;
  }

  #asked(button) {
    if (!button) return;
    button.closest("details")?.removeAttribute("open");
    this.#lock(button.dataset.lock || "asked");
  }

  async #lock(how) {
    if (this.#curtain.drawn) return;
    await Promise.all([this.#hide(how), this.#flag.raise({ how })]);
    this.#channel.postMessage({ locked: how });
  }

  async #hide(how) {
    if (this.#curtain.drawn) return;
    this.#idle.stop();
    this.#curtain.draw();
    this.#screen.show({ people: await peopleAboard(this.#whole), how });
  }

  async #open(told) {
    const answer = await this.#unlock.open(told);
    if (!answer.opened) return answer;
    this.#idle.touch();
    if (answer.opened === String(this.#whole.person)) await this.#back();
    else await this.#change(answer);
    return null;
  }

  // The same person: everything is as it was, with what was half written.
  async #back() {
    const locked = await this.#flag.read();
    await this.#flag.lower();
    this.#channel.postMessage({ opened: String(this.#whole.person) });
    if (this.#onLockPage) return location.replace(location.pathname.startsWith(LOCK_PAGE) ? locked?.path ?? HOME : location.pathname);
    return this.#show();
  }

  #show() {
    if (!this.#curtain.drawn) return;
    this.#screen.hide();
    this.#curtain.open();
    this.#watch();
    this.#whole.outbox.wake();
    this.#whole.pages.refresh();
  }

  // Another person: nothing of the one before is shown any more; their letters stay, unread, until they are back.
  async #change({ opened, left }) {
    const { leaving, outbox, live } = this.#whole;
    await leaving.part({ outbox, live, left });
    await this.#flag.lower();
    this.#channel.postMessage({ opened });
    location.replace(HOME);
  }

  #hear({ locked, opened }) {
    if (locked) { this.#hide(locked); return; }
    this.#idle.touch();  // what the other tab kept of it may not have reached this one
    if (opened !== String(this.#whole.person)) location.replace(HOME);
    else if (this.#onLockPage) this.#look();
    else this.#show();
  }

  #watch() {
    this.#whole.banners.hush("locking");
    this.#idle.start();
  }

  #warn(left) {
    const seconds = Math.ceil(left / 1000);
    this.#whole.banners.say("locking", spoken("This tablet locks in {seconds} seconds. Touch it to go on.", { seconds }), { tone: "info" });
  }
}

function minutes({ dataset }) {
  return (Number(dataset.idleLimit) || 15) * 60_000;
}
