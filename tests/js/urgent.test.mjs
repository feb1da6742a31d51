import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { Outbox } from "../../static/js/outbox.js";
import { Store } from "../../static/js/store.js";
import { FakeChannels, FakeLocks, FakeServer, heard, json, problem, settle, silent, unreachable } from "./fake_browser.mjs";
import { FakeIndexedDB } from "./fake_indexeddb.mjs";

const TWO_PM = "2026-03-02T14:00:00.000Z";
const PASS = { "X-Help-Token": "signed" };

let indexedDB;
let opened;

function open(server, more = {}) {
  const outbox = new Outbox({
    store: new Store({ indexedDB }), clock: { ready: Promise.resolve(), now: () => new Date(TWO_PM) }, person: "7",
    locks: new FakeLocks(), channel: new FakeChannels().join(), fetch: server.fetch, csrf: () => "token",
    page: new EventTarget(), random: () => 0.001, pass: async () => PASS, ...more,
  });
  opened.push(outbox);
  return outbox;
}

const put = (outbox, name, more = {}) => outbox.put({ url: `/tablet/${name}/`, body: { name }, label: name, place: {}, ...more });
const cry = (outbox, name = "help") => put(outbox, name, { urgent: true });
const sent = (server) => server.asked.map(({ fields }) => fields.get("name"));

async function until(happens) {
  for (let turn = 0; turn < 200 && !await happens(); turn += 1) await settle(1);
  assert.ok(await happens(), "it did not happen");
}

beforeEach(() => {
  indexedDB = new FakeIndexedDB();
  opened = [];
});

afterEach(() => opened.forEach((outbox) => outbox.stop()));

