import assert from "node:assert/strict";
import test from "node:test";

import { startWake } from "../../static/js/program_wake.js";

const ADDRESS = { endpoint: "https://push.example/7", keys: { p256dh: "p", auth: "a" } };

function browser({ subscribed = false, permission = "granted", answers = 200, kept = "" } = {}) {
  const state = { subscription: subscribed ? { toJSON: () => ADDRESS, unsubscribe: async () => { state.subscription = null; } } : null, told: [], registered: [] };
  const pushManager = {
    getSubscription: async () => state.subscription,
    subscribe: async () => { state.subscription = { toJSON: () => ADDRESS, unsubscribe: async () => { state.subscription = null; } }; return state.subscription; },
  };
  const ours = { scope: "https://desk.example/program/", pushManager };
  const serviceWorker = { ready: Promise.resolve(ours), getRegistration: async () => ours, register: async (url, { scope }) => state.registered.push([url, scope]) };
  const disk = new Map(kept ? [["woken", kept]] : []);
  const globals = {
    navigator: { serviceWorker }, PushManager: class {}, Notification: { permission }, document: { cookie: "csrftoken=abc" },
    localStorage: { getItem: (name) => disk.get(name) ?? null, setItem: (name, value) => disk.set(name, value) },
    fetch: async (url, { body }) => { state.told.push([url, body.get("endpoint")]); return { ok: answers === 200, status: answers }; },
  };
  for (const [name, value] of Object.entries(globals)) Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  const listeners = {};
  const button = { dataset: { pushKey: "AAAA" }, hidden: true, addEventListener: (kind, listener) => { listeners[kind] = listener; } };
  startWake(button, "7");
  const settle = () => new Promise((resolve) => { setTimeout(resolve, 10); });
  return { state, button, settle, press: async () => { listeners.click(); await settle(); } };
}

test("a press subscribes the device and tells the server whose it is; another lets it go", async () => {
  const { state, button, settle, press } = browser();
  await settle();
  assert.equal(button.dataset.wake, "off");
  await press();
  assert.deepEqual(state.registered, [["/program/worker.js", "/program/"]]);
  assert.deepEqual(state.told, [["/program/push/", ADDRESS.endpoint]]);
  assert.equal(button.dataset.wake, "on");
  await press();
  assert.deepEqual(state.told.at(-1), ["/program/push/end/", ADDRESS.endpoint]);
  assert.deepEqual([button.dataset.wake, state.subscription], ["off", null]);
});

test("a device that wakes its last person is not said to wake this one", async () => {
  const theirs = browser({ subscribed: true, kept: `8 ${ADDRESS.endpoint}` });
  await theirs.settle();
  assert.equal(theirs.button.dataset.wake, "off");
  const own = browser({ subscribed: true, kept: `7 ${ADDRESS.endpoint}` });
  await own.settle();
  assert.equal(own.button.dataset.wake, "on");
});

test("what the server did not take, and what the browser blocks, is said", async () => {
  const { button, settle, press } = browser({ answers: 500 });
  await settle();
  await press();
  assert.equal(button.dataset.wake, "failed");
  const blocked = browser({ permission: "denied" });
  await blocked.settle();
  assert.equal(blocked.button.dataset.wake, "denied");
});
