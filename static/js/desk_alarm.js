/** Sounds as long as a request for backup is on the page that nobody has, and says whether it can. */

const TONES = [880, 660];
const BEAT = 0.45;

export class Alarm {
  #root;
  #switchOn;
  #said;
  #context = null;
  #sounding = null;
  #known = "";
  #title = document.title;

  constructor({ root, switchOn, said }) {
    [this.#root, this.#switchOn, this.#said] = [root, switchOn, said];
  }

  start() {
    this.#context = new AudioContext();
    this.#context.onstatechange = () => this.#show();
    this.#switchOn.addEventListener("click", () => this.#try());
    for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, () => this.#context.resume(), { once: true });
    this.#show();
    this.look();
  }

  /** Compares the sound with the page. */
  look() {
    const asking = [...this.#root.querySelectorAll("[data-unacknowledged]")].map((row) => row.dataset.unacknowledged);
    document.title = asking.length ? `▲ BACKUP ${asking.join(", ")}` : this.#title;
    if (asking.join() !== this.#known) this.#said.textContent = asking.length ? `${asking.join(", ")} needs help.` : "";
    this.#known = asking.join();
    if (asking.length && !this.#sounding) this.#sound();
    if (!asking.length && this.#sounding) this.#hush();
    this.#show();
  }

  // A loop and no timer: a page in the background has its timers slowed down.
  #sound() {
    this.#sounding = new AudioBufferSourceNode(this.#context, { buffer: twoTones(this.#context), loop: true });
    this.#sounding.connect(this.#context.destination);
    this.#sounding.start();
  }

  #hush() {
    this.#sounding.stop();
    this.#sounding = null;
  }

  async #try() {
    await this.#context.resume();
    if (this.#sounding) return;
    const once = new AudioBufferSourceNode(this.#context, { buffer: twoTones(this.#context) });
    once.connect(this.#context.destination);
    once.start();
  }

  #show() {
    const on = this.#context.state === "running";
    this.#switchOn.hidden = false;
    this.#switchOn.dataset.siren = on ? "on" : "off";
    this.#switchOn.dataset.sounding = on && this.#sounding !== null;
    this.#switchOn.textContent = on ? "♪ Sound on" : "▲ Turn on sound";
    this.#switchOn.title = on ? "Try the sound" : "The browser keeps the page silent until you press this";
  }
}

function twoTones(context) {
  const { sampleRate } = context;
  const beat = Math.floor(BEAT * sampleRate);
  const buffer = context.createBuffer(1, beat * TONES.length, sampleRate);
  const samples = buffer.getChannelData(0);
  TONES.forEach((tone, number) => {
    for (let i = 0; i < beat; i += 1) {
      const edge = Math.min(1, i / 400, (beat - i) / 400);
      samples[number * beat + i] = 0.5 * edge * Math.sin((2 * Math.PI * tone * i) / sampleRate);
    }
  });
  return buffer;
}
