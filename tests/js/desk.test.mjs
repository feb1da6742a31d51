import assert from "node:assert/strict";
import test from "node:test";

import { spoken, told } from "../../static/js/desk_ages.js";
import { Regions, concerns } from "../../static/js/desk_regions.js";

const TWO_PM = new Date("2026-05-14T14:00:00Z");
const later = (seconds) => new Date(TWO_PM.getTime() + seconds * 1_000);

function page({ incident } = {}) {
  const listeners = {};
  const regions = [["waiting", "incident. assignment."], ["backups", "backup."], ["letters", "letter."]]
    .map(([id, live]) => ({ id, dataset: { live, together: "" }, matches: () => true, getAttribute: () => "/desk/" }));
  const clock = { now: TWO_PM };
  const root = { querySelectorAll: () => regions, addEventListener: (kind, listener) => { listeners[kind] = listener; } };
  const asked = [];
  const answers = [];  // of the questions in their order: a promise of whether it is done; else it is
  const ask = (address, ids) => { asked.push(ids); return answers.shift() ?? Promise.resolve(true); };
  globalThis.document = { getElementById: (id) => regions.find((region) => region.id === id) };
  const parts = new Regions({ root, ask, incident, now: () => clock.now, renderedAt: TWO_PM.toISOString() });
  const byItself = (id) => {
    let stopped = false;
    listeners["htmx:beforeRequest"]({ detail: { elt: regions.find((region) => region.id === id) }, preventDefault: () => { stopped = true; } });
    return stopped;
  };
  return { parts, asked, answers, clock, byItself };
}

const settled = () => new Promise((resolve) => { setImmediate(resolve); });

test("a line concerns a region by its whole name or by its noun", () => {
  assert.equal(concerns("incident. assignment.", "assignment.made"), true);
  assert.equal(concerns("note.written", "note.written"), true);
  assert.equal(concerns("note.written backup.", "referral.sent"), false);
  assert.equal(concerns("unit.", "units.changed"), false);
});

test("many lines within a moment ask once, for what they concern and for nothing else", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const { parts, asked } = page();
  for (let number = 0; number < 40; number += 1) parts.heard({ kind: "assignment.made" });
  parts.heard({ kind: "backup.ended" });
  context.mock.timers.tick(250);
  assert.deepEqual(asked, [["waiting", "backups"]]);
});

test("a busy log does not keep a region waiting for a pause", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const { parts, asked } = page();
  for (let number = 0; number < 10; number += 1) {
    parts.heard({ kind: "assignment.made" });
    context.mock.timers.tick(100);
    await settled();
  }
  assert.ok(asked.length >= 3);
});

test("one question follows the other, and what is heard meanwhile is asked for in the next", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const { parts, asked, answers } = page();
  let answer;
  answers.push(new Promise((resolve) => { answer = resolve; }));
  parts.heard({ kind: "assignment.made" });
  context.mock.timers.tick(250);
  parts.heard({ kind: "assignment.closed" });
  parts.heard({ kind: "letter.settled" });
  context.mock.timers.tick(2_000);
  assert.deepEqual(asked, [["waiting"]]);
  answer(true);
  await settled();
  context.mock.timers.tick(250);
  assert.deepEqual(asked, [["waiting"], ["waiting", "letters"]]);
});

test("what a region asks by itself goes the same way", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const { parts, asked, byItself } = page();
  parts.start();
  assert.equal(byItself("waiting"), true);
  context.mock.timers.tick(250);
  assert.deepEqual(asked, [["waiting"]]);
});

test("a call's page hears of its own call, and of every request for backup", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const { parts, asked } = page({ incident: "one" });
  parts.heard({ kind: "assignment.made", incident: "other" });
  parts.heard({ kind: "backup.requested", incident: "other" });
  parts.heard({ kind: "incident.closed", incident: "one" });
  context.mock.timers.tick(250);
  assert.deepEqual(asked.flat().sort(), ["backups", "waiting"]);
});

test("without its line the page asks everything every five seconds", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const { parts, asked } = page();
  parts.start();
  parts.lineLost(TWO_PM);
  context.mock.timers.tick(5_000);
  context.mock.timers.tick(250);
  assert.deepEqual(asked.flat().sort(), ["backups", "letters", "waiting"]);
});

test("a region that could not be had is asked again although the line is open", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const { parts, asked, answers } = page();
  parts.start();
  answers.push(Promise.resolve(false));
  parts.heard({ kind: "assignment.made" });
  context.mock.timers.tick(250);
  await settled();
  assert.equal(parts.failing, true);
  context.mock.timers.tick(5_000);
  context.mock.timers.tick(250);
  assert.deepEqual(asked, [["waiting"], ["waiting"]]);
  await settled();
  assert.equal(parts.failing, false);
});

test("the page is as old as its oldest region, counted from when it was asked for", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const { parts, answers, clock } = page();
  parts.start();
  parts.lineLost(later(60));
  clock.now = later(90);
  for (const [kind, done] of [["assignment.made", true], ["backup.ended", true], ["letter.settled", false]]) {
    answers.push(Promise.resolve(done));
    parts.heard({ kind });
    context.mock.timers.tick(250);
    await settled();
  }
  assert.deepEqual(parts.asOf, later(60));
});

test("an age is minutes and seconds, then hours, then days", () => {
  assert.deepEqual([72, 3_900, 273_600].map(spoken), ["01:12", "1 h 05", "3 d 4 h"]);
});

test("an age within a sentence cannot be read as a time of day", () => {
  assert.deepEqual([30, 1_204, 3_900].map(told), ["less than a minute", "20 min", "1 h 05"]);
});

test("a call's page hears of a link to another call, which names that one", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const { parts, asked } = page({ incident: "mine" });
  parts.heard({ kind: "incident.closed", incident: "other" });
  context.mock.timers.tick(250);
  assert.deepEqual(asked, []);
  parts.heard({ kind: "incident.linked", incident: "other" });
  context.mock.timers.tick(250);
  assert.deepEqual(asked, [["waiting"]]);
});
