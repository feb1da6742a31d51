/** Sounds as long as there is an alarm on the page that nobody has, the gravest first, and says whether it can. */

import { GRAVITY, roundOf } from "./desk_sounds.js";
import { badge } from "./desk_badge.js";

export class Alarm {
  #root;
  #switchOn;
  #said;
  #mute;
  #context = null;
  #source = null;
  #sounding = null;
  #known = "";
  #title = document.title;

  constructor({ root, switchOn, said, mute }) {
    [this.#root, this.#switchOn, this.#said, this.#mute] = [root, switchOn, said, mute];
  }

  start() {
    this.#context = new AudioContext();
    this.#context.onstatechange = () => this.#show();
    this.#switchOn.addEventListener("click", () => this.#try());
    for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, () => this.#context.resume());
    this.#show();
    this.look();
  }

  /** Compares the sound with the page. */
  look() {
    const unheard = [...this.#root.querySelectorAll("[data-unacknowledged]")].map(({ dataset }) => dataset);
    const offered = [...this.#root.querySelectorAll("[data-offer]")].map(({ dataset }) => dataset.offer);
    document.title = titleOf(unheard) || (offered.length ? "☎ Caller offered to you" : this.#title);
    badge(unheard.length);
    const told = [...unheard.map(sentence), ...offered.map((call) => `Caller offered to you: ${call}.`)].join(" ");
    if (told !== this.#known) this.#said.textContent = told;
    this.#known = told;
    this.#sound(GRAVITY.find((kind) => unheard.some(({ sound }) => sound === kind)) ?? null);
    this.#show();
  }

  /** Once, beside whatever sounds. */
  ring() {
    this.#play("offer", false);
    this.#switchOn.dataset.rang = Number(this.#switchOn.dataset.rang ?? 0) + 1;
  }

  // A loop and no timer: a page in the background has its timers slowed down.
  #sound(kind) {
    if (kind === this.#sounding) return;
    this.#source?.stop();
    this.#source = kind && this.#play(kind, true);
    this.#sounding = kind;
  }

  async #try() {
    await this.#context.resume();
    if (!this.#sounding) this.#play("help", false);
  }

  #play(kind, loop) {
    const source = new AudioBufferSourceNode(this.#context, { buffer: roundOf(kind, this.#context), loop });
    source.connect(this.#context.destination);
    source.start();
    return source;
  }

  #show() {
    const on = this.#context.state === "running";
    this.#mute.hidden = on;
    this.#switchOn.hidden = false;
    this.#switchOn.dataset.siren = on ? "on" : "off";
    this.#switchOn.dataset.sounding = on && this.#sounding !== null;
    this.#switchOn.dataset.sound = this.#sounding ?? "";
    this.#switchOn.textContent = on ? "♪ Sound on" : "▲ Turn on sound";
    this.#switchOn.title = on ? "Try the sound" : "The browser keeps the page silent until you press this";
  }
}

/** `▲ BACKUP R1 (+2)`, `▲ 2 need somebody`; empty where all is quiet. */
export function titleOf(unheard) {
  const asking = unheard.filter(({ sound }) => sound === "help").map(({ unacknowledged }) => unacknowledged);
  const others = unheard.length - asking.length;
  if (asking.length) return `▲ BACKUP ${asking.join(", ")}${others ? ` (+${others})` : ""}`;
  if (others === 1) return `▲ ${unheard[0].unacknowledged}: ${unheard[0].says}`;
  return others ? `▲ ${others} need somebody` : "";
}

function sentence({ unacknowledged, sound, says }) {
  return sound === "help" ? `${unacknowledged} needs help.` : `${unacknowledged}: ${says}.`;
}
