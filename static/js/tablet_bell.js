/** Two tones and a vibration; a browser lets a page sound only after it has been touched once. */

const TONES = [880, 1175, 880, 1175];
const LONG = 0.18;

export class Bell {
  #context = null;
  #button;
  #page;

  constructor({ button, page = document }) {
    [this.#button, this.#page] = [button, page];
    const unlock = () => this.#unlock();
    page.addEventListener("pointerdown", unlock);
    page.addEventListener("keydown", unlock);
    this.#unlock();
  }

  ring() {
    if (this.#page.defaultView.navigator.userActivation?.hasBeenActive) navigator.vibrate?.([300, 120, 300]);
    if (this.#context?.state !== "running") return;
    const start = this.#context.currentTime;
    TONES.forEach((tone, turn) => this.#tone(tone, start + turn * LONG));
  }

  #tone(frequency, at) {
    const [oscillator, volume] = [this.#context.createOscillator(), this.#context.createGain()];
    oscillator.type = "square";
    oscillator.frequency.value = frequency;
    volume.gain.setValueAtTime(0.25, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + LONG);
    oscillator.connect(volume).connect(this.#context.destination);
    oscillator.start(at);
    oscillator.stop(at + LONG);
  }

  async #unlock() {
    const AudioContext = globalThis.AudioContext;
    if (!AudioContext || this.#context?.state === "running") return;
    this.#context ??= new AudioContext();
    this.#context.onstatechange = () => this.#show();
    this.#show();
    if (navigator.userActivation?.isActive) await this.#context.resume().catch(() => null);
    this.#show();
  }

  #show() {
    if (this.#button) this.#button.hidden = this.#context.state === "running";
  }
}
