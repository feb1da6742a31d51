/** Takes a page's content out of the document and puts it back as it was, with all that was being written in it. */

const STAYS = "#line, #silence, #sound, [data-stays]";

export class Curtain {
  #page;
  #lock;
  #held = null;
  #moved = [];
  #before = {};
  #title;
  #watch = new MutationObserver(() => this.rename());

  /** `lock` is the element that remains; `title()` what the page is called meanwhile. */
  constructor({ lock, title, page = document }) {
    [this.#page, this.#lock, this.#title] = [page, lock, title];
  }

  get drawn() {
    return this.#held !== null;
  }

  draw() {
    const { body, activeElement: focus, title } = this.#page;
    const main = this.#lock.parentElement;
    this.#before = { focus, title, scroll: globalThis.scrollY };
    this.#page.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close("no"));
    this.#keep([...this.#page.querySelectorAll(STAYS)].filter((part) => !this.#lock.contains(part)));
    this.#held = [body, main].map((around) => [around, [...around.childNodes]]);
    body.replaceChildren(...[...body.children].filter((part) => part === main || part.matches("template, dialog, script")));
    main.replaceChildren(this.#lock);
    this.#page.documentElement.dataset.locked = "";
    this.#watch.observe(this.#page.head, { childList: true, subtree: true, characterData: true });
    this.rename();
  }

  open() {
    this.#watch.disconnect();
    this.#held.reverse().forEach(([around, nodes]) => around.replaceChildren(...nodes));
    this.#moved.forEach(([part, place]) => place.replaceWith(part));
    delete this.#page.documentElement.dataset.locked;
    [this.#held, this.#moved] = [null, []];
    this.#page.title = this.#before.title;
    globalThis.scrollTo({ top: this.#before.scroll, behavior: "instant" });
    this.#before.focus?.focus?.({ preventScroll: true });
  }

  /** The name of the page follows what the lock screen says, and nothing else. */
  rename() {
    const title = this.#title();
    if (this.#page.title !== title) this.#page.title = title;
  }

  #keep(parts) {
    const here = this.#lock.querySelector("[data-stays-here]");
    for (const part of parts) {
      const place = this.#page.createComment("");
      part.replaceWith(place);
      here.append(part);
      this.#moved.push([part, place]);
    }
  }
}
