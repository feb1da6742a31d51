/** The panic button: press and hold, or tap and confirm. Written to the disk first, sent beside everything else. */

import { spoken } from "./spoken.js";

const HOLD = 1_500;
const URL = "/tablet/help/";

export function startPanic(whole) {
  const button = document.querySelector("[data-panic]");
  if (button && whole.person) new Panic({ button, ...whole }).start();
}

/** The headers that let this person's cry in after the session has ended. */
export function passOf({ store, person }) {
  return async () => {
    const help = await store.recall("help").catch(() => null);
    return help?.person === String(person) ? { "X-Help-Token": help.token } : {};
  };
}

class Panic {
  #button;
  #dialog = document.getElementById("panic");
  #whole;
  #timer = null;
  #held = false;

  constructor({ button, ...whole }) {
    [this.#button, this.#whole] = [button, whole];
  }

  start() {
    this.#button.addEventListener("pointerdown", (event) => event.button === 0 && this.#press());
    for (const kind of ["pointerup", "pointerleave", "pointercancel"]) this.#button.addEventListener(kind, () => this.#release());
    this.#button.addEventListener("contextmenu", (event) => event.preventDefault());
    this.#button.closest("form").addEventListener("submit", (event) => { event.preventDefault(); this.#ask(); });
    this.#dialog.addEventListener("close", () => this.#dialog.returnValue === "send" && this.#send());
    document.addEventListener("submit", (event) => this.#fromPage(event));
    this.#whole.outbox.addEventListener("sent", ({ detail }) => detail.letter.urgent && this.#whole.banners.hush("panic"));
    this.#whole.pages.addEventListener("shown", ({ detail }) => this.#keep(detail.home));
    this.#keep(document);
  }

  #press() {
    this.#held = false;
    this.#button.classList.add("pressing");
    this.#timer = setTimeout(() => { this.#held = true; this.#release(); this.#send(); }, HOLD);
  }

  #release() {
    clearTimeout(this.#timer);
    this.#button.classList.remove("pressing");
  }

  // A click follows a long press too.
  #ask() {
    if (this.#held) { this.#held = false; return; }
    this.#dialog.returnValue = "";
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  #fromPage(event) {
    if (!event.target.matches("[data-panic-form], [data-panic-ask]")) return;
    event.preventDefault();
    if (event.target.matches("[data-panic-form]")) this.#send();
    else this.#ask();
  }

  async #send() {
    globalThis.navigator.vibrate?.([80, 60, 400]);
    const { outbox, banners } = this.#whole;
    const call = document.querySelector("[data-root]")?.dataset.call ?? "none";
    const place = { call, effect: "backup", text: spoken("Emergency alert") };
    try {
      await outbox.put({ url: URL, body: {}, label: spoken("Emergency alert"), place, urgent: true });
      globalThis.scrollTo({ top: 0 });
    } catch {
      // Without room on the device it can be sent, only not kept.
      banners.say("panic", spoken("This tablet could not keep the alert. It tries to send it as long as this page is open. USE YOUR RADIO."), { tone: "error" });
    }
  }

  // The newest token counts: an older page may come from the disk.
  async #keep(page) {
    const { store, person } = this.#whole;
    const told = page.getElementById("tablet")?.dataset ?? {};
    const at = Date.parse(page.querySelector('meta[name="rendered-at"]')?.content ?? "") || 0;
    if (!told.help || told.person !== String(person)) return;
    const before = await store.recall("help").catch(() => null);
    if (before?.person === String(person) && before.at >= at) return;
    await store.remember("help", { person: String(person), token: told.help, at }).catch(() => null);
  }
}
