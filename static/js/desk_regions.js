/** Knows which parts of the page a line of the log concerns, asks those again, and knows how old each is. */

const GATHER = 250;
const AGAIN = 5_000;
const TIMEOUT = 8_000;
// They concern two calls, and a line names one.
const OF_TWO_CALLS = new Set(["assignment.preempted", "incident.linked", "incident.reopened"]);
const EVERYWHERE = new Set(["backups", "alerts"]);

export class Regions extends EventTarget {
  #root;
  #htmx;
  #incident;
  #now;
  #planned = new Map();
  #asked = new Map();
  #good = new Map();
  #stale = new Set();
  #lineUntil = null;

  constructor({ root, htmx, incident, now, renderedAt }) {
    super();
    [this.#root, this.#htmx, this.#incident, this.#now] = [root, htmx, incident, now];
    this.#all().forEach(({ id }) => this.#good.set(id, new Date(renderedAt)));
  }

  start() {
    this.#root.addEventListener("htmx:configRequest", (event) => this.#ask(event));
    this.#root.addEventListener("htmx:afterRequest", (event) => this.#answered(event));
    setInterval(() => this.#again(), AGAIN);
  }

  /** One line of the log: `{kind, incident}`. */
  heard({ kind, incident }) {
    const here = !this.#incident || incident === this.#incident || OF_TWO_CALLS.has(kind);
    for (const region of this.#all()) {
      const everywhere = EVERYWHERE.has(region.id) || "everywhere" in region.dataset;
      if ((here || everywhere) && concerns(region.dataset.live, kind)) this.#plan(region.id);
    }
  }

  /** A unit or a tablet: no line of the log tells of these. */
  moved() {
    this.#all().filter(({ dataset }) => "moves" in dataset).forEach(({ id }) => this.#plan(id));
  }

  renewAll() {
    this.#all().forEach(({ id }) => this.#plan(id));
  }

  /** The line told everything until `since`; from now on the page asks by itself. */
  lineLost(since) {
    this.#lineUntil = since;
    for (const [id, at] of this.#good) if (at < since) this.#good.set(id, since);
    this.#tell("stale");
  }

  lineOpen() {
    this.#lineUntil = null;
    this.#tell("stale");
  }

  get failing() {
    return this.#stale.size > 0;
  }

  get asOf() {
    return new Date(Math.min(...this.#good.values()));
  }

  #all() {
    return [...this.#root.querySelectorAll("[data-live]")];
  }

  // Not later with every further line: a busy log must not keep the page waiting.
  #plan(id) {
    if (this.#planned.has(id)) return;
    this.#planned.set(id, setTimeout(() => {
      this.#planned.delete(id);
      const region = document.getElementById(id);
      if (region) this.#htmx.trigger(region, "refresh");
    }, GATHER));
  }

  #again() {
    if (this.#lineUntil) this.renewAll();
    else this.#stale.forEach((id) => this.#plan(id));
  }

  #ask({ detail }) {
    detail.timeout = TIMEOUT;
    if (detail.elt.matches("[data-live]")) this.#asked.set(detail.elt.id, this.#now());
  }

  #answered({ detail }) {
    if (!detail.elt.matches("[data-live]")) return;
    const { id } = detail.elt;
    if (detail.successful) {
      this.#stale.delete(id);
      this.#good.set(id, this.#asked.get(id));
      this.#tell("renewed");
    } else {
      this.#stale.add(id);
    }
    this.#tell("stale");
  }

  #tell(kind) {
    this.dispatchEvent(new CustomEvent(kind));
  }
}

export function concerns(listening, kind) {
  return listening.split(" ").some((name) => (name.endsWith(".") ? kind.startsWith(name) : kind === name));
}