describe("an urgent letter", () => {
  it("is on the disk before it is sent", async () => {
    const server = new FakeServer(json(201));
    const letter = await cry(open(server));
    assert.equal(letter.urgent, true);
    assert.deepEqual(indexedDB.durabilities.at(-1), "strict");
  });

  it("goes at once, past a queue that is stuck", async () => {
    const server = new FakeServer((url, options) => (url.includes("help") ? json(201, { seq: 9 }) : silent)(url, options));
    const outbox = open(server);
    outbox.start();
    await put(outbox, "note");
    await until(() => sent(server).includes("note"));
    await cry(outbox);
    await until(async () => !(await outbox.waiting()).some(({ urgent }) => urgent));
    assert.deepEqual(sent(server), ["note", "help"]);
  });

  it("brings its pass, and the queue never does", async () => {
    const server = new FakeServer(json(201));
    const outbox = open(server);
    await cry(outbox);
    await put(outbox, "note");
    await outbox.drain();
    await until(() => server.asked.length === 2);
    const passes = Object.fromEntries(server.asked.map(({ fields, headers }) => [fields.get("name"), headers["X-Help-Token"]]));
    assert.deepEqual(passes, { help: "signed", note: undefined });
  });

  it("is told as sent, once", async () => {
    const outbox = open(new FakeServer(json(201, { seq: 9 })));
    const events = heard(outbox, "sent");
    const letter = await cry(outbox);
    await until(async () => (await outbox.waiting()).length === 0);
    await outbox.drain();
    assert.deepEqual(events, [["sent", { letter, answer: { seq: 9 } }]]);
  });

  for (const [name, answer] of [["no answer", unreachable], ["401", problem(401)], ["500", problem(500)]]) {
    it(`is tried again by itself after ${name}`, async () => {
      const server = new FakeServer(answer, answer, json(201));
      const outbox = open(server);
      await cry(outbox);
      await new Promise((resolve) => { setTimeout(resolve, 60); });
      await until(async () => (await outbox.waiting()).length === 0);
      const numbers = new Set(server.asked.map(({ fields }) => fields.get("id")));
      assert.equal(numbers.size, 1);
    });
  }

  it("that was written before a reload goes when the page is open again", async () => {
    const dead = open(new FakeServer(unreachable));
    await cry(dead);
    dead.stop();
    const server = new FakeServer(json(201));
    open(server).start();
    await until(() => server.asked.length > 0);
    assert.deepEqual(server.asked[0].headers["X-Help-Token"], "signed");
  });

  it("that is refused stays, with the reason", async () => {
    const outbox = open(new FakeServer(problem(404, "Not yours.")));
    await cry(outbox);
    await until(async () => (await outbox.aside()).length === 1);
    assert.equal((await outbox.aside())[0].reason, "Not yours.");
  });

  it("does not hold up the next one", async () => {
    const server = new FakeServer((url, options) => (url.includes("first") ? silent : json(201))(url, options));
    const outbox = open(server);
    await cry(outbox, "first");
    await until(() => server.asked.length === 1);
    await cry(outbox, "second");
    await until(() => sent(server).includes("second"));
  });

  it("that cannot be written down is said to be so, and goes all the same, again and again", async () => {
    indexedDB.failures.push({ at: "commit", name: "QuotaExceededError" });
    const server = new FakeServer(unreachable, unreachable, json(201, { seq: 9 }));
    const outbox = open(server);
    const events = heard(outbox, "sent");
    await assert.rejects(cry(outbox), { name: "StoreFull" });
    await new Promise((resolve) => { setTimeout(resolve, 60); });
    await until(() => events.length > 0);
    assert.deepEqual([server.asked.length, new Set(server.asked.map(({ fields }) => fields.get("id"))).size], [3, 1]);
    assert.equal(server.asked[2].headers["X-Help-Token"], "signed");
    await settle();
    assert.equal(server.asked.length, 3);
  });

  describe("of the person before", () => {
    const another = (server, more = {}) => open(server, { person: "8", pass: async () => ({ "X-Help-Token": "another's" }), ...more });
    const leave = async () => {
      const dead = open(new FakeServer(unreachable));
      const letter = await cry(dead);
      await put(dead, "note");
      dead.stop();
      await settle();
      return letter;
    };

    it("goes whoever is here now, under its author's name and pass, and nothing else of theirs does", async () => {
      const { id } = await leave();
      const server = new FakeServer(json(201, { seq: 9 }));
      const outbox = another(server);
      outbox.start();
      await until(() => server.asked.length > 0);
      await outbox.drain();
      await settle();
      const [{ url, headers, fields }] = server.asked;
      assert.deepEqual([url, fields.get("id"), fields.get("occurred_at")], ["/tablet/help/", id, TWO_PM]);
      assert.deepEqual([headers["X-Help-Token"], headers["X-Letter-Author"]], ["signed", "7"]);
      assert.deepEqual(sent(server), ["help"]);
    });

    it("is not told to whoever is here now, and is gone for its author", async () => {
      await leave();
      const outbox = another(new FakeServer(json(201, { seq: 9 })));
      const told = heard(outbox, "sent");
      outbox.start();
      const own = open(new FakeServer(unreachable));
      await until(async () => (await own.waiting()).length === 1);
      assert.deepEqual(told, []);
      assert.deepEqual((await own.waiting()).map(({ label }) => label), ["note"]);
      assert.deepEqual([await outbox.waiting(), await outbox.aside()], [[], []]);
    });

    it("waits for its author where it is refused", async () => {
      await leave();
      const outbox = another(new FakeServer(problem(404, "Not yours.")));
      outbox.start();
      const own = open(new FakeServer(unreachable));
      await until(async () => (await own.aside()).length === 1);
      assert.deepEqual(await outbox.aside(), []);
    });

    it("is tried again without a line, but not for ever with a pass that has run out", async () => {
      await leave();
      const server = new FakeServer(unreachable, problem(401));
      another(server).start();
      await new Promise((resolve) => { setTimeout(resolve, 60); });
      await until(() => server.asked.length === 2);
      await new Promise((resolve) => { setTimeout(resolve, 60); });
      assert.equal(server.asked.length, 2);
    });
  });

  it("that was corrected after a refusal does not wait its turn either", async () => {
    const server = new FakeServer(problem(404, "Not yours."), json(201));
    const outbox = open(server);
    await cry(outbox);
    await until(async () => (await outbox.aside()).length === 1);
    await outbox.correct((await outbox.aside())[0].id);
    outbox.start();
    await until(async () => (await outbox.waiting()).length === 0 && server.asked.length === 2);
  });
});
