import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { Pin } from "../../static/js/pin.js";
import { Store } from "../../static/js/store.js";
import { FakeIndexedDB } from "./fake_indexeddb.mjs";

describe("a PIN without a network", () => {
  let store;
  let now;
  let pin;
  const of = (person) => new Pin({ store, person, wall: () => now, rounds: 10 });

  beforeEach(async () => {
    [store, now] = [new Store({ indexedDB: new FakeIndexedDB() }), 1_000_000];
    pin = of("7");
    await pin.remember("2580", "mark-a", "stamp-1");
  });

  it("is right, wrong, or not known here", async () => {
    assert.deepEqual(await pin.check("2580"), { mark: "mark-a" });
    assert.deepEqual(await pin.check("2581"), { wrong: true });
    assert.deepEqual(await of("8").check("2580"), { unknown: true });
  });

  it("is kept slow to guess and salted, never as it is", async () => {
    await of("8").remember("2580", "mark-b", "stamp-1");
    await new Pin({ store, person: "9" }).remember("2580", "mark-c", "stamp-1");
    const [one, other, slow] = await Promise.all(["pin-7", "pin-8", "pin-9"].map((key) => store.recall(key)));
    assert.ok(slow.rounds >= 210_000);
    assert.notEqual(one.keys[0].hash, other.keys[0].hash);
    assert.doesNotMatch(JSON.stringify([one, other, slow]), /2580/);
  });

  it("stands beside the duress PIN, and nothing kept tells which is which", async () => {
    await pin.remember("2711", "mark-d", "stamp-1");
    assert.deepEqual([await pin.check("2580"), await pin.check("2711")], [{ mark: "mark-a" }, { mark: "mark-d" }]);
    const { keys } = await store.recall("pin-7");
    assert.deepEqual(keys.map((key) => Object.keys(key)), [["hash", "mark"], ["hash", "mark"]]);
  });

  it("waits after five wrong ones, twice as long after each more, also after a reload", async () => {
    for (let turn = 0; turn < 4; turn += 1) assert.deepEqual(await pin.check("0001"), { wrong: true });
    assert.deepEqual(await pin.check("0001"), { wait: 30_000 });
    now += 29_000;
    assert.deepEqual(await of("7").check("2580"), { wait: 1_000 });
    now += 1_000;
    assert.deepEqual(await pin.check("0001"), { wait: 60_000 });
    now += 60_000;
    assert.deepEqual(await pin.check("2580"), { mark: "mark-a" });
    assert.deepEqual(await pin.check("0001"), { wrong: true });
  });

  it("opens nothing any more once the server has another", async () => {
    await pin.renew("stamp-1");
    assert.deepEqual(await pin.check("2580"), { mark: "mark-a" });
    await pin.renew("stamp-2");
    assert.deepEqual(await pin.check("2580"), { unknown: true });
  });

  it("stays where a page that was asked for before it was set says otherwise", async () => {
    const asked = now - 1;
    await pin.renew("", asked);
    assert.deepEqual(await pin.check("2580"), { mark: "mark-a" });
    await pin.renew("", now + 1);
    assert.deepEqual(await pin.check("2580"), { unknown: true });
  });

  it("replaces those of before a change", async () => {
    await pin.remember("9173", "mark-e", "stamp-2");
    assert.deepEqual([await pin.check("2580"), await pin.check("9173")], [{ wrong: true }, { mark: "mark-e" }]);
  });
});
