/** Knows which parts of the page a line of the log concerns, asks those again, and knows how old each is. */

const GATHER = 50;
const AGAIN = 5_000;
// They concern two calls, and a line names one.
const OF_TWO_CALLS = new Set(["assignment.preempted", "incident.linked", "incident.reopened"]);
const EVERYWHERE = new Set(["backups", "alerts"]);

export class Regions extends EventTarget {
  #root;
  #ask;
  #incident;
  #now;
  #lanes = new Map();
  #good = new Map();
  #stale = new Set();
  #lineUntil = null;

  /** `ask(address, ids)` puts those parts onto the page and tells whether it could. */
  constructor({ root, ask, incident, now, renderedAt }) {
    super();
    [this.#root, this.#ask, this.#incident, this.#now] = [root, ask, incident, now];
    this.#all().forEach(({ id }) => this.#good.set(id, new Date(renderedAt)));
  }

  start() {
    this.#root.addEventListener("htmx:beforeRequest", (event) => this.#takeOver(event));
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

  // One asks for all parts of the same address, and one question after the other: an answer is never older than the last.
  // Not later with every further line: a busy log must not keep the page waiting.
  #plan(id) {
    const address = this.#addressOf(document.getElementById(id));
    if (!address) return;
    if (!this.#lanes.has(address)) this.#lanes.set(address, { wanted: new Set(), waits: false });
    const lane = this.#lanes.get(address);
    lane.wanted.add(id);
    if (lane.waits) return;
    lane.waits = true;
    setTimeout(() => this.#go(address, lane), GATHER);
  }

  #addressOf(region) {
    if (!region) return null;
    const address = region.getAttribute("hx-get");
    return "together" in region.dataset ? address : `${address}#${region.id}`;
  }

  async #go(address, lane) {
    const ids = [...lane.wanted].filter((id) => document.getElementById(id));
    lane.wanted.clear();
    const asked = this.#now();
    const done = ids.length === 0 || await this.#ask(address.split("#")[0], ids);
    lane.waits = false;
    [...lane.wanted].forEach((id) => this.#plan(id));
    this.#answered(ids, done, asked);
  }

  #again() {
    if (this.#lineUntil) this.renewAll();
    else this.#stale.forEach((id) => this.#plan(id));
  }

  // What a part asks by itself, every so often, goes the same way.
  #takeOver(event) {
    const { elt } = event.detail;
    if (!elt.matches("[data-live]")) return;
    event.preventDefault();
    this.#plan(elt.id);
  }

  #answered(ids, done, asked) {
    for (const id of ids) {
      if (done) this.#good.set(id, asked);
      if (done) this.#stale.delete(id);
      else this.#stale.add(id);
    }
    if (done) this.#tell("renewed");
    this.#tell("stale");
  }

  #tell(kind) {
    this.dispatchEvent(new CustomEvent(kind));
  }
}

export function concerns(listening, kind) {
  return listening.split(" ").some((name) => (name.endsWith(".") ? kind.startsWith(name) : kind === name));
}
