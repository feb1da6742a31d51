import assert from "node:assert/strict";
import test from "node:test";

import { Asker } from "../../static/js/desk_ask.js";

const row = (mark) => ({ dataset: { mark } });

function page({ answer, person = "7" }) {
  const asked = [];
  const gone = [];
  const regions = { waiting: [row("abc"), row("def")], units: [row("ghi")] };
  globalThis.document = { getElementById: (id) => ({ id, querySelectorAll: () => regions[id] }) };
  const fetch = async (address, told) => {
    asked.push({ address, ...told.headers });
    return answer();
  };
  const place = { assign: (to) => gone.push(to), reload: () => gone.push("again") };
  return { asker: new Asker({ htmx: {}, person, fetch, place }), asked, gone };
}

const answered = ({ ok = true, ...headers }) => ({ ok, headers: new Headers(headers), text: async () => "" });

test("several parts are one question, which names the rows that the page has and whose page it is", async () => {
  const { asker, asked } = page({ answer: () => answered({ ok: false }) });
  await asker.ask("/desk/", ["waiting", "units"]);
  assert.equal(asked.length, 1);
  assert.equal(asked[0].address, "/desk/");
  assert.equal(asked[0]["X-Regions"], "waiting units");
  assert.equal(asked[0]["X-Have"], "abc def ghi");
  assert.equal(asked[0]["X-Person"], "7");
});

test("no answer, and one that failed, are not done", async () => {
  for (const answer of [() => { throw new TypeError("no network"); }, () => answered({ ok: false })]) {
    assert.equal(await page({ answer }).asker.ask("/desk/", ["units"]), false);
  }
});

test("who is signed out meanwhile goes where the server says", async () => {
  const { asker, gone } = page({ answer: () => answered({ "HX-Redirect": "/sign-in/?next=/desk/" }) });
  await asker.ask("/desk/", ["units"]);
  assert.deepEqual(gone, ["/sign-in/?next=/desk/"]);
});

test("a page of somebody else loads itself again", async () => {
  const { asker, gone } = page({ answer: () => answered({ "HX-Refresh": "true" }) });
  await asker.ask("/desk/", ["units"]);
  assert.deepEqual(gone, ["again"]);
});
