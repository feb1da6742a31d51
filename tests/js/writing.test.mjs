import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { Store } from "../../static/js/store.js";
import { Drafts } from "../../static/js/tablet_drafts.js";
import { insert } from "../../static/js/tablet_phrases.js";
import { fillIn, localTime } from "../../static/js/tablet_transport.js";
import { FakeIndexedDB } from "./fake_indexeddb.mjs";

const NOON = new Date("2026-05-14T18:02:00Z");

/** A page with one note field for each call. */
function pageOf(...calls) {
  const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
  page.fields = calls.map((call) => {
    const mark = { hidden: true, textContent: "" };
    const form = { action: `https://van.example/tablet/calls/${call}/notes/`, dataset: {}, querySelector: () => mark };
    const field = { form, name: "body", value: "", matches: () => true };
    form.querySelectorAll = () => [field];
    return Object.assign(field, { mark });
  });
  page.querySelectorAll = () => page.fields;
  page.type = (field, text) => {
    field.value = text;
    page.dispatchEvent(Object.defineProperty(new Event("input"), "target", { value: field }));
  };
  page.reset = (field) => {
    page.dispatchEvent(Object.defineProperty(new Event("reset"), "target", { value: field.form }));
    field.value = "";
  };
  return page;
}

describe("what somebody is writing", () => {
  let database;
  const said = [];
  const banners = { say: (...words) => said.push(words), hush: () => null };
  const store = () => new Store({ indexedDB: database });
  const kept = async (person = "7") => Object.values((await store().recall(`drafts-${person}`)) ?? {}).map(({ text }) => text);
  const open = async (page, { person = "7", shelf = store() } = {}) => {
    await new Drafts({ store: shelf, person, clock: { now: () => NOON }, zone: "America/Denver", banners, page }).start();
    return page;
  };

  beforeEach(() => {
    database = new FakeIndexedDB();
    said.length = 0;
  });

  it("is on the disk while the fingers still fly, not only when they rest", async () => {
    const page = await open(pageOf("c1"));
    for (let words = 1; words <= 7; words += 1) {
      page.type(page.fields[0], "word ".repeat(words));
      await pause(60);
    }
    const [text] = await kept();
    assert.ok(text.length >= "word ".length * 2, text);
    await pause(300);
    assert.deepEqual(await kept(), ["word ".repeat(7)]);
  });

  it("says since when it is kept, and is there when the page opens again", async () => {
    const page = await open(pageOf("c1"));
    page.type(page.fields[0], "Half a sentence");
    await pause(300);
    assert.equal(page.fields[0].mark.textContent, "Kept on this tablet 12:02");
    const again = await open(pageOf("c1"));
    assert.deepEqual([again.fields[0].value, again.fields[0].mark.hidden], ["Half a sentence", false]);
  });

  it("belongs to one call and one person", async () => {
    const page = await open(pageOf("c1"));
    page.type(page.fields[0], "Only mine");
    await pause(300);
    assert.equal((await open(pageOf("c2"))).fields[0].value, "");
    assert.equal((await open(pageOf("c1"), { person: "8" })).fields[0].value, "");
  });

  it("in two tabs is kept from both", async () => {
    const [one, other] = [await open(pageOf("c1")), await open(pageOf("c2"))];
    one.type(one.fields[0], "One");
    other.type(other.fields[0], "Other");
    await pause(300);
    assert.deepEqual((await kept()).sort(), ["One", "Other"]);
  });

  it("goes once its letter is written", async () => {
    const page = await open(pageOf("c1"));
    page.type(page.fields[0], "Now a letter");
    await pause(300);
    page.reset(page.fields[0]);
    await pause(50);
    assert.deepEqual([await kept(), page.fields[0].mark.hidden], [[], true]);
  });

  it("comes back after a refused letter was corrected in the same form", async () => {
    const page = await open(pageOf("c1"));
    const [field] = page.fields;
    page.type(field, "Begun before");
    field.form.dataset.correcting = "letter-1";
    page.type(field, "The refused one, corrected");
    await pause(300);
    page.reset(field);
    delete field.form.dataset.correcting;
    await pause(50);
    assert.equal(field.value, "Begun before");
    assert.deepEqual(await kept(), ["Begun before"]);
  });

  it("is understood as the first version kept it", async () => {
    await store().remember("drafts-7", { "/tablet/calls/c1/notes/ body": "From before" });
    assert.equal((await open(pageOf("c1"))).fields[0].value, "From before");
  });

  it("says when the device has no room, and tries again with the next letter", async () => {
    const shelf = store();
    const write = shelf.write.bind(shelf);
    shelf.write = async () => { throw new Error("No room."); };
    const page = await open(pageOf("c1"), { shelf });
    page.type(page.fields[0], "Will it");
    await pause(300);
    assert.equal(said[0][1], "What you are writing is not kept on this tablet: No room.");
    shelf.write = write;
    page.type(page.fields[0], "Will it fit");
    await pause(300);
    assert.deepEqual(await kept(), ["Will it fit"]);
  });
});

