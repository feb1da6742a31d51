import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { Outbox } from "../../static/js/outbox.js";
import { Store, StoreFull } from "../../static/js/store.js";
import { FakeChannels, FakeLocks, FakeServer, heard, json, page, problem, redirect, settle, silent, unreachable }
  from "./fake_browser.mjs";
import { FakeIndexedDB } from "./fake_indexeddb.mjs";

const TWO_PM = "2026-03-02T14:00:00.000Z";
const THREE_PM = "2026-03-02T15:00:00.000Z";
const MEDIC = "7";
const NURSE = "8";

let indexedDB;
let locks;
let channels;
let clock;
let opened;

function open(server, { person = MEDIC, ...more } = {}) {
  const store = new Store({ indexedDB });
  const outbox = new Outbox({
    store, clock, person, locks, channel: channels.join(), fetch: server.fetch, csrf: () => "token", page: new EventTarget(),
    random: () => 1, ...more,
  });
  opened.push(outbox);
  return outbox;
}

const put = (outbox, name = "a", more = {}) => outbox.put({ url: `/tablet/${name}/`, body: { name }, label: name, place: "status", ...more });
const urls = (letters) => letters.map((letter) => letter.url.split("/")[2]).join("");
const sent = (server) => server.asked.map(({ fields }) => fields.get("name")).join("");

beforeEach((t) => {
  indexedDB = new FakeIndexedDB();
  locks = new FakeLocks();
  channels = new FakeChannels();
  clock = { ready: Promise.resolve(), time: TWO_PM, now: () => new Date(clock.time) };
  opened = [];
  t.after?.(() => opened.forEach((outbox) => outbox.stop()));
});

