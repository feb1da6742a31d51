import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";

import { startOutOfService } from "../../static/js/tablet_out_of_service.js";

class Part {
  constructor(textContent, attributes = {}) {
    Object.assign(this, { textContent, attributes: { ...attributes } });
  }
  getAttribute(name) { return this.attributes[name] ?? null; }
  setAttribute(name, value) { this.attributes[name] = value; }
  removeAttribute(name) { delete this.attributes[name]; }
  get hidden() { return "hidden" in this.attributes; }
}

const letter = (effect, body = {}, received = false) =>
  ({ occurred_at: "2026-05-14T14:20:00Z", received, body, place: { effect, text: "Meal or break" } });
const GONE = letter("out-of-service", { reason: "meal" });
const BACK = letter("back-in-service");

describe("a crew out of service", () => {
  let parts, receipts, pages;

  const home = (out) => {
    const [shown, hidden] = [{}, { hidden: "" }];
    parts = {
      "[data-out]": new Part("", out ? shown : hidden),
      "[data-in]": new Part("", out ? hidden : shown),
      "[data-unheard]": new Part("", hidden),
      "[data-why]": new Part(out ? "Out of service: Training or meeting, since" : ""),
      "[data-out] time": new Part(out ? "07:00" : "", out ? { datetime: "2026-05-14T13:00:00Z" } : {}),
      "[data-unit-shows]": new Part(out ? "Out of service" : "Available", { "data-status": out ? "out_of_service" : "available" }),
      ...(out ? { "[data-note]": new Part("The ramp is stuck.") } : { "[data-free]": new Part("No call.") }),
    };
  };
  const say = (...letters) => { receipts.letters = letters; receipts.dispatchEvent(new CustomEvent("change")); };
  const hidden = () => Object.fromEntries(["[data-out]", "[data-in]", "[data-unheard]"].map((name) => [name.slice(6, -1), parts[name].hidden]));

  beforeEach(() => {
    [receipts, pages] = [new EventTarget(), new EventTarget()];
    const page = { querySelector: (selector) => parts[selector] ?? null };
    startOutOfService({ receipts, pages, zone: "America/Denver", page });
    home(false);
  });

  it("shows from the tap on why and since when, and that dispatch does not know", () => {
    say(GONE);
    assert.deepEqual(hidden(), { out: false, in: true, unheard: false });
    assert.equal(parts["[data-why]"].textContent, "Out of service: Meal or break, since");
    assert.equal(parts["[data-out] time"].textContent, "08:20");
    assert.equal(parts["[data-unit-shows]"].textContent, "Out of service");
    assert.equal(parts["[data-free]"].hidden, true);
  });

  it("does not say that of a letter that is received", () => {
    say({ ...GONE, received: true });
    assert.deepEqual(hidden(), { out: false, in: true, unheard: true });
  });

  it("stands as the server says once no letter says otherwise", () => {
    say(GONE);
    say();
    assert.deepEqual(hidden(), { out: true, in: false, unheard: true });
    assert.equal(parts["[data-unit-shows]"].textContent, "Available");
    assert.equal(parts["[data-out] time"].getAttribute("datetime"), null);
    assert.equal(parts["[data-free]"].hidden, false);
  });

  it("is back with the later letter", () => {
    say(GONE, BACK);
    assert.deepEqual(hidden(), { out: true, in: false, unheard: true });
  });

  it("is back by a call that it starts, and cannot go again while it is on it", () => {
    say(GONE, letter("start"));
    assert.deepEqual(hidden(), { out: true, in: true, unheard: true });
  });

  it("is back at the tap where the server still says that it is out", () => {
    home(true);
    say(BACK);
    assert.deepEqual(hidden(), { out: true, in: false, unheard: true });
    assert.equal(parts["[data-unit-shows]"].getAttribute("data-status"), "available");
  });

  it("says another reason as the server does, and hides the note of the one before", () => {
    home(true);
    say(BACK, letter("out-of-service", { reason: "other", note: "Flat tyre." }));
    assert.equal(parts["[data-why]"].textContent, "Out of service: Other reason, since");
    assert.equal(parts["[data-note]"].hidden, true);
  });

  it("is shown anew on a page that the server has changed, and needs no part of it", () => {
    receipts.letters = [GONE];
    parts = {};
    pages.dispatchEvent(new CustomEvent("shown"));
    home(false);
    pages.dispatchEvent(new CustomEvent("shown"));
    assert.equal(parts["[data-out]"].hidden, false);
  });
});
