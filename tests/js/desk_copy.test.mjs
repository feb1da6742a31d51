import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

// A page with the parts that the copy touches, and a server that answers with a printed board.
function element(more = {}) {
  return { hidden: true, textContent: "", listeners: {}, addEventListener(kind, heard) { this.listeners[kind] = heard; }, ...more };
}

let strip, asOf, button, says, shelf, page, answer;

beforeEach(() => {
  asOf = element();
  strip = element({ querySelector: () => asOf });
  [button, says] = [element(), element()];
  const found = { "#board-copy": element(), "#board-copy-offer": strip };
  const many = { "[data-copy-open]": [button], "[data-copy-says]": [says] };
  page = { ...element(), querySelector: (what) => found[what], querySelectorAll: (what) => many[what] };
  const kept = new Map();
  shelf = { getItem: (name) => kept.get(name) ?? null, setItem: (name, text) => kept.set(name, text), removeItem: (name) => kept.delete(name) };
  answer = { ok: true, text: async () => "7" };
  globalThis.fetch = async () => answer;
  globalThis.setInterval = () => null;
  globalThis.DOMParser = class {
    parseFromString(person) {
      const paper = { dataset: { asOf: "2026-05-14T14:00:00Z" }, outerHTML: "<main>board</main>" };
      return { querySelector: (what) => (what.includes(`"${person}"`) ? paper : null) };
    }
  };
});

const { BoardCopy } = await import("../../static/js/desk_copy.js");
const open = (person = "7") => new BoardCopy({ person, shelf, zone: "UTC", page });

test("the copy is kept, and said to be", async () => {
  const copy = open();
  await copy.renew();

  assert.equal(JSON.parse(shelf.getItem("desk-board")).html, "<main>board</main>");
  assert.equal(button.hidden, false);
  assert.match(says.textContent, /as of 14 May 2026, 14:00:00/);
});

test("it is offered while the line is lost or the server silent, and no longer", async () => {
  const copy = open();
  await copy.renew();

  const seen = [{ lost: true }, { failing: true }, { lost: false }, { failing: false }].map((change) => {
    copy.offer(change);
    return strip.hidden;
  });
  assert.deepEqual(seen, [false, false, false, true]);
  assert.match(asOf.textContent, /14:00:00/);
});

test("what the server did not say, or said to another, takes no copy's place", async () => {
  const copy = open();
  await copy.renew();
  for (const other of [{ ok: false }, { ok: true, text: async () => "8" }]) {
    answer = other;
    await copy.renew();
  }
  globalThis.fetch = async () => { throw new TypeError("gone"); };
  await copy.renew();

  assert.equal(JSON.parse(shelf.getItem("desk-board")).html, "<main>board</main>");
});

test("somebody else's is dropped and never offered", async () => {
  await open("7").renew();
  const other = open("8");
  other.offer({ lost: true });

  assert.equal(shelf.getItem("desk-board"), null);
  assert.equal(strip.hidden, true);
});

test("it goes with the sign-out", async () => {
  const copy = open();
  copy.start();
  await copy.renew();
  page.listeners.submit({ target: { matches: () => true } });

  assert.equal(shelf.getItem("desk-board"), null);
});

test("a full shelf keeps nothing rather than something old", async () => {
  const copy = open();
  await copy.renew();
  shelf.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
  await copy.renew();

  assert.equal(shelf.getItem("desk-board"), null);
});
