import assert from "node:assert/strict";
import { beforeEach, describe, it, mock } from "node:test";
import { Position, distance } from "../../static/js/position.js";
import { Push } from "../../static/js/push.js";
import { counted, Counter, StorageWatch } from "../../static/js/storage_watch.js";
import { tellOfLoss } from "../../static/js/tablet_storage.js";
import { Wake } from "../../static/js/wake.js";
import { settle } from "./fake_browser.mjs";

describe("Position", () => {
  const HOME = { latitude: 44.05, longitude: -123.09, accuracy: 10 };
  const north = (metres) => ({ ...HOME, latitude: HOME.latitude + metres / 111_195 });
  let now;
  let told;
  let failed;
  let geolocation;
  let position;
  const move = (seconds, coords) => { now += seconds * 1_000; geolocation.found({ coords }); };

  beforeEach(() => {
    mock.timers.reset();
    mock.timers.enable({ apis: ["setInterval"] });
    [now, told, failed] = [1_000_000, [], []];
    geolocation = {
      watchPosition: (found, lost) => { Object.assign(geolocation, { found, lost }); return 7; },
      clearWatch: (watch) => { geolocation.cleared = watch; },
      getCurrentPosition: (found) => { geolocation.asked = (geolocation.asked ?? 0) + 1; found({ coords: HOME }); },
    };
    position = new Position({ told: (place) => told.push(place), failed: (why) => failed.push(why), geolocation, wall: () => now });
  });

  it("watches nothing before it is told to, and nothing after", () => {
    assert.equal(geolocation.found, undefined);
    position.start();
    position.stop();
    move(30, HOME);
    geolocation.lost({ code: 1 });
    assert.deepEqual([told, failed, geolocation.cleared], [[], [], 7]);
  });

  it("tells the first place at once, then after twenty seconds or fifty metres", () => {
    position.start();
    for (const [seconds, metres] of [[0, 0], [6, 20], [6, 49], [6, 60], [10, 60], [11, 60]]) move(seconds, north(metres));
    assert.deepEqual(told.map(({ latitude }) => Math.round((latitude - HOME.latitude) * 111_195)), [0, 60, 60]);
  });

  it("tells no more than one in five seconds, however fast the van is", () => {
    position.start();
    for (let second = 0; second < 10; second += 1) move(1, north(second * 60));
    assert.equal(told.length, 2);
  });

  it("tells the next place whatever it is once one did not arrive", () => {
    position.start();
    move(0, HOME);
    position.forget();
    move(1, HOME);
    assert.equal(told.length, 2);
  });

  it("asks again where the device stands still and says nothing", () => {
    position.start();
    move(0, HOME);
    now += 61_000;
    mock.timers.tick(60_000);
    assert.deepEqual([geolocation.asked, told.length], [1, 2]);
  });

  it("tells denied from not found", () => {
    position.start();
    geolocation.lost({ code: 1 });
    geolocation.lost({ code: 3 });
    assert.deepEqual(failed, ["denied", "unavailable"]);
  });

  it("measures metres", () => {
    assert.ok(Math.abs(distance(HOME, north(100)) - 100) < 1);
    assert.equal(new Position({ geolocation: null }).able, false);
  });
});

describe("Push", () => {
  const subscription = { toJSON: () => ({ endpoint: "https://push.example/1", keys: { p256dh: "p", auth: "a" } }), unsubscribe: async () => { subscription.gone = true; } };
  const browser = (manager, permission = "granted") => new Push({ workers: { getRegistration: async () => ({ pushManager: manager }) }, permission: () => permission ?? undefined });

  it("says how it stands", async () => {
    const off = { getSubscription: async () => null };
    assert.equal(await browser(off).state(), "off");
    assert.equal(await browser(off, "denied").state(), "denied");
    assert.equal(await browser(off, null).state(), "unable");
    assert.equal(await browser({ getSubscription: async () => subscription }).state(), "on");
    assert.equal(await new Push({ workers: null, permission: () => "granted" }).state(), "unable");
  });

  it("subscribes with the server's key, and renews a subscription with an old one", async () => {
    const keys = [];
    const manager = {
      getSubscription: async () => subscription,
      subscribe: async ({ applicationServerKey, userVisibleOnly }) => {
        keys.push([[...applicationServerKey], userVisibleOnly]);
        if (keys.length === 1) throw new DOMException("another key", "InvalidStateError");
        return subscription;
      },
    };
    assert.deepEqual(await browser(manager).subscribe("_-8"), { endpoint: "https://push.example/1", p256dh: "p", auth: "a" });
    assert.deepEqual(keys, [[[255, 239], true], [[255, 239], true]]);
    assert.equal(subscription.gone, true);
  });
});

