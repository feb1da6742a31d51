import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Store, StoreFull } from "../../static/js/store.js";
import { FakeIndexedDB } from "./fake_indexeddb.mjs";

describe("Store", () => {
  it("gives back what it was told to remember, also to the next page", async () => {
    const indexedDB = new FakeIndexedDB();
    await new Store({ indexedDB }).remember("person", "7");
    assert.equal(await new Store({ indexedDB }).recall("person"), "7");
  });

  it("asks for strict durability for every write", async () => {
    const indexedDB = new FakeIndexedDB();
    const store = new Store({ indexedDB });
    await store.remember("a", 1);
    await store.forget("a");
    assert.deepEqual(indexedDB.durabilities, ["strict", "strict"]);
    assert.equal(await store.recall("a"), undefined);
  });

  for (const name of ["InvalidStateError", "UnknownError"]) {
    it(`opens again and tries once more after ${name}`, async () => {
      const indexedDB = new FakeIndexedDB();
      const store = new Store({ indexedDB });
      await store.remember("a", 1);
      indexedDB.failures.push({ at: "transaction", name });
      await store.remember("a", 2);
      assert.equal(await store.recall("a"), 2);
      assert.equal(indexedDB.opened, 2);
      assert.equal(indexedDB.connections("responder"), 1);
    });
  }

  it("tries only once more", async () => {
    const indexedDB = new FakeIndexedDB();
    const store = new Store({ indexedDB });
    await store.remember("a", 1);
    indexedDB.failures.push({ at: "transaction", name: "UnknownError" }, { at: "transaction", name: "UnknownError" });
    await assert.rejects(store.remember("a", 2), { name: "UnknownError" });
    assert.equal(await store.recall("a"), 1);
  });

  it("tries again when the connection is lost while the disk writes", async () => {
    const indexedDB = new FakeIndexedDB();
    const store = new Store({ indexedDB });
    indexedDB.failures.push({ at: "commit", name: "UnknownError" });
    await store.remember("a", 1);
    assert.equal(await store.recall("a"), 1);
  });

  it("says in a sentence that the device is full, and has written nothing", async () => {
    const indexedDB = new FakeIndexedDB();
    const store = new Store({ indexedDB });
    indexedDB.failures.push({ at: "commit", name: "QuotaExceededError" });
    const error = await store.remember("a", 1).catch((reason) => reason);
    assert.ok(error instanceof StoreFull);
    assert.match(error.message, /no room left, so nothing was saved/);
    assert.equal(await store.recall("a"), undefined);
  });

  it("writes after all when room could be made, in several steps if need be", async () => {
    const indexedDB = new FakeIndexedDB();
    let steps = 0;
    const store = new Store({ indexedDB, spare: async () => { steps += 1; return true; } });
    for (let time = 0; time < 3; time += 1) indexedDB.failures.push({ at: "commit", name: "QuotaExceededError" });
    await store.remember("a", 1);
    assert.deepEqual([steps, await store.recall("a")], [3, 1]);
  });

  it("is full when there is nothing left to give up, or it cannot be", async () => {
    const indexedDB = new FakeIndexedDB();
    for (const spare of [async () => false, async () => { throw new Error("No."); }]) {
      indexedDB.failures.push({ at: "commit", name: "QuotaExceededError" });
      await assert.rejects(new Store({ indexedDB, spare }).remember("a", 1), StoreFull);
    }
  });

  it("undoes everything when the work in it throws, and says why", async () => {
    const store = new Store({ indexedDB: new FakeIndexedDB() });
    const work = async (session) => {
      await session.put(1, "a");
      throw new Error("No.");
    };
    await assert.rejects(store.write("session", work), { message: "No." });
    assert.equal(await store.recall("a"), undefined);
  });

  it("makes way for a newer version in another tab", async () => {
    const indexedDB = new FakeIndexedDB();
    const store = new Store({ indexedDB });
    await store.remember("a", 1);
    indexedDB.upgradeElsewhere("responder");
    await new Promise((resolve) => { setImmediate(resolve); });
    assert.equal(indexedDB.connections("responder"), 0);
    assert.equal(await store.recall("a"), 1);
  });
});
