/** Sentences across the top of the page, one for each matter, said once. */

export class Banners {
  #root;
  #template;

  constructor({ page = document } = {}) {
    this.#root = page.getElementById("banners");
    this.#template = page.getElementById("t-banner");
  }

  /** `tone` is info, success, warning or error; `go` an optional {href, text}. */
  say(matter, text, { tone = "warning", go = null } = {}) {
    const said = this.#of(matter) ?? this.#hang(matter);
    const words = said.querySelector("[data-text]");
    if (words.textContent !== text) words.textContent = text;
    said.className = `banner banner-${tone}`;
    const link = said.querySelector("[data-go]");
    link.hidden = !go;
    if (go) [link.href, link.textContent] = [go.href, go.text];
  }

  hush(matter) {
    this.#of(matter)?.remove();
  }

  #of(matter) {
    return this.#root.querySelector(`[data-matter="${matter}"]`);
  }

  #hang(matter) {
    const said = this.#template.content.firstElementChild.cloneNode(true);
    said.dataset.matter = matter;
    this.#root.append(said);
    return said;
  }
}
