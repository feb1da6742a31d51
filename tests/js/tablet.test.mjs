import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { Store } from "../../static/js/store.js";
import { age, ago, clockTime } from "../../static/js/tablet_ages.js";
import { Receipts } from "../../static/js/tablet_receipts.js";
import { settle } from "./fake_browser.mjs";
import { FakeIndexedDB } from "./fake_indexeddb.mjs";

const MINUTE = 60_000;

describe("the age of a time", () => {
  it("is told in words of the trade", () => {
    assert.equal(age(20_000), "just now");
    assert.equal(age(4 * MINUTE), "4 min");
    assert.equal(age(125 * MINUTE), "2 h 5 min");
    assert.deepEqual([ago(20_000), ago(4 * MINUTE)], ["just now", "4 min ago"]);
  });

  it("stands beside the time of day in the agency's zone", () => {
    assert.equal(clockTime("2026-05-14T06:05:00Z", "America/Denver"), "00:05");
  });
});

describe("receipts", () => {
  let store;
  let outbox;
  let pages;
  let receipts;
  const letter = (id, written, more = {}) => ({ id, written, place: { call: "c1", effect: "status" }, ...more });
  const happen = async (target, kind, detail) => { target.dispatchEvent(new CustomEvent(kind, { detail })); await settle(); };
  const shown = () => receipts.letters.map(({ id, received }) => [id, Boolean(received)]);
  const open = () => new Receipts({ store, person: "7", outbox, pages });

  beforeEach(async () => {
    store = new Store({ indexedDB: new FakeIndexedDB() });
    outbox = Object.assign(new EventTarget(), { lies: [], refused: [] });
    outbox.waiting = async () => outbox.lies;
    outbox.aside = async () => outbox.refused;
    pages = Object.assign(new EventTarget(), { head: 10 });
    receipts = open();
    await receipts.read();
  });

  it("show what waits, in the order of writing", async () => {
    outbox.lies = [letter("b", 2), letter("a", 1)];
    await happen(outbox, "change");
    assert.deepEqual(shown(), [["a", false], ["b", false]]);
  });

  it("show what was sent until the page contains it, also after a reload without signal", async () => {
    await happen(outbox, "sent", { letter: letter("a", 1), answer: { seq: 11 } });
    assert.deepEqual(shown(), [["a", true]]);
    receipts = open();
    await receipts.read();
    assert.deepEqual(shown(), [["a", true]]);
    pages.head = 11;
    await happen(pages, "shown");
    assert.deepEqual(shown(), []);
  });

  it("say nothing of letters that no page shows", async () => {
    outbox.lies = [letter("a", 1, { place: {} })];
    await happen(outbox, "sent", { letter: letter("b", 2, { place: {} }), answer: { seq: 12 } });
    await happen(outbox, "change");
    assert.deepEqual(shown(), []);
  });

  it("keep showing a cry for help that was refused, and nothing else that was", async () => {
    outbox.refused = [letter("a", 1), letter("b", 2, { place: { call: "c1", effect: "backup" }, reason: "No." })];
    await happen(outbox, "change");
    assert.deepEqual(receipts.letters.map(({ id, reason }) => [id, reason]), [["b", "No."]]);
  });
});
