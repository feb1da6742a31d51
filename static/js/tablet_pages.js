/** Stores the crew's home and every open call on the device, and shows on this page what they say. */

import { Regions } from "./tablet_regions.js";

const HOME = "/tablet/";
const SELDOM = 600_000;
// How an assignment got here: for the desk. Asking for all pages again would cost more than the assignment did.
const QUIET = new Set(["assignment.sent", "assignment.on_tablet", "assignment.seen"]);

export class Pages extends EventTarget {
  #kept;
  #person;
  #regions;
  #current = null;
  #next = null;
  #head = 0;
  #seldom = -Infinity;
  #too = [];

  constructor({ kept, person, page = document }) {
    super();
    [this.#kept, this.#person] = [kept, person];
    this.#regions = new Regions({ page });
  }

  /** The last line of the log that what is shown here contains. */
  get head() {
    return this.#regions.head;
  }

  /** Resolves when the pages that contain this line are stored; null means all of them anew. */
  async keep(line) {
    if (!line) return this.#round();
    if (QUIET.has(line.kind)) return undefined;
    while (line.seq > this.#head) await this.#round();
    return undefined;
  }

  /** The same, where it is no matter if there is no network. */
  refresh() {
    return this.#round().catch(() => null);
  }

  /** Asks only for the page that is open here, for what no line of the log tells of. */
  look() {
    return this.#regions.root ? this.#ask(location.pathname).catch(() => null) : null;
  }

  // All who ask before a round has begun share it; what it reads is younger than their asking.
  #round() {
    this.#next ??= (this.#current ?? Promise.resolve()).catch(() => null).then(() => {
      [this.#current, this.#next] = [this.#next, null];
      return this.#keepAll();
    });
    return this.#next;
  }

  async #keepAll() {
    const asked = Date.now();
    await this.#kept.keep([HOME]);
    const home = await this.#page(HOME);
    const { head, keeps, keepsSeldom } = home.getElementById("_home").dataset;
    const calls = listed(keeps);
    await this.#kept.keep(calls);
    await this.#keepSeldom(listed(keepsSeldom));
    await this.#forget([HOME, ...calls, ...listed(keepsSeldom), ...this.#too]);
    await this.#show({ home, asked }, calls);
    this.#head = Number(head);
  }

  // What seldom changes is not asked for with every line of the log, and no call waits for it.
  async #keepSeldom(pages) {
    const cache = await caches.open(`pages-${this.#person}`);
    const there = (await cache.keys()).map(({ url }) => new URL(url).pathname);
    const due = performance.now() - this.#seldom > SELDOM;
    const wanted = pages.filter((path) => due || !there.includes(path));
    if (due) this.#seldom = performance.now();
    if (!wanted.length) return;
    await this.#kept.keep(wanted).catch(() => { this.#seldom = -Infinity; });
    await this.#keepToo(pages, there).catch(() => { this.#seldom = -Infinity; });
  }

  // What a page is nothing without, under an address that changes with what it holds: the map's own lines.
  async #keepToo(pages, there) {
    const read = await Promise.all(pages.map((path) => this.#page(path).catch(() => null)));
    this.#too = read.flatMap((page) => listed(page?.querySelector("[data-keeps-too]")?.dataset.keepsToo));
    await this.#kept.keep(this.#too.filter((path) => !there.includes(path)));
  }

  async #show({ home, asked }, calls) {
    const { pathname } = location;
    if (this.#regions.root === "_home" && calls.includes(pathname)) return location.reload();  // home stood in, now the call is here
    if (pathname === HOME || this.#regions.root === "_home") this.#regions.show(home);  // also where it stands in for another page
    else if (calls.includes(pathname)) this.#regions.show(await this.#page(pathname));
    else if (this.#regions.root) await this.#ask(pathname);
    return this.dispatchEvent(new CustomEvent("shown", { detail: { home, asked } }));
  }

  // A call that is over is not kept, but it may still be open here.
  async #ask(url) {
    const headers = { "HX-Request": "true", Accept: "text/html" };
    const answer = await fetch(url, { headers, redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(20_000) });
    if (answer.ok) this.#regions.show(parsed(await answer.text()));
  }

  async #page(url) {
    const cache = await caches.open(`pages-${this.#person}`);
    const answer = await cache.match(url, { ignoreVary: true });
    return parsed(await answer.text());
  }

  async #forget(needed) {
    const cache = await caches.open(`pages-${this.#person}`);
    const stored = (await cache.keys()).map(({ url }) => new URL(url).pathname);
    await this.#kept.forget(stored.filter((path) => !needed.includes(path)));
  }
}

function listed(paths) {
  return (paths ?? "").split(" ").filter(Boolean);
}

function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html");
}
