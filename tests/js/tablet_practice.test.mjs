import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

globalThis.document ??= { documentElement: { lang: "en" } };
const { startPractice } = await import("../../static/js/tablet_practice.js");

let kept, store, body, strip, dialog, live, unsent, heard, went;

beforeEach(() => {
  kept = new Map();
  store = {
    recall: async (key) => kept.get(key), remember: async (key, value) => kept.set(key, value), forget: async (key) => kept.delete(key),
  };
  [body, strip, live, unsent, heard, went] = [{ dataset: {} }, { hidden: true }, new EventTarget(), 0, {}, []];
  const part = () => ({});
  dialog = Object.assign(new EventTarget(), { querySelector: part, showModal() {}, returnValue: "" });
  globalThis.location = { assign: (to) => went.push(to), replace: (to) => went.push(to) };
});

const settled = () => new Promise((resolve) => { setTimeout(resolve); });

function start({ person = "7", onLockPage = false } = {}) {
  const page = { body, querySelector: () => strip, getElementById: () => dialog, addEventListener: (kind, on) => { heard[kind] = on; } };
  const outbox = { waiting: async () => Array(unsent).fill({}), aside: async () => [] };
  startPractice({ here: { dataset: onLockPage ? {} : { person } }, store, person, outbox, live, page });
}

const tapLink = () => heard.click({ target: { closest: () => ({ href: "/training/" }) }, preventDefault() {} });

test("the lock page says it too, where its person practises", async () => {
  body.dataset.practice = "";
  start();
  await settled();
  delete body.dataset.practice;
  start({ onLockPage: true });
  await settled();
  assert.equal(strip.hidden, false);
});

test("the lock page of somebody who does not practise, or not any more, says nothing", async () => {
  kept.set("practice", "7");
  start({ person: "8", onLockPage: true });
  await settled();
  assert.equal(strip.hidden, true);
  start();
  await settled();
  assert.equal(kept.has("practice"), false);
});

test("with nothing unsent one goes at once", async () => {
  start();
  await tapLink();
  assert.deepEqual(went, ["/training/"]);
});

test("who has letters that are not sent is asked first", async () => {
  unsent = 2;
  start();
  for (const [answer, way] of [["no", []], ["yes", ["/training/"]]]) {
    const going = tapLink();
    await settled();
    dialog.returnValue = answer;
    dialog.dispatchEvent(new Event("close"));
    await going;
    assert.deepEqual(went, way);
  }
});

test("an emptied practice ground leads home", () => {
  start();
  live.dispatchEvent(new CustomEvent("line", { detail: { kind: "training.emptied" } }));
  assert.deepEqual(went, ["/tablet/"]);
});
