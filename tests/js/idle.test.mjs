import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { Idle } from "../../static/js/idle.js";
import { heard } from "./fake_browser.mjs";

const MINUTE = 60_000;

class FakeStorage {
  kept = new Map();

  getItem(key) {
    return this.kept.get(key) ?? null;
  }

  setItem(key, value) {
    this.kept.set(key, value);
  }
}

describe("idleness", () => {
  let now;
  let storage;
  let page;
  let idles;
  const open = (more = {}) => {
    const idle = new Idle({ limit: 15 * MINUTE, storage, wall: () => now, page: new EventTarget(), ...more });
    const said = heard(idle, "warn", "calm", "due");
    idles.push(idle);
    idle.start();
    return { idle, said: () => said.splice(0).map(([kind]) => kind) };
  };

  beforeEach(() => {
    [now, storage, page, idles] = [1_000_000_000_000, new FakeStorage(), new EventTarget(), []];
  });

  afterEach(() => idles.forEach((idle) => idle.stop()));

  it("is due after the limit, and warned of before, once", () => {
    const { idle, said } = open();
    now += 14 * MINUTE;
    idle.look();
    assert.deepEqual(said(), []);
    now += 45_000;
    idle.look();
    idle.look();
    assert.deepEqual(said(), ["warn"]);
    now += 15_000;
    idle.look();
    assert.deepEqual(said(), ["due"]);
  });

  it("ends with a touch, also in another tab", () => {
    const one = open({ page });
    const other = open();
    now += 14.8 * MINUTE;
    one.idle.look();
    other.idle.look();
    page.dispatchEvent(new Event("pointerdown"));
    assert.deepEqual(one.said(), ["warn", "calm"]);
    other.idle.look();
    assert.deepEqual(other.said(), ["warn", "calm"]);
  });

  it("counts the time that the device slept: the touch that wakes it comes too late", () => {
    const { idle, said } = open({ page });
    now += 60 * MINUTE;
    page.dispatchEvent(new Event("keydown"));
    assert.deepEqual(said(), ["due"]);
    idle.look();
    assert.deepEqual(said(), ["due"]);
  });

  it("counts from the last touch before a page was opened", () => {
    open().idle.stop();
    now += 20 * MINUTE;
    assert.deepEqual(open().said(), ["due"]);
  });

  it("begins anew where a clock was set back", () => {
    const { idle, said } = open();
    now -= 600 * MINUTE;
    idle.look();
    now += 15 * MINUTE;
    idle.look();
    assert.deepEqual(said(), ["due"]);
  });

  it("says nothing while it is stopped, and listens once when it is started again", () => {
    const { idle, said } = open({ page });
    idle.stop();
    now += 20 * MINUTE;
    page.dispatchEvent(new Event("pointerdown"));
    idle.look();
    assert.deepEqual(said(), []);
    idle.touch();
    idle.start();
    now += 20 * MINUTE;
    page.dispatchEvent(new Event("pointerdown"));
    assert.deepEqual(said(), ["due"]);
  });

  it("counts for its own tab where nothing can be kept", () => {
    const full = { getItem: () => { throw new Error("no"); }, setItem: () => { throw new Error("full"); } };
    const { idle, said } = open({ storage: full });
    now += 15 * MINUTE;
    idle.look();
    assert.deepEqual(said(), ["due"]);
  });
});