describe("put", () => {
  it("keeps the letter before anything is sent", async () => {
    const server = new FakeServer(json(201));
    const letter = await put(open(server), "a", { body: { name: "a", needs: ["food", "bed"] } });
    assert.equal(server.asked.length, 0);
    assert.deepEqual(indexedDB.durabilities.at(-1), "strict");
    assert.match(letter.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    assert.deepEqual({ ...letter, id: null }, {
      id: null, occurred_at: TWO_PM, url: "/tablet/a/", body: { name: "a", needs: ["food", "bed"] }, author: MEDIC, written: 1,
      label: "a", place: "status", state: "waiting",
    });
    assert.deepEqual(await open(server).waiting(), [letter]);
  });

  it("waits for the clock to know its offset", async () => {
    clock.ready = settle(2).then(() => { clock.time = THREE_PM; });
    assert.equal((await put(open(new FakeServer(json(201))))).occurred_at, THREE_PM);
  });

  for (const name of ["id", "occurred_at"]) {
    it(`refuses a body that brings its own ${name}`, async () => {
      await assert.rejects(put(open(new FakeServer(json(201))), "a", { body: { [name]: "x" } }), { name: "TypeError" });
    });
  }

  it("refuses an address of another house", async () => {
    for (const url of ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example/"]) {
      await assert.rejects(put(open(new FakeServer(json(201))), "a", { url }), { name: "TypeError" });
    }
  });

  it("leaves out the form's own token, which would be stale when the letter goes", async () => {
    const letter = await put(open(new FakeServer(json(201))), "a", { body: { csrfmiddlewaretoken: "old", note: "n" } });
    assert.deepEqual(letter.body, { note: "n" });
  });

  describe("on a device that is full", () => {
    const full = () => indexedDB.failures.push({ at: "commit", name: "QuotaExceededError" });

    it("says so in a sentence where there is no line", async () => {
      full();
      const outbox = open(new FakeServer(unreachable));
      await assert.rejects(put(outbox), (error) => error instanceof StoreFull && /no room left/.test(error.message));
      assert.deepEqual(await outbox.waiting(), []);
    });

    it("asks the server at once, under the letter's own number, and tells it as sent", async () => {
      full();
      const server = new FakeServer(json(201, { seq: 9 }));
      const outbox = open(server);
      const events = heard(outbox, "sent");
      const { id } = await put(outbox, "a");
      assert.deepEqual(server.asked.map(({ url, fields }) => [url, fields.get("id"), fields.get("occurred_at")]), [["/tablet/a/", id, TWO_PM]]);
      assert.deepEqual(events.map(([kind, { letter, answer }]) => [kind, letter.id, answer]), [["sent", id, { seq: 9 }]]);
    });

    it("gives the server's reason where it is refused", async () => {
      full();
      await assert.rejects(put(open(new FakeServer(problem(409, "Not twice.")))), { message: "Not twice." });
    });

    it("lets nothing overtake what was written before", async () => {
      const server = new FakeServer(problem(503));
      const outbox = open(server);
      await put(outbox, "a");
      full();
      await assert.rejects(put(outbox, "b"), StoreFull);
      assert.deepEqual([...new Set(server.asked.map(({ url }) => url))], ["/tablet/a/"]);
      full();
      server.answers = [json(201, { seq: 9 })];
      await put(outbox, "c");
      assert.deepEqual(server.asked.slice(-2).map(({ url }) => url), ["/tablet/a/", "/tablet/c/"]);
    });
  });
});

describe("drain", () => {
  it("posts an ordinary form under its author's number", async () => {
    const server = new FakeServer(json(201));
    const outbox = open(server);
    const letter = await put(outbox, "a", { body: { name: "a", needs: ["food", "bed"] } });
    await outbox.drain();
    const [{ url, method, headers, fields, redirect: mode, credentials }] = server.asked;
    assert.deepEqual([url, method, mode, credentials], ["/tablet/a/", "POST", "manual", "same-origin"]);
    assert.deepEqual(headers, { Accept: "application/json", "X-CSRFToken": "token", "X-Letter-Author": MEDIC });
    assert.deepEqual([...fields], [["name", "a"], ["needs", "food"], ["needs", "bed"], ["id", letter.id], ["occurred_at", TWO_PM]]);
  });

  for (const status of [200, 201]) {
    it(`lets a letter leave the shelf after ${status}`, async () => {
      const outbox = open(new FakeServer(json(status, { seq: 9 })));
      const letter = await put(outbox);
      const events = heard(outbox, "sent", "change");
      await outbox.drain();
      assert.deepEqual(await outbox.waiting(), []);
      assert.deepEqual(events, [["sent", { letter, answer: { seq: 9 } }], ["change", { waiting: 0, aside: 0, oldest: null }]]);
    });
  }

  const STAYS = [
    ["no answer", unreachable, "no-answer"], ["500", page(500), "no-answer"], ["503", page(503), "no-answer"],
    ["408", problem(408), "no-answer"], ["429", problem(429), "no-answer"], ["401", problem(401), "signed-out"],
    ["403", problem(403), "forbidden"], ["a redirect", redirect, "signed-out"],
    ["a captive portal's page", page(200), "no-answer"], ["202", json(202), "no-answer"],
    ["broken JSON", async () => new Response("{", { headers: { "Content-Type": "application/json" } }), "no-answer"],
  ];
  for (const [name, answer, reason] of STAYS) {
    it(`keeps the letter and those behind it after ${name}`, async () => {
      const server = new FakeServer(answer);
      const outbox = open(server);
      await put(outbox, "a");
      await put(outbox, "b");
      const events = heard(outbox, "stuck", "sent");
      await outbox.drain();
      assert.equal(urls(await outbox.waiting()), "ab");
      assert.doesNotMatch(sent(server), /b/);
      assert.deepEqual(events, [["stuck", { reason }]]);
    });
  }

  for (const status of [400, 404, 409, 410, 413, 422]) {
    it(`sets the letter aside after ${status}, with the reason, and sends the rest`, async () => {
      const server = new FakeServer(problem(status, "Unit 3 is already on its way."), json(201));
      const outbox = open(server);
      const first = await put(outbox, "a");
      await put(outbox, "b");
      await outbox.drain();
      assert.equal(sent(server), "ab");
      assert.deepEqual(await outbox.waiting(), []);
      const [aside] = await outbox.aside();
      assert.deepEqual([aside.id, aside.occurred_at, aside.state, aside.status], [first.id, TWO_PM, "aside", status]);
      assert.equal(aside.reason, "Unit 3 is already on its way.");
    });
  }

  it("has a reason also for a refusal that gives none", async () => {
    const outbox = open(new FakeServer(page(413)));
    await put(outbox);
    await outbox.drain();
    assert.equal((await outbox.aside())[0].reason, "The server did not accept this (413).");
  });

  it("asks for a fresh token once after 403 and tries again", async () => {
    let token = "old";
    const server = new FakeServer(problem(403), async () => { token = "new"; return json(200)(); }, json(201));
    const outbox = open(server, { csrf: () => token });
    await put(outbox);
    await outbox.drain();
    assert.deepEqual(server.asked.map(({ url }) => url), ["/tablet/a/", "/live/ticket/", "/tablet/a/"]);
    assert.deepEqual(server.asked.map(({ headers }) => headers["X-CSRFToken"]), ["old", undefined, "new"]);
    assert.deepEqual(await outbox.waiting(), []);
  });

  it("stops and keeps after a second 403", async () => {
    const server = new FakeServer(problem(403));
    const outbox = open(server);
    await put(outbox);
    await outbox.drain();
    assert.equal(server.asked.length, 3);
    assert.equal((await outbox.waiting()).length, 1);
  });

  it("sends in the order of writing, also when the times are equal or run backwards", async () => {
    const server = new FakeServer(json(201));
    const outbox = open(server);
    clock.time = THREE_PM;
    await put(outbox, "a");
    clock.time = TWO_PM;
    await Promise.all([..."bcdefgh"].map((name) => put(outbox, name)));
    await outbox.drain();
    assert.equal(sent(server), "abcdefgh");
  });

  it("sends each letter once when two tabs drain at once", async () => {
    const server = new FakeServer(async () => { await settle(3); return json(201)(); });
    const [left, right] = [open(server), open(server)];
    await Promise.all([put(left, "a"), put(right, "b"), put(left, "c")]);
    await Promise.all([left.drain(), right.drain(), left.drain(), right.drain()]);
    assert.equal([...sent(server)].sort().join(""), "abc");
    assert.equal(server.busiest, 1);
  });

  it("sends after a crash between writing and sending, with the same number and time", async () => {
    const letter = await put(open(new FakeServer(unreachable)));
    clock.time = THREE_PM;
    const server = new FakeServer(json(201));
    await open(server).drain();
    assert.deepEqual([server.asked[0].fields.get("id"), server.asked[0].fields.get("occurred_at")], [letter.id, TWO_PM]);
  });

  it("sends the same letter again when the answer to the first was lost", async () => {
    const server = new FakeServer(unreachable, json(200));
    const outbox = open(server);
    const letter = await put(outbox);
    await outbox.drain();
    await outbox.drain();
    assert.deepEqual(server.asked.map(({ fields }) => fields.get("id")), [letter.id, letter.id]);
    assert.deepEqual(await outbox.waiting(), []);
  });

  it("neither reads nor sends the letters of another author", async () => {
    const server = new FakeServer(json(201));
    await put(open(server, { person: NURSE }), "n");
    const outbox = open(server);
    await put(outbox, "m");
    await outbox.drain();
    assert.equal(sent(server), "m");
    assert.deepEqual([await outbox.waiting(), await outbox.aside()], [[], []]);
    assert.equal(urls(await open(server, { person: NURSE }).waiting()), "n");
  });

  it("sends everything once the author has signed in again", async () => {
    const server = new FakeServer(problem(401), json(201));
    const outbox = open(server);
    await put(outbox, "a");
    await put(outbox, "b");
    await outbox.drain();
    await outbox.drain();
    assert.equal(sent(server), "aab");
    assert.deepEqual(await outbox.waiting(), []);
  });

  it("sends a letter that is written while the last one is being answered", async () => {
    const server = new FakeServer(json(201));
    const outbox = open(server);
    outbox.addEventListener("sent", () => put(outbox, "b"), { once: true });
    outbox.start();
    await put(outbox, "a");
    await settle();
    assert.equal(sent(server), "ab");
  });
});

describe("patience", () => {
  beforeEach((t) => t.mock?.timers.reset());

  it("gives up on an answer after ten seconds", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const outbox = open(new FakeServer(silent));
    await put(outbox);
    const events = heard(outbox, "stuck");
    const drained = outbox.drain();
    await settle();
    t.mock.timers.tick(9_999);
    await settle();
    assert.deepEqual(events, []);
    t.mock.timers.tick(1);
    await drained;
    assert.deepEqual(events, [["stuck", { reason: "no-answer" }]]);
    assert.equal((await outbox.waiting()).length, 1);
  });

  it("tries again after 1, 2, 4 … 60 seconds at most, and at once when woken", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const server = new FakeServer(unreachable);
    const window = new EventTarget();
    const outbox = open(server, { page: window });
    await put(outbox);
    outbox.start();
    await settle();
    for (const [n, seconds] of [1, 2, 4, 8, 16, 32, 60, 60].entries()) {
      t.mock.timers.tick(seconds * 1000 - 1);
      await settle();
      assert.equal(server.asked.length, n + 1);
      t.mock.timers.tick(1);
      await settle();
      assert.equal(server.asked.length, n + 2);
    }
    for (const kind of ["online", "visibilitychange", "pageshow"]) {
      const before = server.asked.length;
      window.dispatchEvent(new Event(kind));
      await settle();
      assert.equal(server.asked.length, before + 1, kind);
    }
    t.mock.timers.tick(1_000);
    await settle();
    assert.equal(server.asked.length, 13);
    outbox.stop();
  });

  it("tries again at once after an old attempt when woken in the middle of it", async (t) => {
    t.mock.timers.enable({ apis: ["setTimeout"] });
    const server = new FakeServer(silent, json(201));
    const outbox = open(server);
    await put(outbox);
    outbox.start();
    await settle();
    outbox.wake();
    t.mock.timers.tick(10_000);
    await settle();
    assert.equal(server.asked.length, 2);
    assert.deepEqual(await outbox.waiting(), []);
    outbox.stop();
  });
});

