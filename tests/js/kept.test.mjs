import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { Kept } from "../../static/js/kept.js";
import { json, page, redirect, unreachable } from "./fake_browser.mjs";
import { FakeCaches } from "./fake_caches.mjs";

const TWO_PM = Date.parse("2026-03-02T14:00:00Z");
const ours = '<meta name="person" content="7"><meta name="rendered-at" content="2026-03-02T13:48:00Z">';
const theirs = '<meta name="person" content="8">';

describe("Kept", () => {
  let caches;
  const open = (answers) => new Kept({ caches, person: 7, fetch: async (url, options) => answers[url](url, options) });
  const has = async (url) => (await (await caches.open("pages-7")).match(url)) !== undefined;

  beforeEach(() => { caches = new FakeCaches(); });

  it("keeps the pages of its person, fetched without following a redirect", async () => {
    let asked;
    const answer = async (url, options) => { asked = options; return page(200, ours)(); };
    await open({ "/a/": answer, "/b/": page(200, ours) }).keep(["/a/", "/b/"]);
    assert.deepEqual([asked.redirect, asked.credentials], ["manual", "same-origin"]);
    assert.deepEqual([await has("/a/"), await has("/b/")], [true, true]);
  });

  it("keeps data that says it is for this person, and no other", async () => {
    const data = (person) => async () => new Response("{}", { headers: { "Content-Type": "application/geo+json", "X-Kept-For": person } });
    await open({ "/a.json": data("7") }).keep(["/a.json"]);
    await assert.rejects(open({ "/b.json": data("8") }).keep(["/b.json"]), { name: "NotKept" });
    assert.deepEqual([await has("/a.json"), await has("/b.json")], [true, false]);
  });

  const NOT_KEPT = [
    ["a page of another person", page(200, theirs), 200], ["a page of nobody", page(200, "<p>Hello</p>"), 200],
    ["a redirect", redirect, 0], ["404", page(404, ours), 404], ["500", page(500, ours), 500], ["what is not a page", json(200), 200],
    ["no answer", unreachable, undefined],
  ];
  for (const [name, answer, status] of NOT_KEPT) {
    it(`rejects ${name}, but keeps the others`, async () => {
      const error = await open({ "/a/": answer, "/b/": page(200, ours) }).keep(["/a/", "/b/"]).catch((reason) => reason);
      assert.deepEqual([error.name, error.status], ["NotKept", status]);
      assert.deepEqual([await has("/a/"), await has("/b/")], [false, true]);
    });
  }

  it("forgets pages one by one and all at once", async () => {
    const kept = open({ "/a/": page(200, ours), "/b/": page(200, ours) });
    await kept.keep(["/a/", "/b/"]);
    await kept.forget(["/a/"]);
    assert.deepEqual([await has("/a/"), await has("/b/")], [false, true]);
    await kept.clear();
    assert.deepEqual(await caches.keys(), []);
  });

  it("knows how old a page is", async () => {
    const kept = open({ "/a/": page(200, ours) });
    await kept.keep(["/a/"]);
    assert.equal(await kept.ageOf("/a/", TWO_PM), 12 * 60_000);
    assert.equal(await kept.ageOf("/b/", TWO_PM), null);
    const shown = { querySelector: () => ({ content: "2026-03-02T13:59:00Z" }) };
    assert.equal(kept.age({ page: shown, now: TWO_PM }), 60_000);
    assert.equal(kept.age({ page: { querySelector: () => null }, now: TWO_PM }), null);
  });
});
