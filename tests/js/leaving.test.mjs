import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { criesOn } from "../../static/js/cries.js";
import { Letters } from "../../static/js/letters.js";
import { Store } from "../../static/js/store.js";
import { Leaving } from "../../static/js/tablet_leaving.js";
import { FakeServer, json, settle, unreachable } from "./fake_browser.mjs";
import { FakeIndexedDB } from "./fake_indexeddb.mjs";

const TWO_PM = "2026-03-02T14:00:00.000Z";
const PASS = { "X-Help-Token": "signed" };

let store;
let opened;

function cries(server) {
  const found = criesOn({ store, csrf: () => "token", fetch: server.fetch, page: new EventTarget(), random: () => 0.001 });
  opened.push(found);
  return found;
}

async function cry() {
  const letters = new Letters({ store, author: "7" });
  return letters.file(letters.draft({ url: "/tablet/help/", body: {}, occurred_at: TWO_PM, urgent: true, pass: PASS }));
}

beforeEach(() => {
  [store, opened] = [new Store({ indexedDB: new FakeIndexedDB() }), []];
});

afterEach(() => opened.forEach((one) => one.stop()));

describe("a tablet where nobody is signed in", () => {
  it("sends the cry for help that waits on it, with the pass that was kept with it", async () => {
    const { id } = await cry();
    const server = new FakeServer(unreachable, json(201, { seq: 9 }));
    cries(server).start();
    for (let turn = 0; turn < 200 && server.asked.length < 2; turn += 1) await settle(1);
    const [, { url, headers, fields }] = server.asked;
    assert.deepEqual([url, fields.get("id"), fields.get("occurred_at")], ["/tablet/help/", id, TWO_PM]);
    assert.deepEqual([headers["X-Help-Token"], headers["X-Letter-Author"]], ["signed", "7"]);
    await settle();
    assert.deepEqual(await new Letters({ store, author: "7" }).waiting(), []);
  });

  it("asks nobody where none waits", async () => {
    const server = new FakeServer(json(201));
    await cries(server).hurry();
    assert.deepEqual(server.asked, []);
  });
});

describe("whoever parts from a tablet", () => {
  it("leaves no pass for help behind, but that of a cry which waits", async () => {
    await cry();
    for (const [key, value] of [["person", "7"], ["help", { person: "7", token: "signed" }], ["aboard", {}], ["pin-7", {}]]) await store.remember(key, value);
    const idle = { stop: () => null };
    const leaving = new Leaving({ store, csrf: () => "token", kept: { clear: async () => null }, page: new EventTarget(), channel: {} });
    await leaving.part({ outbox: idle, live: idle, left: 1 });
    for (const key of ["person", "help", "aboard", "pin-7"]) assert.equal(await store.recall(key), undefined, key);
    const [waiting] = await new Letters({ store, author: "7" }).waiting();
    assert.deepEqual(waiting.pass, PASS);
  });
});

describe("whoever arrives on a tablet that is full", () => {
  const arrive = async (person, before) => {
    const indexedDB = new FakeIndexedDB();
    store = new Store({ indexedDB });
    await store.remember("person", before);
    globalThis.caches = { keys: async () => [] };
    const leaving = new Leaving({ store, csrf: () => "token", page: new EventTarget(), channel: { postMessage: () => null } });
    globalThis.addEventListener ??= () => null;
    indexedDB.failures.push({ at: "commit", name: "QuotaExceededError" });
    await leaving.arrive(person);
    return store.recall("person");
  };

  it("is still the one who was here", async () => {
    assert.equal(await arrive("7", "7"), "7");
  });

  it("is at least not taken for the one before", async () => {
    assert.equal(await arrive("8", "7"), undefined);
  });
});