describe("other tabs", () => {
  it("hear of every change, and of the oldest letter that waits", async () => {
    const [left, right] = [open(new FakeServer(json(201))), open(new FakeServer(json(201)))];
    const events = heard(right, "change");
    await put(left, "a");
    clock.time = THREE_PM;
    await put(left, "b");
    await settle();
    assert.deepEqual(events.at(-1), ["change", { waiting: 2, aside: 0, oldest: TWO_PM }]);
    await left.drain();
    await settle();
    assert.deepEqual(events.at(-1), ["change", { waiting: 0, aside: 0, oldest: null }]);
  });

  it("send what a closed tab has left", async () => {
    const server = new FakeServer(json(201));
    const right = open(server);
    right.start();
    await settle();
    await put(open(new FakeServer(unreachable)), "a");
    await settle();
    assert.equal(sent(server), "a");
    right.stop();
  });
});

describe("a letter set aside", () => {
  const refused = async () => {
    const server = new FakeServer(problem(409, "No."), json(201));
    const outbox = open(server);
    const letter = await put(outbox);
    await outbox.drain();
    clock.time = THREE_PM;
    return { server, outbox, letter };
  };

  it("goes again as a new letter with the time of the old one", async () => {
    const { server, outbox, letter } = await refused();
    const renewed = await outbox.correct(letter.id, { name: "b" });
    assert.notEqual(renewed.id, letter.id);
    assert.deepEqual([renewed.occurred_at, renewed.state, renewed.body, "reason" in renewed], [TWO_PM, "waiting", { name: "b" }, false]);
    assert.deepEqual(await outbox.aside(), []);
    await outbox.drain();
    assert.deepEqual([sent(server), server.asked[1].fields.get("occurred_at")], ["ab", TWO_PM]);
  });

  it("shows in its new place what it says now", async () => {
    const { outbox, letter } = await refused();
    const renewed = await outbox.correct(letter.id, { name: "b" }, { text: "b" });
    assert.deepEqual([renewed.place, renewed.label], [{ text: "b" }, letter.label]);
  });

  it("stays when the corrected one could not be written", async () => {
    const { outbox, letter } = await refused();
    indexedDB.failures.push({ at: "commit", name: "QuotaExceededError" });
    await assert.rejects(outbox.correct(letter.id, { name: "b" }), StoreFull);
    assert.deepEqual([(await outbox.aside()).length, (await outbox.waiting()).length], [1, 0]);
  });

  it("leaves when its author releases it", async () => {
    const { outbox, letter } = await refused();
    await outbox.release(letter.id);
    assert.deepEqual(await outbox.aside(), []);
  });

  it("can be neither corrected nor released by another person", async () => {
    const { server, outbox, letter } = await refused();
    const stranger = open(server, { person: NURSE });
    await assert.rejects(stranger.correct(letter.id, { name: "b" }), { message: "This is no longer set aside." });
    await assert.rejects(stranger.release(letter.id), { message: "This is no longer set aside." });
    assert.equal((await outbox.aside()).length, 1);
  });

  it("is the only kind that can be released", async () => {
    const outbox = open(new FakeServer(unreachable));
    const letter = await put(outbox);
    await assert.rejects(outbox.release(letter.id), { message: "This is no longer set aside." });
    assert.equal((await outbox.waiting()).length, 1);
  });
});

