import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { startBadge } from "../../static/js/tablet_badge.js";
import { settle } from "./fake_browser.mjs";

describe("the number on the app's icon", () => {
  let pages;
  let receipts;
  let shown;
  const home = (...calls) => ({ querySelectorAll: () => calls.map((call) => ({ dataset: { alert: call } })) });
  const see = async (...calls) => { pages.dispatchEvent(new CustomEvent("shown", { detail: { home: home(...calls) } })); await settle(); };

  beforeEach(() => {
    [pages, receipts, shown] = [new EventTarget(), Object.assign(new EventTarget(), { letters: [] }), []];
    const browser = { setAppBadge: async (number) => shown.push(number), clearAppBadge: async () => shown.push("none") };
    startBadge({ pages, receipts, browser, page: { getElementById: () => null } });
  });

  it("counts the calls that nobody has answered, and goes with the last", async () => {
    await see("a", "b");
    await see();
    assert.deepEqual(shown, [2, "none"]);
  });

  it("counts no call whose answer waits for signal here", async () => {
    receipts.letters = [{ place: { call: "a", effect: "answer" } }, { place: { call: "b", effect: "note" } }];
    await see("a", "b");
    assert.deepEqual(shown, [1]);
  });

  it("is no matter where the browser has none, or will not", async () => {
    startBadge({ pages, receipts, browser: { setAppBadge: async () => { throw new Error("not installed"); } }, page: { getElementById: () => null } });
    await see("a");
    await see();
    assert.deepEqual(shown, [1, "none"]);
  });
});
