/** The screening questions by keyboard, and what the rules say while they are answered; without it the form still works. */

const ANSWERS = { y: "yes", n: "no", u: "unknown" };
const PAUSE = 200;
const FAILED = ["htmx:sendError", "htmx:timeout", "htmx:responseError"];

export class Screening {
  #form;
  #htmx;
  #later = null;

  constructor({ form, htmx }) {
    [this.#form, this.#htmx] = [form, htmx];
  }

  start() {
    this.#form.addEventListener("keydown", (event) => this.#press(event));
    for (const kind of ["input", "change"]) {
      this.#form.addEventListener(kind, ({ target }) => { if (target.matches("[data-decides]")) this.#decide(); });
    }
    FAILED.forEach((kind) => this.#form.addEventListener(kind, () => this.#stale()));
    this.#offer();
    this.#decide();
  }

  #press(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return this.#save(event);
    const question = event.target.closest("[data-question]");
    if (!question || event.ctrlKey || event.metaKey || event.altKey) return undefined;
    const key = event.key.toLowerCase();
    if (key in ANSWERS) return this.#answer(event, question, ANSWERS[key]);
    if (key === "a") return this.#toUnit(event);
    return undefined;
  }

  #answer(event, question, answer) {
    event.preventDefault();
    const radio = question.querySelector(`input[value="${answer}"]`);
    radio.checked = true;
    radio.dispatchEvent(new Event("input", { bubbles: true }));
    const all = [...this.#form.querySelectorAll("[data-question]")];
    const next = all[all.indexOf(question) + 1] ?? question;
    (next.querySelector("input:checked") ?? next.querySelector("input")).focus();
  }

  #toUnit(event) {
    const unit = this.#form.elements.namedItem("unit");
    if (!unit) return;
    event.preventDefault();
    unit.focus();
  }

  #save(event) {
    event.preventDefault();
    this.#form.requestSubmit(this.#form.querySelector(".save button"));
  }

  #decide() {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.#htmx.trigger(this.#form.querySelector("[data-verdict]"), "decide"), PAUSE);
  }

  // The server knows which type is for which channel; this only keeps the others out of the list.
  #offer() {
    const [channel, list] = [this.#form.querySelector("select[name=intake_channel]"), this.#form.querySelector("#call-types")];
    if (!channel || !list) return;
    const types = [...list.options];
    const show = () => list.replaceChildren(...types.filter((type) => fits(type.dataset.channels, channel.value)));
    channel.addEventListener("change", show);
    show();
  }

  #stale() {
    const said = this.#form.querySelector("[data-verdict-stale]");
    if (said) said.hidden = false;
  }
}

export function fits(channels, channel) {
  return !channels || channels.split(" ").includes(channel);
}

const form = globalThis.document?.querySelector("[data-screening]");
if (form) new Screening({ form, htmx: globalThis.htmx }).start();
