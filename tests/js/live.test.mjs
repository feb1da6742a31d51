import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { Live } from "../../static/js/live.js";
import { Store } from "../../static/js/store.js";
import { tickets } from "../../static/js/tickets.js";
import { FakeServer, heard, json, page, redirect, settle, unreachable } from "./fake_browser.mjs";
import { FakeIndexedDB } from "./fake_indexeddb.mjs";

const TWO_PM = Date.parse("2026-03-02T14:00:00Z");

let sockets;
let clock;
let store;
let window;
let ticket;

class FakeSocket {
  sent = [];
  closed = false;

  constructor(url) {
    this.url = new URL(url);
    sockets.push(this);
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.closed = true;
  }

  async says(...frames) {
    for (const frame of frames) this.onmessage?.({ data: JSON.stringify(frame) });
    await settle();
  }

  async drops(code = 1006) {
    this.onclose?.({ code });
    await settle();
  }
}

class FakeClock {
  fresh = true;
  samples = [];

  now() {
    return new Date();
  }

  sample(sample) {
    this.samples.push(sample);
  }

  async measure(ask) {
    return ask();
  }
}

const hello = (since) => ({ hello: { epoch: "e1", since, head: 430 } });
const line = (seq, prev = seq - 1) => ({ seq, prev, kind: "something.happened" });
const last = () => sockets.at(-1);

async function open(t, more = {}) {
  if (!open.mocked.has(t)) t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: TWO_PM });
  open.mocked.add(t);
  const live = new Live({
    url: "wss://here.example/ws/live/", person: "7", store, clock, ticket, page: window, WebSocket: FakeSocket, random: () => 1, ...more,
  });
  const events = heard(live, "open", "line", "resync", "lost", "signed-out");
  live.start();
  await settle();
  return { live, events, kinds: () => events.map(([kind]) => kind).join(" "), told: () => events.filter(([kind]) => kind === "line").map(([, { seq }]) => seq) };
}
open.mocked = new WeakSet();

const pass = async (t, milliseconds) => {
  t.mock.timers.tick(milliseconds);
  await settle();
};

beforeEach(async () => {
  sockets = [];
  clock = new FakeClock();
  store = new Store({ indexedDB: new FakeIndexedDB() });
  window = new EventTarget();
  ticket = async () => ({ ticket: "t", epoch: "e1", head: 430, time: 0 });
  await store.remember("live-7", { epoch: "e1", cursor: 412 });
});

