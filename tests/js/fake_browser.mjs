/** Locks, channels and answers that several "tabs" of one test share. */

export class FakeLocks {
  #lines = new Map();

  request(name, work) {
    const before = this.#lines.get(name) ?? Promise.resolve();
    const turn = before.then(work);
    this.#lines.set(name, turn.catch(() => {}));
    return turn;
  }
}

/** `join()` gives a tab its own end; a message reaches all the others. */
export class FakeChannels {
  #ends = new Set();

  join() {
    const end = {
      postMessage: (data) => this.#ends.forEach((other) => other !== end && queueMicrotask(() => other.onmessage?.({ data }))),
      close: () => this.#ends.delete(end),
    };
    this.#ends.add(end);
    return end;
  }
}

/** Answers each request with the next of `answers`, then for ever with the last one; remembers what it was asked. */
const BUNDLE = "/tablet/letters/bundle/";

export class FakeServer {
  asked = [];
  busiest = 0;
  #busy = 0;

  constructor(...answers) {
    this.answers = answers;
  }

  bundles = 0;

  fetch = async (url, options) => {
    this.#busy += 1;
    this.busiest = Math.max(this.busiest, this.#busy);
    try {
      return url === BUNDLE ? await this.#open(options) : await this.#one(url, options);
    } finally {
      this.#busy -= 1;
    }
  };

  async #one(url, options) {
    this.asked.push({ url, ...options, fields: new URLSearchParams(options.body) });
    const answer = this.answers.length > 1 ? this.answers.shift() : this.answers[0];
    return answer(url, options);
  }

  /** Answers for each letter as for one alone; a line that breaks in the middle leaves those behind unanswered. */
  async #open(options) {
    this.bundles += 1;
    const answers = [];
    for (const { url, fields } of JSON.parse(options.body).letters) {
      const body = new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one])));
      const answer = await this.#one(url, { ...options, body }).catch((error) => error);
      const whole = answer instanceof Error || answer.type === "opaqueredirect" || !(answer.headers.get("Content-Type") ?? "").includes("json");
      if (whole && answers.length) break;
      if (answer instanceof Error) throw answer;
      if (whole) return answer;
      answers.push({ status: answer.status, body: await answer.json() });
      if (![200, 201, 400, 404, 409, 410, 413, 422].includes(answer.status)) break;
    }
    return json(200, { answers })();
  }
}

export const json = (status, document = {}, type = "application/json") => async () => (
  new Response(JSON.stringify(document), { status, headers: { "Content-Type": type } })
);
export const problem = (status, detail) => json(status, { detail }, "application/problem+json");
export const page = (status, html = "<p>Welcome to the hotel</p>") => async () => (
  new Response(html, { status, headers: { "Content-Type": "text/html; charset=utf-8" } })
);
export const redirect = async () => ({ type: "opaqueredirect", status: 0, headers: new Headers() });
export const unreachable = async () => { throw new TypeError("Failed to fetch"); };
export const silent = (url, { signal }) => new Promise((resolve, reject) => {
  signal.addEventListener("abort", () => reject(signal.reason));
});

/** Lets everything that waits for promises or the fake disk go on. */
export async function settle(turns = 60) {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => { setImmediate(resolve); });
}

export function heard(target, ...kinds) {
  const events = [];
  for (const kind of kinds) target.addEventListener(kind, ({ detail }) => events.push([kind, detail]));
  return events;
}
