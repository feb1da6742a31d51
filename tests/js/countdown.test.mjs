import assert from "node:assert/strict";
import { test } from "node:test";

import { Countdown, left } from "../../static/js/desk_countdown.js";

function time(dateTime) {
  const classes = new Set();
  return { dateTime, textContent: "answer by 14:01:00", title: "", classes,
    classList: { toggle: (name, on) => (on ? classes.add(name) : classes.delete(name)) } };
}

test("says how long is left, and how long it is over", () => {
  assert.equal(left(42), "00:42 to answer");
  assert.equal(left(0), "▲ 00:00 over");
  assert.equal(left(-75), "▲ 01:15 over");
});

test("runs by the clock that it is given, and marks what is over", () => {
  const row = time("2026-05-14T14:01:00Z");
  let now = new Date("2026-05-14T14:00:30Z");
  const countdown = new Countdown({ root: { querySelectorAll: () => [row] }, now: () => now });

  countdown.tick();
  assert.equal(row.textContent, "00:30 to answer");
  assert.equal(row.title, "answer by 14:01:00");
  assert.equal(row.classes.has("old"), false);

  now = new Date("2026-05-14T14:01:05Z");
  countdown.tick();
  assert.equal(row.textContent, "▲ 00:05 over");
  assert.equal(row.classes.has("old"), true);
});
