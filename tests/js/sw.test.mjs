import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { beforeEach, describe, it } from "node:test";
import { runInNewContext } from "node:vm";
import { Store } from "../../static/js/store.js";
import { json, page, redirect, settle, unreachable } from "./fake_browser.mjs";
import { FakeCaches } from "./fake_caches.mjs";
import { FakeIndexedDB } from "./fake_indexeddb.mjs";

const FIELD = new URL("../../templates/field/", import.meta.url);
const TEMPLATE = await readFile(new URL("sw.js", FIELD), "utf8");
const PARTS = new Map(await Promise.all([...TEMPLATE.matchAll(/\{% include "field\/(\w+\.js)" %\}/g)].map(
  async ([include, name]) => [include, await readFile(new URL(name, FIELD), "utf8")],
)));
const SHELL = ["/static/app.0123456789ab.css", "/static/js/store.js"];
const SAYINGS = { "New call. Open Responder.": "Llamada nueva. Abra Responder." };
const FILLED = [
  ...PARTS, ["{{ version|escapejs }}", "v2"], ["{{ shell|safe }}", JSON.stringify(SHELL)],
  ["{{ offline_url|escapejs }}", "/tablet/offline/"], ['{{ sayings|default:"{}"|safe }}', JSON.stringify(SAYINGS)],
  ["{{ slots|safe }}", JSON.stringify(["^/tablet/calls/(?:[0-9a-f-]{36})/status/$", "^/tablet/calls/(?:[0-9a-f-]{36})/notes/$", "^/tablet/help/$"])],
  ["{{ language|escapejs }}", "es"], ["{{ lock_pages|safe }}", JSON.stringify({ en: "/tablet/locked/en/" })],
];
const SOURCE = FILLED.reduce((source, [gap, text]) => source.replace(gap, () => text), TEMPLATE);
const HOUSE = "https://here.example";
const never = () => new Promise(() => {});
const html = (text, person = "7") => page(200, `<meta name="person" content="${person}">${text}`);

let caches;
let indexedDB;
let network;
let worker;

class FakeRequest {
  constructor(url, options) {
    Object.assign(this, { url: new URL(url, HOUSE).href, ...options });
  }
}

function install(database = indexedDB) {
  const listeners = {};
  const self = {
    addEventListener: (kind, listener) => { listeners[kind] = listener; },
    location: { origin: HOUSE }, clients: { claim: async () => { self.claimed = true; }, matchAll: async () => self.pages },
    skipWaiting: () => { self.skipped = true; }, pages: [], notes: [], told: [],
    registration: { showNotification: async (words, options) => { self.notes.push({ words, ...options }); } },
    navigator: { setAppBadge: async (number) => { self.badge = number; }, clearAppBadge: async () => { self.badge = 0; } },
  };
  self.clients.openWindow = async (url) => { self.opened = url; };
  runInNewContext(SOURCE, {
    self, caches, indexedDB: database, URL, Response, setTimeout, Request: FakeRequest, fetch: (request) => network(request), console,
    crypto, TextEncoder, BroadcastChannel: class { postMessage(message) { self.told.push(message); } },
  });
  const fire = async (kind, more = {}) => {
    const event = { waits: [], waitUntil: (work) => event.waits.push(work), respondWith: (answer) => { event.answer = answer; }, ...more };
    listeners[kind](event);
    const answer = await event.answer;
    await Promise.all(event.waits);
    return answer;
  };
  return { self, fire, ask: (path, more) => fire("fetch", { request: { method: "GET", mode: "navigate", url: HOUSE + path, ...more } }) };
}

const keep = async (path, text, person = "7") => (
  (await caches.open(`pages-${person}`)).put(path, await html(text, person)())
);
const read = async (path, person = "7") => (await (await caches.open(`pages-${person}`)).match(path))?.text();
const signIn = (person) => new Store({ indexedDB }).remember("person", person);

beforeEach(async () => {
  caches = new FakeCaches();
  indexedDB = new FakeIndexedDB();
  network = unreachable;
  worker = install();
  await worker.fire("install");
  await signIn("7");
});