describe("a bundle", () => {
  it("takes what waits in one journey, in order", async () => {
    const [server, dead] = [new FakeServer(json(201)), new FakeServer(unreachable)];
    const offline = open(dead);
    for (const name of "abc") await put(offline, name);
    await open(server).drain();
    assert.equal(server.bundles, 1);
    assert.equal(sent(server), "abc");
  });

  it("sets aside the refused one alone and takes no letter behind an unanswered one off the shelf", async () => {
    const server = new FakeServer(json(201), problem(422, "Say where they went."), json(503));
    const outbox = open(server);
    for (const name of "abcd") await put(outbox, name);
    await outbox.drain();
    assert.equal(urls(await outbox.aside()), "b");
    assert.equal(urls(await outbox.waiting()), "cd");
  });

  it("goes letter by letter where the line was too weak for many", async () => {
    const server = new FakeServer(unreachable, json(201));
    const outbox = open(server);
    for (const name of "abc") await put(outbox, name);
    await outbox.drain();
    await outbox.drain();
    assert.deepEqual(server.asked.map(({ fields }) => fields.get("name")).slice(1, 2), ["a"]);
    assert.equal((await outbox.waiting()).length, 0);
  });

  it("is opened into single letters where the server does not take it", async () => {
    const server = new FakeServer(json(201));
    const refusing = async (url, options) => (
      url.endsWith("/bundle/") ? problem(404, "No such page.")() : server.fetch(url, options)
    );
    const outbox = open({ fetch: refusing });
    for (const name of "ab") await put(outbox, name);
    await outbox.drain();
    assert.equal(sent(server), "ab");
  });
});
