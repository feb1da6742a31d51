import assert from "node:assert/strict";
import test from "node:test";

import { Waits, stageOf } from "../../static/js/desk_waits.js";

const at = (minutes) => new Date(Date.parse("2026-05-14T14:00:00Z") + minutes * 60_000);
const row = { waitFrom: at(0).toISOString(), waitTarget: at(20).toISOString(), decideBy: at(60).toISOString() };

test("a wait goes through its four stages by the clock", () => {
  const told = [0, 9.9, 10, 19.9, 20, 59.9, 60, 600].map((minutes) => stageOf(row, at(minutes)));
  assert.deepEqual(told, ["in_time", "in_time", "half_gone", "half_gone", "over", "over", "decide", "decide"]);
});

test("the word of a row changes with its stage, and is left alone while it does not", () => {
  const words = [];
  const place = { set textContent(text) { words.push(text); } };
  const shown = { dataset: { ...row, wait: "in_time" }, querySelector: () => place };
  const clock = { now: at(1) };
  const waits = new Waits({ root: { querySelectorAll: () => [shown] }, now: () => clock.now });

  waits.look();
  assert.deepEqual(words, []);
  for (const minutes of [21, 22, 61]) {
    clock.now = at(minutes);
    waits.look();
  }
  assert.deepEqual(words, ["Over target", "Decide now"]);
  assert.equal(shown.dataset.wait, "decide");
});
