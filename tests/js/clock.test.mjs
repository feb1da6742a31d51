import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { Clock } from "../../static/js/clock.js";
import { Store } from "../../static/js/store.js";
import { FakeIndexedDB } from "./fake_indexeddb.mjs";

const TWO_PM = Date.parse("2026-03-02T14:00:00Z");
const MINUTE = 60_000;

class FakeTime {
  wall = TWO_PM;
  ticks = 0;

  pass(milliseconds) {
    this.wall += milliseconds;
    this.ticks += milliseconds;
  }
}

class FakePage extends EventTarget {
  hidden = false;

  show(visible) {
    this.hidden = !visible;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

describe("Clock", () => {
  let time;
  let page;
  let store;
  const open = async () => {
    const clock = new Clock({ store, page, wall: () => time.wall, ticks: () => time.ticks });
    await clock.ready;
    return clock;
  };
  const sampled = (clock, ahead, trip) => {
    clock.sample({ time: time.wall + ahead - trip / 2, sentAt: time.wall - trip, receivedAt: time.wall });
  };
  const ahead = (clock) => clock.now().getTime() - time.wall;

  beforeEach(() => {
    time = new FakeTime();
    page = new FakePage();
    store = new Store({ indexedDB: new FakeIndexedDB() });
  });

  it("is the device's clock while nothing is known", async () => {
    assert.equal(ahead(await open()), 0);
  });

  it("believes the sample with the shortest round trip", async () => {
    const clock = await open();
    sampled(clock, 5_000, 40);
    sampled(clock, 5_700, 1_500);
    assert.equal(ahead(clock), 5_000);
  });

  it("lets a sample go after ten minutes", async () => {
    const clock = await open();
    sampled(clock, 5_000, 40);
    time.pass(11 * MINUTE);
    assert.equal(clock.fresh, false);
    sampled(clock, 5_200, 300);
    assert.equal(ahead(clock), 5_200);
    assert.equal(clock.fresh, true);
  });

  it("ignores an answer that took longer than ten seconds, and one without a time", async () => {
    const clock = await open();
    sampled(clock, 90_000, 20_000);
    clock.sample({ time: undefined, sentAt: time.wall, receivedAt: time.wall });
    assert.equal(ahead(clock), 0);
  });

  it("takes a hint without a round trip only where it has nothing better", async () => {
    const clock = await open();
    clock.sample({ time: time.wall + 4_000 });
    clock.sample({ time: time.wall + 3_000 });
    assert.equal(ahead(clock), 4_000);
    assert.equal(clock.fresh, false);
    sampled(clock, 4_300, 60);
    clock.sample({ time: time.wall + 9_000 });
    assert.equal(ahead(clock), 4_300);
  });

  it("measures around a question", async () => {
    const clock = await open();
    const answer = await clock.measure(async () => {
      time.pass(200);
      return { time: time.wall - 100 + 7_000, ticket: "t" };
    });
    assert.equal(answer.ticket, "t");
    assert.equal(ahead(clock), 7_000);
  });

  it("survives a reload without a network", async () => {
    sampled(await open(), 5_000, 40);
    assert.equal(ahead(await open()), 5_000);
  });

  for (const [way, jump] of [["forward", 3_600_000], ["back", -3_600_000]]) {
    it(`keeps true time when the device's clock is set ${way}, also after a reload`, async () => {
      const clock = await open();
      sampled(clock, 5_000, 40);
      const before = clock.now().getTime();
      time.pass(1_000);
      time.wall += jump;
      assert.equal(clock.now().getTime(), before + 1_000);
      assert.equal((await open()).now().getTime(), before + 1_000);
    });
  }

  it("believes the first sample after a jump", async () => {
    const clock = await open();
    sampled(clock, 5_000, 40);
    time.wall += 3_600_000;
    sampled(clock, -3_594_000, 900);
    assert.equal(ahead(clock), -3_594_000);
  });

  it("does not take sleep for a jump", async () => {
    const clock = await open();
    sampled(clock, 5_000, 40);
    page.show(false);
    time.wall += 30 * MINUTE;
    page.show(true);
    assert.equal(ahead(clock), 5_000);
  });

  it("does not take a slow drift over a long day for a jump", async () => {
    const clock = await open();
    for (let hour = 0; hour < 24; hour += 1) {
      time.pass(60 * MINUTE);
      time.wall += 200;
      assert.equal(ahead(clock), 0);
    }
  });
});
