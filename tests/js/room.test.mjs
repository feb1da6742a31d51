import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { giveUpPages } from "../../static/js/room.js";
import { FakeCaches } from "./fake_caches.mjs";

const HERE = "/tablet/calls/a/";

async function kept(...paths) {
  const caches = new FakeCaches();
  for (const path of paths) await (await caches.open("pages-7")).put(path, new Response(path));
  await (await caches.open("shell-v1")).put("/static/app.css", new Response("shell"));
  return caches;
}

async function left(caches) {
  const names = await caches.keys();
  const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return all.flat().map(({ url }) => new URL(url).pathname);
}

describe("making room", () => {
  it("gives up what is seldom needed first, then all calls but the one that is open, and never the shell", async () => {
    const caches = await kept("/tablet/", HERE, "/tablet/calls/b/", "/tablet/map/area/1.json", "/tablet/phrases/");
    let told = 0;
    const page = new EventTarget();
    page.addEventListener("room", () => { told += 1; });
    assert.equal(await giveUpPages({ caches, page, here: HERE }), true);
    assert.deepEqual(await left(caches), ["/tablet/", HERE, "/tablet/calls/b/", "/static/app.css"]);
    assert.equal(await giveUpPages({ caches, page, here: HERE }), true);
    assert.deepEqual(await left(caches), ["/tablet/", HERE, "/static/app.css"]);
    assert.equal(await giveUpPages({ caches, page, here: HERE }), false);
    assert.equal(told, 2);
  });
});
