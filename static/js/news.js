/** Remembers how far somebody has read on each page, on this device, and says what on a page is newer. */

const MOST = 50;

export class News {
  #store;
  #name;
  #known = null;

  constructor({ store, person }) {
    [this.#store, this.#name] = [store, `news-${person}`];
  }

  /**
   * The lines (newest first), facts and lines from the desk under `root` that are newer than what was read; null where
   * the page was never read. `begin` takes a page that was never read as read now.
   */
  async of(root, { begin = false } = {}) {
    const read = (await this.#all())[root.dataset.call];
    if (!read && begin) await this.seen(root);
    if (!read) return null;
    const lines = [...root.querySelectorAll("li[data-from-others]")].filter((line) => !line.closest("[data-news-list]"));
    const facts = [...root.querySelectorAll("[data-fact]")];
    return {
      lines: lines.filter((line) => seq(line) > read.looked),
      facts: facts.filter((part) => read.facts[part.dataset.fact] !== print(part)),
      desk: lines.filter((line) => "fromDesk" in line.dataset && seq(line) > read.seen),
      moved: head(root) > read.looked,
    };
  }

  /** How the page stands now, for lookedAt() after a while: what comes meanwhile was not looked at as long. */
  standing(root) {
    return { looked: head(root), facts: printed(root) };
  }

  /** The page was in front of somebody for a while; what the desk wrote still asks to be seen. */
  lookedAt(call, standing) {
    return this.#keep(call, standing);
  }

  seen(root) {
    return this.#keep(root.dataset.call, { ...this.standing(root), seen: head(root) });
  }

  async #keep(call, read) {
    const { [call]: before, ...others } = await this.#all();
    this.#known = Object.fromEntries([...Object.entries(others).slice(1 - MOST), [call, { ...before, ...read }]]);
    await this.#store.remember(this.#name, this.#known);
  }

  async #all() {
    this.#known ??= (await this.#store.recall(this.#name).catch(() => null)) ?? {};
    return this.#known;
  }
}

function head(root) {
  return Number(root.dataset.head);
}

function seq(line) {
  return Number(line.dataset.seq);
}

function printed(root) {
  const facts = [...root.querySelectorAll("[data-fact]")].map((part) => [part.dataset.fact, print(part)]);
  return Object.fromEntries(facts);
}

// A number that stands for the words: what a call says is not kept here a second time.
function print(part) {
  const copy = part.cloneNode(true);
  copy.querySelectorAll("[data-new]").forEach((chip) => chip.remove());
  const words = copy.textContent.replace(/\s+/g, " ").trim();
  return [...words].reduce((sum, letter) => (Math.imul(sum, 31) + letter.codePointAt(0)) | 0, words.length);
}
