/** Marks what has come since this person last had a call's page before them; what the desk wrote stays until it is seen. */

import { News } from "./news.js";
import { spoken } from "./spoken.js";

const LOOKED_AT = 10_000;
const CALL = /^\/tablet\/calls\/[\w-]+\/$/;
const LONGEST = 140;

class CallNews {
  #news;
  #banners;
  #person;
  #page;
  #timer = null;

  constructor({ news, banners, person, pages, page = document }) {
    [this.#news, this.#banners, this.#person, this.#page] = [news, banners, person, page];
    const look = () => this.look().catch(() => null);
    pages.addEventListener("shown", look);
    page.addEventListener("visibilitychange", () => { this.#stop(); look(); });
    page.addEventListener("click", ({ target }) => target.closest("[data-news-seen]") && this.#seen().catch(() => null));
  }

  async look() {
    const root = this.#page.querySelector("#_call[data-root]");
    if (root) await this.#mark(root);
    await this.#tell(root?.dataset.call);
  }

  async #mark(root) {
    const { visibilityState } = this.#page;
    const found = await this.#news.of(root, { begin: visibilityState === "visible" });
    if (!found) return;
    root.querySelectorAll("[data-new]").forEach((chip) => chip.remove());
    [...found.lines, ...found.facts].forEach((part) => this.#chip(part));
    this.#list(root, found.desk);
    if (found.moved && visibilityState === "visible") this.#timer ??= this.#lookAt(root.dataset.call, this.#news.standing(root));
  }

  #chip(part) {
    const chip = this.#page.getElementById("t-new").content.firstElementChild.cloneNode(true);
    (part.querySelector("p, h2") ?? part).append(" ", chip);
  }

  // Only what is not there yet is added: a screen reader is told of each once.
  #list(root, lines) {
    const list = root.querySelector("[data-news-list]");
    const there = new Map([...list.children].map((line) => [line.dataset.seq, line]));
    const wanted = new Set(lines.map(({ dataset }) => dataset.seq));
    [...there].filter(([seq]) => !wanted.has(seq)).forEach(([, line]) => line.remove());
    lines.filter(({ dataset }) => !there.has(dataset.seq)).reverse().forEach((line) => {
      const copy = line.cloneNode(true);
      copy.querySelectorAll("[data-new]").forEach((chip) => chip.remove());
      list.prepend(copy);
    });
    list.closest("[data-news-panel]").hidden = lines.length === 0;
  }

  #lookAt(call, standing) {
    return setTimeout(async () => {
      this.#stop();
      await this.#news.lookedAt(call, standing);
      await this.look();
    }, LOOKED_AT);
  }

  async #seen() {
    this.#stop();
    await this.#news.seen(this.#page.querySelector("#_call[data-root]"));
    await this.look();
    this.#page.querySelector("main h1")?.focus?.();
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  // On every other page of the tablet: what the desk wrote on a call that is kept here.
  async #tell(here) {
    const cache = await caches.open(`pages-${this.#person}`);
    const calls = (await cache.keys()).map(({ url }) => new URL(url).pathname).filter((path) => CALL.test(path));
    for (const path of calls) {
      const root = await rootOf(await cache.match(path, { ignoreVary: true }));
      const found = root && root.dataset.call !== here ? await this.#news.of(root) : null;
      if (found?.desk.length) this.#say(path, root, found.desk);
      else if (root) this.#banners.hush(`news-${root.dataset.call}`);
    }
  }

  #say(path, { dataset }, lines) {
    const text = (lines[0].querySelector(".written") ?? lines[0].querySelector("p")).textContent.trim().slice(0, LONGEST);
    const said = lines.length > 1
      ? spoken("Call {call}: {number} new lines from dispatch. The last: {text}", { call: dataset.number, number: lines.length, text })
      : spoken("Call {call}: new from dispatch. {text}", { call: dataset.number, text });
    this.#banners.say(`news-${dataset.call}`, said, { tone: "info", go: { href: path, text: spoken("Open the call") } });
  }
}

async function rootOf(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("#_call[data-root]");
}

export function startNews({ store, person, banners, pages }) {
  const calls = new CallNews({ news: new News({ store, person }), banners, person, pages });
  calls.look().catch(() => null);
}
