import assert from "node:assert/strict";
import test from "node:test";

import { Ring } from "../../static/js/desk_ring.js";

function desk(offers, kept = {}) {
  const heard = [];
  const root = { offers, querySelectorAll: () => root.offers.map((id) => ({ id })) };
  const shelf = { getItem: (name) => kept[name] ?? null, setItem: (name, value) => { kept[name] = value; } };
  return { root, heard, kept, ring: new Ring({ root, shelf, ring: () => heard.push(1) }) };
}

test("an offer rings once, and the next one again", () => {
  const { root, heard, ring } = desk(["rings-a"]);
  ring.look();
  ring.look();
  assert.equal(heard.length, 1);
  root.offers = ["rings-a", "rings-b"];
  ring.look();
  assert.equal(heard.length, 2);
});

test("several at once ring once, and none is quiet", () => {
  const { heard, ring } = desk(["rings-a", "rings-b"]);
  ring.look();
  assert.equal(heard.length, 1);
  const quiet = desk([]);
  quiet.ring.look();
  assert.equal(quiet.heard.length, 0);
});

test("another page of the same window does not ring for it again", () => {
  const kept = {};
  desk(["rings-a"], kept).ring.look();
  const next = desk(["rings-a"], kept);
  next.ring.look();
  assert.equal(next.heard.length, 0);
});