describe("the service worker", () => {
  it("shows nothing but the lock page while the tablet is locked, with and without a network", async () => {
    await keep("/tablet/one/", "old");
    await new Store({ indexedDB }).remember("locked", { how: "idle", language: "xx" });
    for (const line of [html("the page"), unreachable]) {
      network = line;
      assert.match(await (await worker.ask("/tablet/one/")).text(), /from the network/);  // what the shell kept as the lock page
      assert.doesNotMatch(await (await worker.ask("/tablet/")).text(), /the page|old/);
    }
  });

  it("takes the lock away with a right password, and not with a wrong one", async () => {
    const store = new Store({ indexedDB });
    await store.remember("locked", { how: "idle" });
    network = html("try again");
    await worker.ask("/sign-in/", { method: "POST" });
    assert.ok(await store.recall("locked"));
    network = redirect;
    await worker.ask("/sign-in/", { method: "POST" });
    assert.equal(await store.recall("locked"), undefined);
  });

  it("uses the template's language only to be given its constants and parts", () => {
    const filled = /^(const [A-Z_]+ = "?\{\{.*\}\}"?;|\{% include .* %\})$/gm;
    const rest = [TEMPLATE, ...PARTS.values()].map((source) => source.replace(filled, ""));
    assert.doesNotMatch(rest.join("\n"), /\{\{|\{%|\{#/);
  });

  it("keeps one shell and never lets go of pages", async () => {
    await caches.open("shell-v1");
    await keep("/tablet/", "home");
    await worker.fire("activate");
    assert.deepEqual((await caches.keys()).sort(), ["pages-7", "shell-v2"]);
  });

  it("takes over only when it is asked to", async () => {
    await worker.fire("message", { data: { other: true } });
    assert.equal(worker.self.skipped, undefined);
    await worker.fire("message", { data: { "take-over": true } });
    assert.equal(worker.self.skipped, true);
  });

  it("takes a page that was on its way when it began", async () => {
    await worker.fire("message", { data: { claim: true } });
    assert.equal(worker.self.claimed, true);
  });

  it("calls the pages to send what waits", async () => {
    const told = [];
    worker.self.pages = [{ postMessage: (message) => told.push({ ...message }) }];
    await worker.fire("sync", { tag: "outbox" });
    await worker.fire("sync", { tag: "other" });
    assert.deepEqual(told, [{ drain: true }]);
  });

  it("leaves alone what is not a page or a file of the shell", async () => {
    for (const [path, more] of [
      ["/tablet/status/", { method: "POST" }], ["/board/", {}], ["/tablet/part/", { mode: "cors" }], ["/static/other.js", { mode: "no-cors" }],
    ]) assert.equal(await worker.ask(path, more), undefined, path);
  });

  it("has the files of the shell without a network, also under the name of another version", async () => {
    assert.equal(await (await worker.ask(SHELL[0], { mode: "no-cors" })).text(), "from the network");
    assert.equal(await (await worker.ask("/static/app.ba9876543210.css", { mode: "no-cors" })).text(), "from the network");
  });

  it("shows what the network has, and refreshes the kept copy", async () => {
    await keep("/tablet/one/", "old");
    network = html("new");
    assert.match(await (await worker.ask("/tablet/one/")).text(), /new/);
    assert.match(await read("/tablet/one/"), /new/);
  });

  it("keeps no page that a page did not ask to keep", async () => {
    network = html("new");
    await worker.ask("/tablet/one/");
    await keep("/tablet/two/", "old");
    await worker.ask("/tablet/two/?page=2");
    assert.equal(await read("/tablet/one/"), undefined);
    assert.match(await read("/tablet/two/"), /old/);
  });

  it("does not refresh a copy with the page of another person", async () => {
    await keep("/tablet/one/", "old");
    network = html("new", "8");
    await worker.ask("/tablet/one/");
    assert.match(await read("/tablet/one/"), /old/);
  });

  it("never puts an older page over a younger one, however late it is read", async () => {
    const at = (second, text) => `<meta name="rendered-at" content="2026-05-14T14:00:${second}.5+00:00">${text}`;
    await keep("/tablet/", at("10", "with the call"));
    network = html(at("09", "before the call"));
    await worker.ask("/tablet/");
    assert.match(await read("/tablet/"), /with the call/);
    network = html(at("11", "after the call"));
    await worker.ask("/tablet/");
    assert.match(await read("/tablet/"), /after the call/);
  });

  it("finds the kept page without a network also where the store takes its time to say who is here", async (t) => {
    await keep("/tablet/one/", "the call");
    let answer = null;
    const slow = { open: (...name) => {
      const request = {};
      released.then(() => {
        const real = indexedDB.open(...name);
        real.onsuccess = () => { request.result = real.result; request.onsuccess(); };
      });
      return request;
    } };
    let release;
    const released = new Promise((resolve) => { release = resolve; });
    t.mock.timers.enable({ apis: ["setTimeout"] });
    worker = install(slow);
    worker.ask("/tablet/one/").then((page) => { answer = page; });
    for (let turn = 0; turn < 4; turn += 1) { await settle(); t.mock.timers.tick(2_000); }
    release();
    await settle();
    assert.match(await answer.text(), /the call/);
  });

  it("shows the kept page where the network takes more than two seconds", async (t) => {
    await keep("/tablet/one/", "old");
    network = never;
    t.mock.timers.enable({ apis: ["setTimeout"] });
    worker = install();
    const event = { waitUntil: () => {}, respondWith: (answer) => { event.answer = answer; } };
    let shown = null;
    worker.fire("fetch", { ...event, request: { method: "GET", mode: "navigate", url: `${HOUSE}/tablet/one/` }, respondWith: (answer) => answer.then((page) => { shown = page; }) });
    await settle();
    t.mock.timers.tick(1_999);
    await settle();
    assert.equal(shown, null);
    t.mock.timers.tick(1);
    await settle();
    assert.match(await shown.text(), /old/);
  });

  for (const [name, answer] of [["there is no network", unreachable], ["the server fails", page(503)]]) {
    it(`shows the kept page where ${name}, whatever its query`, async () => {
      await keep("/tablet/one/", "old");
      network = answer;
      assert.match(await (await worker.ask("/tablet/one/?from=push")).text(), /old/);
    });
  }

  it("lets a redirect to the sign-in through", async () => {
    await keep("/tablet/one/", "old");
    network = async () => ({ ...await redirect(), clone: redirect });
    assert.equal((await worker.ask("/tablet/one/")).type, "opaqueredirect");
  });

  it("shows the kept home, else the offline page, for what is not kept", async () => {
    assert.equal(await (await worker.ask("/tablet/one/")).text(), "from the network");
    await keep("/tablet/", "home");
    assert.match(await (await worker.ask("/tablet/one/")).text(), /home/);
  });

  it("shows nothing of another person, and nothing to nobody", async () => {
    await keep("/tablet/one/", "secret", "8");
    assert.doesNotMatch(await (await worker.ask("/tablet/one/")).text(), /secret/);
    await new Store({ indexedDB }).forget("person");
    await keep("/tablet/one/", "secret");
    assert.doesNotMatch(await (await worker.ask("/tablet/one/")).text(), /secret/);
  });

  it("does not make the store where no page has made it", async () => {
    indexedDB = new FakeIndexedDB();
    worker = install();
    assert.equal(await (await worker.ask("/tablet/one/")).text(), "from the network");
    assert.equal(indexedDB.has("responder"), false);
  });

  it("shows no page at all to somebody who has signed out and not told the server yet", async () => {
    await keep("/tablet/", "home");
    await new Store({ indexedDB }).remember("leaving", true);
    network = html("home, by a session that still stands");
    assert.equal(await (await worker.ask("/tablet/")).text(), "from the network");  // when the shell was stored
  });

  it("forgets who was here when somebody signs in, so that a slow network shows nobody else's page", async () => {
    await keep("/tablet/", "home");
    network = redirect;
    await worker.ask("/sign-in/", { method: "POST" });
    network = html("the other's home", "8");
    assert.match(await (await worker.ask("/tablet/")).text(), /the other's home/);
    assert.equal(await new Store({ indexedDB }).recall("person"), undefined);
  });

  it("leaves a sign-in that did not get through without effect", async () => {
    await assert.rejects(worker.ask("/sign-in/", { method: "POST" }));
    assert.equal(await new Store({ indexedDB }).recall("person"), "7");
  });

  describe("woken by a push", () => {
    const push = (text) => worker.fire("push", { data: { json: () => JSON.parse(text) } });
    const home = '<div data-keeps="/tablet/calls/a/ /tablet/calls/a/scene/" data-alert="a">';
    const city = (answers) => { network = async (url) => (answers[url] ?? unreachable)(url); };

    it("says of what kind the news is, in the person's language, and nothing else", async () => {
      await push('{"v":1,"kind":"assignment.made"}');
      await push('{"v":1,"kind":"note.written"}');
      assert.deepEqual(worker.self.notes.map(({ words, tag }) => [words, tag]), [
        ["Llamada nueva. Abra Responder.", "assignment"], ["The desk has written something. Open Responder.", "note"],
      ]);
    });

    for (const text of ["{}", "not JSON", '{"kind":"constructor.x"}']) {
      it(`shows something for ${text} too: a silent push costs the subscription`, async () => {
        await push(text);
        assert.equal(worker.self.notes.length, 1);
      });
    }

    it("fetches the crew's pages, so that the call is there without signal, and counts it on the icon", async () => {
      city({ "/tablet/": html(home), "/tablet/calls/a/": html("the call"), "/tablet/calls/a/scene/": html("the scene") });
      await push('{"v":1,"kind":"assignment.made"}');
      assert.match(await read("/tablet/calls/a/"), /the call/);
      assert.match(await read("/tablet/calls/a/scene/"), /the scene/);
      assert.equal(worker.self.badge, 1);
    });

    it("keeps what it can get of them, and nothing of another person", async () => {
      city({ "/tablet/": html(home), "/tablet/calls/a/": html("the call"), "/tablet/calls/a/scene/": html("the scene", "8") });
      await push('{"v":1,"kind":"assignment.made"}');
      assert.match(await read("/tablet/calls/a/"), /the call/);
      assert.equal(await read("/tablet/calls/a/scene/"), undefined);
    });

    it("shows the news without a network, and fetches nothing where nobody is signed in", async () => {
      await push('{"v":1,"kind":"assignment.made"}');
      await new Store({ indexedDB }).forget("person");
      network = async (url) => assert.fail(url);
      await push('{"v":1,"kind":"assignment.made"}');
      assert.equal(worker.self.notes.length, 2);
    });

    it("opens the tablet at a tap, or brings the open one to the front", async () => {
      const notification = { close: () => { notification.closed = true; } };
      await worker.fire("notificationclick", { notification });
      assert.deepEqual([worker.self.opened, notification.closed], ["/tablet/", true]);
      const page = { url: `${HOUSE}/tablet/calls/a/`, focus: async () => { page.focused = true; } };
      worker.self.pages = [{ url: `${HOUSE}/desk/` }, page];
      await worker.fire("notificationclick", { notification });
      assert.equal(page.focused, true);
    });
  });

  it("has the map's own lines from the device before it asks for them", async () => {
    await keep("/tablet/map/area/0123456789ab.json", "lines");
    assert.match(await (await worker.ask("/tablet/map/area/0123456789ab.json", { mode: "cors" })).text(), /lines/);
    network = html("from afar");
    assert.match(await (await worker.ask("/tablet/map/area/ba9876543210.json", { mode: "cors" })).text(), /from afar/);
  });

  describe("where a form is sent before the page's own modules run", () => {
    const CALL = "/tablet/calls/0a0a0a0a-0000-4000-8000-000000000001/";
    const FORM = "5f5f5f5f-0000-4000-8000-00000000000a";
    const PAGE = `<form method="post" action="${CALL}status/" data-outbox="Estado" data-effect="status" data-call="c1">
      <input type="hidden" name="id" value="${FORM}"><button class="btn" name="status" value="en_route">En <b>camino</b> &amp; ya</button></form>
      <form method="post" action="${CALL}notes/" data-outbox="Nota" data-call="c1"><input name="id" value="${FORM.replace("a", "b")}"><textarea name="body"></textarea></form>`;
    const tap = (fields = { status: "en_route" }, { path = `${CALL}status/`, id = FORM, referrer = HOUSE + CALL } = {}) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ csrfmiddlewaretoken: "stale", id, ...fields })) [value].flat().forEach((one) => form.append(name, one));
      return worker.ask(path, { method: "POST", referrer, clone: () => ({ formData: async () => form }) });
    };
    const letters = async (author = "7") => (await new Store({ indexedDB }).read("letters", (shelf) => shelf.where("author", author)))
      .map((letter) => structuredClone(letter)).sort((one, other) => one.written - other.written);
    const session = (key) => new Store({ indexedDB }).recall(key);

    beforeEach(() => keep(CALL, PAGE));

    for (const [name, line] of [["there is no network", unreachable], ["the server fails", page(503)], ["the page's token is stale", page(403)], ["a hotel's front page answers", page(200)]]) {
      it(`keeps it as a letter where ${name}, and shows the page it came from`, async () => {
        network = line;
        const answer = await tap();
        assert.deepEqual([answer.status, answer.headers.get("Location")], [303, HOUSE + CALL]);
        const [{ occurred_at, ...letter }] = await letters();
        assert.deepEqual(letter, {
          id: FORM, author: "7", url: `${CALL}status/`, body: { status: "en_route" }, state: "waiting", written: 1, label: "Estado",
          place: { call: "c1", effect: "status", page: CALL, text: "En camino & ya" },
        });
        assert.equal(indexedDB.durabilities.at(-1), "strict");
        assert.deepEqual(worker.self.told, ["changed"]);
      });
    }

    it("tells the server's time of the tap", async () => {
      await new Store({ indexedDB }).remember("clock", 17 * 60_000);
      await tap();
      const [{ occurred_at }] = await letters();
      assert.ok(Math.abs(Date.parse(occurred_at) - Date.now() - 17 * 60_000) < 2_000);
    });

    it("is not in the way where the server answers", async () => {
      for (const answer of [page(422), page(409), page(404)]) {
        network = answer;
        assert.equal((await tap()).status, (await answer()).status);
      }
      network = async (request) => (request === "/live/ticket/" ? json(200, { time: 1 })() : redirect());
      assert.equal((await tap()).type, "opaqueredirect");
      assert.deepEqual(await letters(), []);
    });

    it("keeps what the sign-in page was the answer to", async () => {
      network = async (request) => (request === "/live/ticket/" ? json(401)() : redirect());
      assert.equal((await tap()).status, 303);
      assert.equal((await letters()).length, 1);
    });

    it("keeps one tapped again once, and what was said twice twice", async () => {
      await tap();
      await tap();
      await tap({ status: "on_scene" });
      await tap({ status: "on_scene" });
      const filed = await letters();
      assert.deepEqual(filed.map(({ body, written }) => [body.status, written]), [["en_route", 1], ["on_scene", 2]]);
      assert.deepEqual([filed[0].id === FORM, filed[1].id === FORM], [true, false]);
    });

    it("says the same under the same number after the first one was sent", async () => {
      await tap();
      await new Store({ indexedDB }).write("letters", (shelf) => shelf.delete(FORM));
      await tap();
      await tap({ status: "on_scene" });
      assert.deepEqual((await letters()).map(({ id, body }) => [id === FORM, body.status]), [[true, "en_route"], [false, "on_scene"]]);
    });

    it("keeps a note with its words, and each of several choices, in the outbox's own line", async () => {
      const store = new Store({ indexedDB });
      await store.remember("written", 41);
      await tap({ body: "She <holds> a cup.", needs: ["food", "bed"] }, { path: `${CALL}notes/`, id: FORM.replace("a", "b") });
      const [{ body, label, place, written }] = await letters();
      assert.deepEqual(body, { body: "She <holds> a cup.", needs: ["food", "bed"] });
      assert.deepEqual([label, place.text, written, await session("written")], ["Nota", "She <holds> a cup.", 42, 42]);
    });

    it("keeps it all the same where its page is not kept, and leads home from a page that answered a form", async () => {
      const answer = await tap({ status: "on_scene" }, { referrer: "" });
      assert.equal(answer.headers.get("Location"), `${HOUSE}/tablet/`);
      const again = await tap({ status: "clear" }, { referrer: `${HOUSE}${CALL}status/` });
      assert.equal(again.headers.get("Location"), HOUSE + CALL);
      assert.deepEqual((await letters()).map(({ label, place }) => [label, place.call]), [["Sent before the page was ready", CALL.split("/")[3]], ["Estado", "c1"]]);
    });

    it("keeps a cry for help as one, with the pass that lets it in", async () => {
      await new Store({ indexedDB }).remember("help", { person: "7", token: "signed", at: 1 });
      assert.equal((await tap({}, { path: "/tablet/help/", referrer: `${HOUSE}/tablet/help/` })).status, 303);
      const [{ urgent, pass, place }] = await letters();
      assert.deepEqual([urgent, pass, place.effect, await session("cries")], [true, { "X-Help-Token": "signed" }, "backup", [FORM]]);
    });

    it("keeps nothing from a locked tablet, but a cry for help", async () => {
      await new Store({ indexedDB }).remember("locked", { how: "idle" });
      assert.match(await (await tap()).text(), /from the network/);  // what the shell kept as the lock page
      assert.deepEqual(await letters(), []);
      await tap({}, { path: "/tablet/help/" });
      assert.equal((await letters()).length, 1);
    });

    it("keeps nothing where nobody is signed in, and says so with what was written", async () => {
      await new Store({ indexedDB }).forget("person");
      const shown = await (await tap({ body: "She <holds> a cup." }, { path: `${CALL}notes/` })).text();
      assert.match(shown, /Nobody is signed in on this tablet\./);
      assert.match(shown, /She &#60;holds&#62; a cup\./);
      assert.deepEqual(await letters(""), []);
    });

    it("gives up kept pages before it refuses a letter", async () => {
      await keep("/tablet/phrases/", "phrases");
      indexedDB.failures.push({ at: "commit", name: "QuotaExceededError" });
      assert.equal((await tap()).status, 303);
      assert.deepEqual([(await letters()).length, await read("/tablet/phrases/"), (await read(CALL)) === undefined], [1, undefined, false]);
    });

    it("says that a full tablet could not keep it, and can be tried again from there", async () => {
      for (let time = 0; time < 2; time += 1) indexedDB.failures.push({ at: "commit", name: "QuotaExceededError" });
      await keep("/tablet/phrases/", "phrases");
      const answer = await tap({ body: "She <holds> a cup." }, { path: `${CALL}notes/` });
      const shown = await answer.text();
      assert.equal(answer.status, 503);
      assert.match(shown, /<html lang="es">.*Not sent and not kept/);
      assert.match(shown, new RegExp(`action="${CALL}notes/"[\\s\\S]*value="${FORM}"[\\s\\S]*<textarea name="body"[^>]*>\nShe &#60;holds&#62; a cup\\.`));
      assert.deepEqual(await letters(), []);
    });

    it("leaves alone what needs an answer at once, and what is not ours", async () => {
      for (const [path, more] of [["/tablet/shift/", {}], [`${CALL}status/more/`, {}], [`${CALL}status/`, { mode: "cors" }]]) {
        assert.equal(await worker.ask(path, { method: "POST", ...more }), undefined, path);
      }
    });
  });

  describe("where the browser has emptied the pages", () => {
    beforeEach(() => caches.delete("shell-v2"));

    it("says so without a network, and that what was written is kept apart", async () => {
      const shown = await (await worker.ask("/tablet/one/")).text();
      assert.match(shown, /This browser has emptied the pages that the tablet kept\./);
      assert.match(shown, /kept apart from the pages/);
    });

    it("fetches the shell anew when there is a network", async () => {
      network = html("new");
      await worker.ask("/tablet/one/");
      network = unreachable;
      assert.equal(await (await worker.ask(SHELL[0], { mode: "no-cors" })).text(), "from the network");
    });
  });
});