describe("Wake", () => {
  let page;
  let locks;
  const look = async (hidden) => { page.hidden = hidden; page.dispatchEvent(new Event("visibilitychange")); await settle(); };

  beforeEach(() => {
    page = Object.assign(new EventTarget(), { hidden: false });
    locks = { taken: [], request: async () => { const lock = { released: false, release: async () => { lock.released = true; } }; locks.taken.push(lock); return lock; } };
  });

  it("holds the screen, and again after the page was hidden", async () => {
    const wake = new Wake({ locks, page });
    await wake.hold();
    await wake.hold();
    assert.equal(locks.taken.length, 1);
    locks.taken[0].released = true;
    await look(true);
    assert.equal(wake.held, false);
    await look(false);
    assert.equal(wake.held, true);
  });

  it("lets go when nobody wants it any more, also while it is being asked for", async () => {
    const wake = new Wake({ locks, page });
    wake.hold();
    await wake.release();
    await settle();
    assert.equal(wake.held, false);
    assert.ok(locks.taken.every(({ released }) => released));
    await look(false);
    assert.equal(wake.held, false);
  });

  it("takes a refusal quietly, and a browser without it", async () => {
    const refused = new Wake({ locks: { request: async () => { throw new DOMException("low battery", "NotAllowedError"); } }, page });
    await refused.hold();
    assert.equal(refused.held, false);
    assert.equal(new Wake({ locks: undefined, page }).able, false);
  });
});

describe("StorageWatch", () => {
  it("says how much of the room is used, and whether it may be taken back", async () => {
    const storage = { persist: async () => true, persisted: async () => true, estimate: async () => ({ usage: 80, quota: 100 }) };
    const watch = new StorageWatch({ storage });
    assert.equal(await watch.ask(), true);
    assert.deepEqual(await watch.look(), { spared: true, usage: 80, quota: 100, share: 0.8 });
  });

  it("knows nothing where the browser says nothing", async () => {
    assert.equal(await new StorageWatch({ storage: undefined }).ask(), false);
    const storage = { persist: async () => { throw new Error("private"); }, estimate: async () => { throw new Error("private"); } };
    assert.deepEqual(await new StorageWatch({ storage }).look(), { spared: false, usage: null, quota: null, share: null });
  });
});

describe("room", () => {
  const shelf = (put) => ({ open: async () => ({ put }), delete: async (name) => { shelf.deleted = name; } });

  it("is tried by writing, and what was written for it is gone again", async () => {
    assert.equal(await new StorageWatch({ caches: shelf(async () => {}) }).tries(), true);
    assert.equal(shelf.deleted, "room");
  });

  it("is not there where the browser refuses it, whatever it tells", async () => {
    const full = async () => { throw new DOMException("full", "QuotaExceededError"); };
    assert.equal(await new StorageWatch({ caches: shelf(full) }).tries(), false);
    assert.equal(await new StorageWatch({ caches: undefined }).tries(), true);
  });
});

describe("what the counters tell", () => {
  const page = (cookie = "csrftoken=letters-9; letters-7=2; letters-8=0") => ({
    cookie, says: { textContent: "" }, kept: { hidden: false }, querySelector() { return this.says; }, querySelectorAll() { return [this.kept]; },
  });

  it("is whose and how many", () => {
    assert.deepEqual(counted("letters", page()), [["7", 2], ["8", 0]]);
  });

  it("is lost where the store does not know them, and no page says then that it is kept", async () => {
    const [emptied, there] = [page(), page()];
    await tellOfLoss({ recall: async () => undefined }, emptied);
    await tellOfLoss({ recall: async () => true }, there);
    assert.match(emptied.says.textContent, /emptied what the tablet kept\. Letters not sent: 2\./);
    assert.deepEqual([emptied.kept.hidden, there.kept.hidden, there.says.textContent], [true, false, ""]);
  });
});

describe("Counter", () => {
  it("keeps its number in a cookie of its own", () => {
    const page = { cookie: "letters-77=9; csrftoken=x; letters-7=3" };
    const counter = new Counter({ name: "letters-7", page });
    assert.equal(counter.number, 3);
    counter.number = 4;
    assert.match(page.cookie, /^letters-7=4; Path=\/tablet\/; Max-Age=\d+; SameSite=Strict/);
    assert.equal(new Counter({ name: "letters-8", page }).number, 0);
  });
});
