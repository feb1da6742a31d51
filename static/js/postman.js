/** Posts one letter and reads the answer by the table in docs/live.md: sent, refused, or stuck with a reason. */

const TIMEOUT = 10_000;
const FRESH_TOKEN = "/live/ticket/";
const TRY_LATER = new Set([408, 425, 429]);
const JSON_TYPE = /^application\/([\w.-]+\+)?json\b/i;
const NO_ANSWER = { stuck: "no-answer" };

export class Postman {
  #person;
  #csrf;
  #fetch;

  /** `csrf()` is asked for each letter, since the token changes at sign-in. */
  constructor({ person, csrf, fetch = (...request) => globalThis.fetch(...request) }) {
    [this.#person, this.#csrf, this.#fetch] = [person, csrf, fetch];
  }

  /** Resolves to {answer}, {refusal: {status, reason, problem}} or {stuck}; it never rejects for want of a network. */
  async deliver(letter) {
    const verdict = await this.#post(letter);
    if (verdict.stuck !== "forbidden") return verdict;
    await this.#ask(FRESH_TOKEN, { headers: { Accept: "application/json" } });
    return this.#post(letter);
  }

  #post(letter) {
    const headers = { Accept: "application/json", "X-CSRFToken": this.#csrf(), "X-Letter-Author": this.#person };
    return this.#ask(letter.url, { method: "POST", headers, body: form(letter) });
  }

  async #ask(url, request) {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), TIMEOUT);
    const options = { credentials: "same-origin", redirect: "manual", cache: "no-store", signal: abort.signal };
    try {
      return await verdict(await this.#fetch(url, { ...options, ...request }));
    } catch {
      return NO_ANSWER;
    } finally {
      clearTimeout(timer);
    }
  }
}

function form({ id, occurred_at, body }) {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...body, id, occurred_at })) {
    [value].flat().forEach((one) => form.append(name, one));
  }
  return form;
}

async function verdict(answer) {
  const { status } = answer;
  if (answer.type === "opaqueredirect" || (status >= 300 && status < 400) || status === 401) return { stuck: "signed-out" };
  if (status === 403) return { stuck: "forbidden" };
  if (status === 200 || status === 201) return received(answer);
  if (status < 400 || status >= 500 || TRY_LATER.has(status)) return NO_ANSWER;
  return { refusal: await refusal(answer) };
}

// A captive portal says 200 to everything, but in HTML.
async function received(answer) {
  return JSON_TYPE.test(answer.headers.get("Content-Type") ?? "") ? { answer: await answer.json() } : NO_ANSWER;
}

async function refusal(answer) {
  const problem = await answer.json().catch(() => ({}));
  const { status } = answer;
  return { status, problem, reason: problem.detail ?? problem.title ?? `The server did not accept this (${status}).` };
}