describe("a quick phrase", () => {
  const fieldOf = (value, at) => Object.assign(new EventTarget(), {
    value, selectionStart: at, selectionEnd: at,
    setRangeText(text, from, to) { this.value = this.value.slice(0, from) + text + this.value.slice(to); },
  });

  it("stands where the cursor is, with room on both sides", () => {
    const field = fieldOf("He sat down.Later he left.", 12);
    insert(field, "Calm.");
    assert.equal(field.value, "He sat down. Calm. Later he left.");
  });

  it("begins an empty note without a space, and counts as typed", () => {
    const field = fieldOf("", 0);
    let typed = 0;
    field.addEventListener("input", () => { typed += 1; });
    insert(field, "Calm.");
    assert.deepEqual([field.value, typed], ["Calm.", 1]);
  });
});

describe("a transport's times", () => {
  const formOf = (more = {}) => ({
    action: "https://van.example/tablet/calls/c1/transports/",
    dataset: { call: "c1" },
    elements: { left_at: { value: "", defaultValue: "" }, arrived_at: { value: "", defaultValue: "" }, ...more },
  });
  const report = (id, written, status, occurred_at, more = {}) => (
    { id, written, url: "/tablet/calls/c1/status/", body: { status }, occurred_at, place: { call: "c1" }, ...more }
  );
  const left = report("5e1f", 1, "transporting", "2026-05-14T18:20:00Z");
  const times = ({ elements }) => [elements.left_at.value, elements.arrived_at.value];

  it("are those of the taps that still wait, by the agency's clock", () => {
    const form = formOf();
    fillIn(form, [left, report("5e2f", 2, "at_destination", "2026-05-14T18:35:00Z")], "America/Denver");
    assert.deepEqual(times(form), ["2026-05-14T12:20", "2026-05-14T12:35"]);
    assert.equal(localTime("2026-05-14T06:05:00Z", "America/Denver"), "2026-05-14T00:05");
  });

  it("are left alone where somebody typed them or the server gave them", () => {
    const form = formOf({ left_at: { value: "2026-05-14T11:00", defaultValue: "" } });
    fillIn(form, [left], "America/Denver");
    assert.equal(form.elements.left_at.value, "2026-05-14T11:00");
  });

  it("are not made up from another call, from before the last transport, or from what was undone", () => {
    const ride = { id: "r", written: 2, url: "/tablet/calls/c1/transports/", body: {}, place: { call: "c1" } };
    const undone = { id: "u", written: 2, url: "/tablet/reports/5e1f/undo/", body: {}, place: {} };
    for (const letters of [[{ ...left, place: { call: "c2" } }], [left, ride], [left, undone]]) {
      const form = formOf();
      fillIn(form, letters, "America/Denver");
      assert.deepEqual(times(form), ["", ""]);
    }
  });
});
