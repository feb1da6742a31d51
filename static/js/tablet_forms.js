/** Turns a form into a letter at the tap: kept on the device first, sent when it can be. */

import { spoken } from "./spoken.js";

const TWICE = 3_000;
const OURS = new Set(["id", "occurred_at", "csrfmiddlewaretoken"]);

export class Forms {
  #outbox;
  #aside;
  #banners;
  #page;
  #last = { said: "", at: 0 };

  constructor({ outbox, aside, banners, page = document }) {
    [this.#outbox, this.#aside, this.#banners, this.#page] = [outbox, aside, banners, page];
    page.addEventListener("submit", (event) => this.#submit(event));
    page.addEventListener("input", ({ target }) => this.#react(target));
    page.querySelectorAll("[data-when]").forEach((part) => follow(part));
  }

  #submit(event) {
    const { target: form, submitter } = event;
    if (form.matches("[data-needs-line]")) this.#needsLine(event);
    if (!form.matches("[data-outbox]")) return;
    event.preventDefault();
    const body = said(form, submitter);
    if (stands(submitter) || !this.#complete(form, body) || this.#again(destination(form, submitter), body)) return;
    if (submitter?.name === "status") submitter.classList.add("waiting");
    this.#write(form, submitter, body);
  }

  async #write(form, submitter, body) {
    const label = submitter?.dataset.outbox ?? form.dataset.outbox;
    const letter = { url: destination(form, submitter), body, label, place: place(form, submitter) };
    try {
      const filed = await this.#keep(form, letter);
      this.#banners.hush("not-kept");
      if (form.dataset.effect === "backup") globalThis.scrollTo({ top: 0 });
      tidy(form);
      const said = new CustomEvent("letter", { bubbles: true, detail: { ...letter, ...filed } });
      (form.isConnected ? form : this.#page).dispatchEvent(said);
    } catch (error) {
      this.#last = { said: "", at: 0 };
      this.#banners.say("not-kept", spoken("Not kept: {why}", { why: error.message }), { tone: "error" });
    }
  }

  #keep(form, letter) {
    return form.dataset.correcting ? this.#aside.correct(form.dataset.correcting, letter) : this.#outbox.put(letter);
  }

  // Two taps on one button are one wish.
  #again(url, body) {
    const words = JSON.stringify([url, body]);
    const twice = words === this.#last.said && performance.now() - this.#last.at < TWICE;
    if (!twice) this.#last = { said: words, at: performance.now() };
    return twice;
  }

  #complete(form, body) {
    const { needs, needsSay } = form.dataset;
    const missing = needs && !body[needs]?.length;
    const complaint = form.querySelector("[data-complaint]");
    if (complaint) [complaint.hidden, complaint.textContent] = [!missing, missing ? needsSay : ""];
    return !missing;
  }

  #react(control) {
    control.form?.querySelectorAll("[data-when]").forEach((part) => follow(part));
  }

  // These ask the server first: without it the browser would show a page of its own instead of ours.
  async #needsLine(event) {
    const { target: form, submitter } = event;
    if (form.dataset.lineIsThere) return;
    event.preventDefault();
    const answer = await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(5_000) }).catch(() => null);
    if (!answer?.ok) return this.#banners.say("needs-line", form.dataset.needsLine, { tone: "error" });
    form.dataset.lineIsThere = "yes";
    return form.requestSubmit(submitter);
  }
}

// What is reported already, sent or waiting, is not reported again by an impatient finger.
function stands(submitter) {
  return submitter?.getAttribute("aria-pressed") === "true";
}

function said(form, submitter) {
  const data = new FormData(form);
  if (submitter?.name) data.append(submitter.name, submitter.value);
  const body = {};
  for (const name of new Set(data.keys())) {
    if (OURS.has(name)) continue;
    const values = data.getAll(name);
    body[name] = values.length > 1 || name === form.dataset.needs ? values : values[0];
  }
  return body;
}

// What the page shows of it while it waits.
function place(form, submitter) {
  const chosen = [...form.querySelectorAll("label:has(:checked:enabled)")].map((label) => (label.querySelector(".strong") ?? label).textContent.trim());
  const written = [...form.querySelectorAll("textarea")].map(({ value }) => value.trim());
  const words = submitter?.name ? [...chosen, submitter.textContent.trim()] : [...chosen, ...written];
  const effect = submitter?.dataset.effect ?? form.dataset.effect ?? "";
  return { call: form.dataset.call, effect, page: location.pathname, text: words.filter(Boolean).join(". ") };
}

// Where the letter goes: a button may have an address of its own.
function destination(form, submitter) {
  return new URL(submitter?.getAttribute("formaction") || form.action, location.href).pathname;
}

function tidy(form) {
  form.querySelector("[data-correction]")?.remove();
  if ("clears" in form.dataset) form.reset();
  delete form.dataset.correcting;
  if (!("clears" in form.dataset)) return;
  const around = form.closest("details");
  if (around) around.open = false;
}

/** A part that counts only while another field has one of certain values. */
export function follow(part) {
  const form = part.closest("form");
  const chosen = form.querySelector(`[name="${part.dataset.when}"]:checked`)?.value;
  part.disabled = !part.dataset.is.split(" ").includes(chosen);
  part.querySelectorAll("[data-must]").forEach((group) => group.querySelectorAll("input").forEach((input) => { input.required = !part.disabled; }));
}
