import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.location = { pathname: "/desk/calls/", search: "?state=open" };
const { watchPerson } = await import("../../static/js/desk_person.js");

function watched(person = "7") {
  const sent = [], gone = [];
  const channel = { postMessage: (said) => sent.push(said) };
  const root = new EventTarget(), live = new EventTarget();
  watchPerson({ root, person, live, channel, go: (to) => gone.push(to) });
  return { channel, root, live, sent, gone };
}

test("tells the other pages who is here", () => {
  assert.deepEqual(watched().sent, ["7"]);
});

test("a page of somebody else is opened anew, one's own is left", () => {
  const { channel, gone } = watched();
  for (const data of ["7", 7]) channel.onmessage({ data });
  assert.deepEqual(gone, []);
  for (const data of ["8", null]) channel.onmessage({ data });
  assert.deepEqual(gone, ["/desk/calls/?state=open", "/desk/calls/?state=open"]);
});

test("every part that is asked for says whose page it is of", () => {
  const { root } = watched();
  const detail = { headers: {} };
  root.dispatchEvent(new CustomEvent("htmx:configRequest", { detail }));
  assert.equal(detail.headers["X-Person"], "7");
});

test("what was open of an emptied practice ground is left for the board", () => {
  const { live, gone } = watched();
  for (const kind of ["incident.received", "training.emptied"]) live.dispatchEvent(new CustomEvent("line", { detail: { kind } }));
  assert.deepEqual(gone, ["/desk/"]);
});
