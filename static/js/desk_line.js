/** Says whether the page moves by itself, and where it does not, how old it is. */

export class LineState {
  #regions;
  #strip;
  #badge;
  #since = null;
  #clock;

  constructor({ regions, strip, badge }) {
    [this.#regions, this.#strip, this.#badge] = [regions, strip, badge];
    this.#clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium", timeZone: strip.dataset.zone });
    badge.hidden = false;
    regions.addEventListener("stale", () => this.#show());
  }

  open() {
    this.#since = null;
    this.#badge.dataset.line = "live";
    this.#badge.textContent = "● Live";
    this.#regions.lineOpen();
  }

  lose(since) {
    this.#since = since;
    this.#badge.dataset.line = "lost";
    this.#badge.textContent = "▲ Line lost";
    this.#regions.lineLost(since);
  }

  #show() {
    const text = this.#text();
    if (this.#strip.textContent !== text) this.#strip.textContent = text;
    this.#strip.hidden = text === "";
  }

  #text() {
    const asOf = this.#clock.format(this.#regions.asOf);
    if (this.#regions.failing) return `This page is as of ${asOf}. The server does not answer; asked again every 5 seconds. NO ALARM REACHES THIS PAGE: listen to the radio.`;
    if (this.#since) return `The live line is lost since ${this.#clock.format(this.#since)}. The page asks by itself every 5 seconds, so alarms may come that late; it is as of ${asOf}.`;
    return "";
  }
}
