/** Asks the server for parts of the page and puts them where they are; rows that the page has already are not sent again. */

import { morph } from "./desk_morph.js";

const TIMEOUT = 8_000;
const MANY = 700;  // marks of nine letters each: a header of eight thousand is the most that a proxy takes

export class Asker {
  #htmx;
  #person;
  #fetch;
  #place;

  /** `person`: whose page it is, where another's must not be mixed with it. */
  constructor({ htmx, person, fetch = (...request) => globalThis.fetch(...request), place = globalThis.location }) {
    [this.#htmx, this.#person, this.#fetch, this.#place] = [htmx, person, fetch, place];
  }

  /** True once all of them are on the page as the server has them. */
  async ask(address, ids) {
    const asked = { headers: this.#headers(ids), credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(TIMEOUT) };
    const answer = await this.#fetch(address, asked).catch(() => null);
    if (!answer?.ok) return false;
    if (this.#leaves(answer.headers)) return true;
    const text = await answer.text().catch(() => null);
    return text !== null && this.#put(text, ids);
  }

  #headers(ids) {
    const rows = ids.flatMap((id) => [...document.getElementById(id).querySelectorAll("[data-mark]")]);
    const have = rows.slice(0, MANY).map(({ dataset }) => dataset.mark).join(" ");
    return { Accept: "text/html", "HX-Request": "true", "HX-Target": ids[0], "X-Regions": ids.join(" "), "X-Have": have,
      ...(this.#person && { "X-Person": this.#person }) };
  }

  // Signed out meanwhile, or somebody else is here now.
  #leaves(headers) {
    if (headers.get("HX-Redirect")) this.#place.assign(headers.get("HX-Redirect"));
    else if (headers.get("HX-Refresh")) this.#place.reload();
    else return false;
    return true;
  }

  #put(text, ids) {
    const parts = [...new DOMParser().parseFromString(text, "text/html").body.children];
    for (const fresh of parts) {
      const old = document.getElementById(fresh.id);
      if (!old || lacks(old, fresh)) return false;
      const added = morph(old, fresh).filter((node) => node.nodeType === Node.ELEMENT_NODE);
      added.forEach((node) => this.#htmx.process(node));
    }
    return ids.every((id) => parts.some((part) => part.id === id));
  }
}

// A row that the server did not send because it was here, and that is gone meanwhile.
function lacks(old, fresh) {
  return [...fresh.querySelectorAll("[data-same]")].some(({ id }) => !old.querySelector(`#${CSS.escape(id)}`));
}
