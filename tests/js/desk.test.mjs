import assert from "node:assert/strict";
import test from "node:test";

import { spoken, told } from "../../static/js/desk_ages.js";
import { Regions, concerns } from "../../static/js/desk_regions.js";

const TWO_PM = new Date("2026-05-14T14:00:00Z");
const later = (seconds) => new Date(TWO_PM.getTime() + seconds * 1_000);

function page({ incident } = {}) {
  const listeners = {};
  const regions = [["waiting", "incident. assignment."], ["backups", "backup."], ["letters", "letter."]]
    .map(([id, live]) => ({ id, dataset: { live }, matches: () => true }));
  const clock = { now: TWO_PM };
  const root = { querySelectorAll: () => regions, addEventListener: (kind, listener) => { listeners[kind] = listener; } };
  const asked = [];
  const htmx = { trigger: (region) => asked.push(region.id) };
  globalThis.document = { getElementById: (id) => regions.find((region) => region.id === id) };
  const parts = new Regions({ root, htmx, incident, now: () => clock.now, renderedAt: TWO_PM.toISOString() });
  const answer = (id, successful) => {
    const elt = regions.find((region) => region.id === id);
    listeners["htmx:configRequest"]({ detail: { elt } });
    listeners["htmx:afterRequest"]({ detail: { elt, successful } });
  };
  return { parts, asked, answer, clock };
}

test("a line concerns a region by its whole name or by its noun", () => {
  assert.equal(concerns("incident. assignment.", "assignment.made"), true);
  assert.equal(concerns("note.written", "note.written"), true);
  assert.equal(concerns("note.written backup.", "referral.sent"), false);
  assert.equal(concerns("unit.", "units.changed"), false);
});

test("many lines within a moment ask a region once, and no other region", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const { parts, asked } = page();
  for (let number = 0; number < 40; number += 1) parts.heard({ kind: "assignment.made" });
  context.mock.timers.tick(250);
  assert.deepEqual(asked, ["waiting"]);
});

test("a busy log does not keep a region waiting for a pause", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const { parts, asked } = page();
  for (let number = 0; number < 10; number += 1) {
    parts.heard({ kind: "assignment.made" });
    context.mock.timers.tick(100);
  }
  assert.ok(asked.length >= 3);
});

test("a call's page hears of its own call, and of every request for backup", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const { parts, asked } = page({ incident: "one" });
  parts.heard({ kind: "assignment.made", incident: "other" });
  parts.heard({ kind: "backup.requested", incident: "other" });
  parts.heard({ kind: "incident.closed", incident: "one" });
  context.mock.timers.tick(250);
  assert.deepEqual(asked.sort(), ["backups", "waiting"]);
});

test("without its line the page asks everything every five seconds", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const { parts, asked } = page();
  parts.start();
  parts.lineLost(TWO_PM);
  context.mock.timers.tick(5_000);
  context.mock.timers.tick(250);
  assert.deepEqual(asked.sort(), ["backups", "letters", "waiting"]);
});

test("a region that could not be had is asked again although the line is open", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const { parts, asked, answer } = page();
  parts.start();
  answer("waiting", false);
  assert.equal(parts.failing, true);
  context.mock.timers.tick(5_000);
  context.mock.timers.tick(250);
  assert.deepEqual(asked, ["waiting"]);
  answer("waiting", true);
  assert.equal(parts.failing, false);
});

test("the page is as old as its oldest region", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout", "setInterval"] });
  const { parts, answer, clock } = page();
  parts.start();
  parts.lineLost(later(60));
  clock.now = later(90);
  for (const id of ["waiting", "backups"]) answer(id, true);
  answer("letters", false);
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
  assert.deepEqual(asked, ["waiting"]);
});
