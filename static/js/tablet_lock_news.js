/** What a locked tablet still says: that there is a new call, and that nobody has seen a cry for help yet. No more. */

const HOME = "/tablet/";
const ANSWERS = ["answer", "status", "close"];

export class LockNews extends EventTarget {
  #root;
  #receipts;
  #pending;
  #home = null;

  constructor({ root, pages, receipts, person, page = document }) {
    super();
    [this.#root, this.#receipts, this.#pending] = [root, receipts, page.getElementById("pending-alarms")];
    pages.addEventListener("shown", ({ detail }) => { this.#home = detail.home; this.#show(); });
    receipts.addEventListener("change", () => this.#show());
    if (this.#pending) new MutationObserver(() => this.#show()).observe(this.#pending, { childList: true, subtree: true });
    kept(person).then((home) => { this.#home ??= home; this.#show(); }).catch(() => null);
  }

  /** How many calls nobody has answered. */
  get calls() {
    const answered = new Set(this.#receipts.letters.filter(({ place }) => ANSWERS.includes(place.effect)).map(({ place }) => place.call));
    const open = [...(this.#home?.querySelectorAll("[data-alert]") ?? [])].map(({ dataset }) => dataset.alert);
    return new Set(open.filter((call) => !answered.has(call))).size;
  }

  #show() {
    this.#root.querySelector("[data-new-call]").hidden = this.calls === 0;
    const cries = this.#pending?.querySelector(".alarm") ?? this.#home?.querySelector("#safety .alarm");
    this.#root.querySelector("[data-alarm]").hidden = !cries;
    this.dispatchEvent(new CustomEvent("change"));
  }
}

async function kept(person) {
  const answer = await caches.match(HOME, { cacheName: `pages-${person}`, ignoreVary: true });
  return answer ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
}
