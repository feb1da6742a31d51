import assert from "node:assert/strict";
import { beforeEach, describe, it, mock } from "node:test";
import { install } from "../../static/js/tablet_update.js";
import { settle } from "./fake_browser.mjs";

describe("a new version", () => {
  let outbox;
  let workers;
  let waiting;
  let said;
  const start = (controller = {}) => {
    workers = Object.assign(new EventTarget(), { controller, register: async () => workers.registration });
    workers.ready = new Promise((begun) => { workers.begin = begun; });
    workers.registration = Object.assign(new EventTarget(), { waiting, installing: null, update: async () => { workers.looked = (workers.looked ?? 0) + 1; } });
    return install({ outbox, banners: { say: (matter, text, { go }) => said.push([matter, text, go.href]) } }, workers);
  };

  beforeEach(() => {
    globalThis.location = { pathname: "/tablet/calls/a/" };
    mock.timers.reset();
    mock.timers.enable({ apis: ["setInterval"] });
    said = [];
    waiting = { told: [], postMessage: (message) => waiting.told.push(message) };
    outbox = Object.assign(new EventTarget(), { letters: [], waiting: async () => outbox.letters });
  });

  it("is taken when nothing waits", async () => {
    await start();
    assert.deepEqual(waiting.told, [{ "take-over": true }]);
  });

  it("waits for the letters, and is taken when the last is sent", async () => {
    outbox.letters = [{}];
    await start();
    assert.deepEqual(waiting.told, []);
    outbox.letters = [];
    outbox.dispatchEvent(new CustomEvent("change", { detail: { waiting: 0 } }));
    await settle();
    assert.deepEqual(waiting.told, [{ "take-over": true }]);
  });

  it("is announced with a way to it, and the page is left as it is", async () => {
    await start();
    workers.dispatchEvent(new Event("controllerchange"));
    assert.deepEqual(said, [["version", "A new version is ready.", "/tablet/calls/a/"]]);
  });

  it("is no news on a tablet that had none", async () => {
    await start(null);
    workers.dispatchEvent(new Event("controllerchange"));
    assert.deepEqual(said, []);
  });

  it("is looked for during a long shift", async () => {
    await start();
    mock.timers.tick(3 * 3_600_000);
    assert.equal(workers.looked, 3);
  });

  it("asks to be looked after where a page was on its way when the worker began", async () => {
    const told = [];
    waiting = null;
    await start(null);
    const active = { postMessage: (message) => told.push(message) };
    workers.begin({ active });
    await settle();
    assert.deepEqual(told, [{ claim: true }]);
  });

  it("asks for nothing where the worker looks after the page", async () => {
    const told = [];
    await start();
    workers.begin({ active: { postMessage: (message) => told.push(message) } });
    await settle();
    assert.deepEqual(told, []);
  });

  it("never comes where there are no service workers", async () => {
    assert.equal(await install({ outbox }, undefined), undefined);
  });
});