describe("Live", () => {
  it("comes with its ticket, its log and its cursor", async (t) => {
    await open(t);
    assert.equal(last().url.href, "wss://here.example/ws/live/?ticket=t&epoch=e1&since=412");
  });

  it("prefers the cursor it is given to the one it kept", async (t) => {
    await open(t, { cursor: 420, epoch: "e9" });
    assert.equal(last().url.search, "?ticket=t&epoch=e9&since=420");
  });

  it("gives a tablet's number, and answers each heartbeat with what it has", async (t) => {
    await open(t, { device: "d-1" });
    assert.equal(last().url.searchParams.get("device"), "d-1");
    await last().says(hello(412));
    await pass(t, 100);
    for (const time of [5, 6]) {
      await last().says({ head: 430, prev: 412, time });
      await pass(t, 100);
    }
    assert.deepEqual(last().sent, [{ have: 412 }, { have: 412 }, { have: 412 }]);
  });

  it("leaves heartbeats unanswered where nobody asks how the device is", async (t) => {
    await open(t);
    await last().says(hello(412), { head: 430, prev: 412, time: 5 });
    await pass(t, 100);
    assert.deepEqual(last().sent, [{ have: 412 }]);
  });

  it("tells that something moved, which is no line and no hole", async (t) => {
    const { live, kinds } = await open(t);
    const moved = heard(live, "moved");
    await last().says(hello(412), { moved: true });
    assert.deepEqual([moved.length, kinds(), last().closed], [1, "open", false]);
  });

  it("comes with no log and asks from nothing where it was never before", async (t) => {
    await open(t, { person: "8" });
    assert.equal(last().url.search, "?ticket=t&epoch=&since=0");
  });

  it("tells each line once and in order, and remembers how far it came", async (t) => {
    const { kinds, told } = await open(t);
    await last().says(hello(412), line(413), line(420, 413), line(420, 413), line(413), line(421, 420));
    assert.deepEqual(told(), [413, 420, 421]);
    assert.equal(kinds(), "open line line line");
    assert.deepEqual(await store.recall("live-7"), { epoch: "e1", cursor: 421 });
  });

  it("comes back with its cursor when there is a hole", async (t) => {
    const { told } = await open(t);
    await last().says(hello(412), line(413));
    await last().says(line(415, 414));
    assert.equal(last().closed, true);
    await pass(t, 200);
    assert.equal(sockets.length, 2);
    assert.equal(last().url.searchParams.get("since"), "413");
    await last().says(hello(413), line(414), line(415));
    assert.deepEqual(told(), [413, 414, 415]);
  });

  it("sees a hole in a heartbeat too", async (t) => {
    await open(t);
    await last().says(hello(412), { head: 431, prev: 412, time: 0 });
    assert.equal(last().closed, false);
    await last().says({ head: 431, prev: 413, time: 0 });
    assert.equal(last().closed, true);
  });

  it("says what it has only after it is stored, and says it once for many", async (t) => {
    const kept = [];
    let finish;
    const keep = (frame) => new Promise((resolve) => { kept.push(frame.seq); finish = resolve; });
    const { told } = await open(t, { keep });
    await last().says(hello(412));
    await pass(t, 50);
    assert.deepEqual(last().sent, [{ have: 412 }]);
    await last().says(line(413), line(414));
    await pass(t, 1_000);
    assert.deepEqual([told(), kept, last().sent.length], [[413, 414], [413], 1]);
    assert.equal((await store.recall("live-7")).cursor, 412);
    finish();
    await settle();
    finish();
    await settle();
    assert.equal((await store.recall("live-7")).cursor, 414);
    await pass(t, 50);
    assert.deepEqual(last().sent, [{ have: 412 }, { have: 414 }]);
  });

  it("does not move past a line whose page could not be kept, and tells it only once", async (t) => {
    let works = false;
    const keep = async () => { if (!works) throw new Error("No network."); };
    const { told } = await open(t, { keep });
    await last().says(hello(412), line(413), line(414));
    assert.equal(last().closed, true);
    assert.equal((await store.recall("live-7")).cursor, 412);
    works = true;
    await pass(t, 200);
    assert.equal(last().url.searchParams.get("since"), "412");
    await last().says(hello(412), line(413), line(414));
    assert.deepEqual(told(), [413, 414]);
    assert.equal((await store.recall("live-7")).cursor, 414);
  });

  it("keeps everything anew after a resync, and only then carries on from the head", async (t) => {
    const kept = [];
    let finish;
    const keep = (frame) => { kept.push(frame); return new Promise((resolve) => { finish = resolve; }); };
    const { kinds, told } = await open(t, { keep });
    await last().says({ resync: { epoch: "e2", head: 30 } }, line(31, 30));
    assert.deepEqual([kinds(), kept], ["open resync line", [null]]);
    assert.deepEqual(await store.recall("live-7"), { epoch: "e1", cursor: 412 });
    finish();
    await settle();
    assert.deepEqual(await store.recall("live-7"), { epoch: "e2", cursor: 30 });
    finish();
    await settle();
    assert.deepEqual(told(), [31]);
    await last().drops();
    await pass(t, 200);
    assert.equal(last().url.search, "?ticket=t&epoch=e2&since=31");
  });

  it("says once since when the line is lost, and when it is back", async (t) => {
    const { events, kinds } = await open(t);
    await last().says(hello(412));
    await pass(t, 3_000);
    await last().drops();
    await pass(t, 200);
    await last().drops();
    await pass(t, 400);
    await last().says(hello(412));
    assert.equal(kinds(), "open lost open");
    assert.deepEqual(events[1][1], { since: new Date(TWO_PM) });
  });

  it("comes back after 0.2, 0.4 … 5 seconds at most", async (t) => {
    await open(t);
    for (const pause of [200, 400, 800, 1_600, 3_200, 5_000, 5_000]) {
      const before = sockets.length;
      await last().drops();
      await pass(t, pause - 1);
      assert.equal(sockets.length, before);
      await pass(t, 1);
      assert.equal(sockets.length, before + 1);
    }
  });

  for (const kind of ["visibilitychange", "pageshow", "online"]) {
    it(`comes back at once on ${kind}`, async (t) => {
      await open(t, { random: () => 100 });
      await last().drops();
      window.dispatchEvent(new Event(kind));
      await settle();
      assert.equal(sockets.length, 2);
    });
  }

  it("does not wait for a line that slept with the device", async (t) => {
    await open(t);
    await last().says(hello(412));
    window.dispatchEvent(new Event("visibilitychange"));
    await settle();
    assert.equal(sockets.length, 1);
    t.mock.timers.setTime(TWO_PM + 13_000);
    window.dispatchEvent(new Event("visibilitychange"));
    await settle();
    assert.deepEqual([sockets.length, sockets[0].closed], [2, true]);
  });

  it("takes 25 seconds of silence for a dead line", async (t) => {
    const { kinds } = await open(t);
    await last().says(hello(412));
    await pass(t, 20_000);
    await last().says({ head: 430, prev: 412, time: 0 });
    await pass(t, 24_999);
    assert.equal(last().closed, false);
    await pass(t, 1);
    assert.equal(last().closed, true);
    await pass(t, 200);
    assert.deepEqual([sockets.length, kinds()], [2, "open lost"]);
  });

  it("gives a ticket or a socket five seconds to come", async (t) => {
    const asked = [];
    const slow = () => new Promise((resolve) => { asked.push(resolve); });
    await open(t, { ticket: slow });
    await pass(t, 5_000);
    await pass(t, 200);
    assert.equal(asked.length, 2);
    asked[0]({ ticket: "late" });
    await settle();
    assert.equal(sockets.length, 0);
    asked[1]({ ticket: "t" });
    await settle();
    assert.equal(sockets.length, 1);
    await pass(t, 5_000);
    assert.equal(last().closed, true);
  });

  it("says that the person is signed out and asks again after half a minute", async (t) => {
    let asked = 0;
    const refused = async () => { asked += 1; throw Object.assign(new Error("no"), { status: 401 }); };
    const { kinds } = await open(t, { ticket: refused });
    assert.equal(kinds(), "lost signed-out");
    await pass(t, 29_999);
    assert.equal(asked, 1);
    await pass(t, 1);
    assert.equal(asked, 2);
  });

  it("is slow to come back where it is not wanted", async (t) => {
    await open(t);
    await last().drops(4403);
    await pass(t, 5_000);
    assert.equal(sockets.length, 1);
    await pass(t, 25_000);
    assert.equal(sockets.length, 2);
  });

  it("gives the heartbeat's time to the clock only where it knows nothing better", async (t) => {
    await open(t);
    await last().says(hello(412), { head: 430, prev: 412, time: 5 });
    clock.fresh = false;
    await last().says({ head: 430, prev: 412, time: 6 });
    assert.deepEqual(clock.samples, [{ time: 6 }]);
  });

  it("hangs up when the page goes away and calls when it is shown again", async (t) => {
    const { kinds } = await open(t);
    await last().says(hello(412));
    window.dispatchEvent(new Event("pagehide"));
    await pass(t, 60_000);
    assert.deepEqual([sockets.length, last().closed, kinds()], [1, true, "open"]);
    window.dispatchEvent(new Event("pageshow"));
    await settle();
    assert.equal(sockets.length, 2);
  });

  it("knows whether its line still stands after a short loss of the network", async (t) => {
    const { live } = await open(t);
    await last().says(hello(412));
    assert.equal(live.stands, true);
    t.mock.timers.tick(13_000);
    assert.equal(live.stands, false);
  });

  it("is quiet after it was stopped", async (t) => {
    const { live } = await open(t);
    await last().says(hello(412));
    live.stop();
    window.dispatchEvent(new Event("online"));
    await pass(t, 60_000);
    assert.deepEqual([sockets.length, last().closed], [1, true]);
  });
});

describe("tickets", () => {
  const ask = (answer) => tickets({ fetch: new FakeServer(answer).fetch })();

  it("gives the server's answer", async () => {
    assert.deepEqual(await ask(json(200, { ticket: "t" })), { ticket: "t" });
  });

  it("says 401 for a redirect to the sign-in as well", async () => {
    await assert.rejects(ask(json(401)), { status: 401 });
    await assert.rejects(ask(redirect), { status: 401 });
    await assert.rejects(ask(page(503)), { status: 503 });
    await assert.rejects(ask(unreachable), { name: "TypeError" });
  });
});
