/** Posts letters and reads the answers by the table in docs/live.md: sent, refused, or stuck with a reason. */

const TIMEOUT = 10_000;
const BUNDLE = "/tablet/letters/bundle/";
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

  /**
   * One verdict for each letter that was answered for, in order: {answer}, {refusal: {status, reason, problem}}, or
   * as the last {stuck}. It never rejects for want of a network. `pass` are more headers for a single letter.
   */
  async deliver(letters, pass = {}) {
    const verdicts = await this.#post(letters, pass);
    if (verdicts[0].stuck !== "forbidden") return verdicts;
    await this.#ask(FRESH_TOKEN, { headers: { Accept: "application/json" } });
    return this.#post(letters, pass);
  }

  async #post(letters, pass) {
    if (letters.length === 1) return [await this.#ask(letters[0].url, this.#request(form(letters[0]), pass))];
    const body = JSON.stringify({ letters: letters.map((letter) => ({ url: letter.url, fields: fields(letter) })) });
    const { stuck, answer } = await this.#ask(BUNDLE, this.#request(body, { "Content-Type": "application/json" }));
    if (stuck) return [{ stuck }];
    if (answer?.answers?.length) return Promise.all(answer.answers.map(({ status, body }) => judge(status, () => body)));
    return this.#post(letters.slice(0, 1));  // it is the envelope that was refused
  }

  #request(body, more) {
    const headers = { Accept: "application/json", "X-CSRFToken": this.#csrf(), "X-Letter-Author": this.#person };
    return { method: "POST", headers: { ...headers, ...more }, body };
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

function fields({ id, occurred_at, body }) {
  return { ...body, id, occurred_at };
}

function form(letter) {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields(letter))) {
    [value].flat().forEach((one) => form.append(name, one));
  }
  return form;
}

async function verdict(answer) {
  if (answer.type === "opaqueredirect") return { stuck: "signed-out" };
  // A captive portal says 200 to everything, but in HTML.
  if (answer.ok && !JSON_TYPE.test(answer.headers.get("Content-Type") ?? "")) return NO_ANSWER;
  return judge(answer.status, () => answer.json());
}

async function judge(status, read) {
  if ((status >= 300 && status < 400) || status === 401) return { stuck: "signed-out" };
  if (status === 403) return { stuck: "forbidden" };
  if (status === 200 || status === 201) return { answer: await read() };
  if (status < 400 || status >= 500 || TRY_LATER.has(status)) return NO_ANSWER;
  return { refusal: await refusal(status, read) };
}

async function refusal(status, read) {
  const problem = await Promise.resolve().then(read).catch(() => ({}));
  return { status, problem, reason: problem.detail ?? problem.title ?? `The server did not accept this (${status}).` };
}
