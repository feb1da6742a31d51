import assert from "node:assert/strict";
import { beforeEach, describe, it, mock } from "node:test";
import { Health } from "../../static/js/health.js";
import { stateOf } from "../../static/js/desk_health.js";
import { settle } from "./fake_browser.mjs";

describe("Health", () => {
  let now;
  let sent;
  let status;
  let health;
  const pass = async (seconds) => {
    for (let second = 0; second < seconds; second += 1) {
      now += 1_000;
      mock.timers.tick(1_000);
      await settle(4);
    }
  };

  beforeEach(() => {
    mock.timers.reset();
    mock.timers.enable({ apis: ["setInterval", "setTimeout"] });
    [now, sent, status] = [1_000_000, [], 204];
    health = new Health({ send: async (counts) => { sent.push([(now - 1_000_000) / 1_000, counts.unsent]); return status; }, wall: () => now });
  });

  it("reports at once and then every minute", async () => {
    health.start();
    await pass(121);
    assert.deepEqual(sent, [[1, 0], [60, 0], [120, 0]]);
  });

  it("reports a change at once, and many changes within ten seconds as one", async () => {
    health.start();
    await pass(20);
    health.changed({ waiting: 1, oldest: "2026-03-02T14:00:00Z" });
    await pass(2);
    health.changed({ waiting: 2, oldest: "2026-03-02T14:00:00Z" });
    health.changed({ waiting: 3, oldest: "2026-03-02T14:00:00Z" });
    await pass(15);
    assert.deepEqual(sent, [[1, 0], [21, 1], [31, 3]]);
  });

  it("says nothing twice that has not changed", async () => {
    health.start();
    await pass(20);
    health.changed({ waiting: 0, oldest: null });
    await pass(20);
    assert.deepEqual(sent, [[1, 0]]);
  });

  it("says it again once the line is back", async () => {
    health.start();
    await pass(20);
    health.again();
    await pass(2);
    assert.deepEqual(sent, [[1, 0], [21, 0]]);
  });

  it("is quiet off duty until somebody starts it again", async () => {
    status = 409;
    health.start();
    await pass(200);
    assert.deepEqual([sent, health.running], [[[1, 0]], false]);
    health.changed({ waiting: 4, oldest: "2026-03-02T14:00:00Z" });
    await pass(20);
    assert.equal(sent.length, 1);
    status = 204;
    health.start();
    await pass(1);
    assert.deepEqual(sent.at(-1), [221, 4]);
  });

  it("goes on trying while nobody answers", async () => {
    health = new Health({ send: async () => { sent.push(now); throw new TypeError("no network"); }, wall: () => now });
    health.start();
    await pass(130);
    assert.equal(sent.length, 3);
    assert.equal(health.running, true);
  });
});

describe("What the board says of a tablet", () => {
  const TWO = new Date("2026-03-02T14:00:00Z");
  const heard = (seconds, rest = {}) => stateOf({ heard: new Date(TWO - seconds * 1_000).toISOString(), ...rest }, TWO);

  it("is online only while an open line is heard", () => {
    assert.deepEqual([heard(80, { lineOpen: "" }), heard(95, { lineOpen: "" }), heard(5)], ["online", "off", "off"]);
  });

  it("grows old after two minutes, and silent on scene after the agency's limit", () => {
    assert.deepEqual([heard(121), heard(170, { silentAfter: "180" }), heard(181, { silentAfter: "180" })], ["old", "old", "silent"]);
  });

  it("is not known where none was heard since sign-on", () => {
    assert.deepEqual([heard(10, { never: "" }), heard(300, { never: "", silentAfter: "180" })], ["none", "silent"]);
  });
});
