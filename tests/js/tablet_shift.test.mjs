import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";

import { startShift } from "../../static/js/tablet_shift.js";

const home = (mark) => ({ querySelector: () => (mark === null ? null : { dataset: { shift: mark } }) });

describe("the shift's pages on the device", () => {
  let pages, outbox, asked, fails, said;

  beforeEach(() => {
    [pages, outbox, asked, fails] = [new EventTarget(), new EventTarget(), [], false];
    said = { hidden: true, textContent: "" };
    globalThis.document = { querySelector: () => said };
    const keep = async (paths) => { asked.push(paths); if (fails) throw new Error("no line"); };
    startShift({ kept: { keep }, pages, outbox });
  });

  const show = (mark) => pages.dispatchEvent(new CustomEvent("shown", { detail: { home: home(mark) } }));
  const count = (detail) => outbox.dispatchEvent(new CustomEvent("change", { detail }));
  const settled = () => new Promise((resolve) => { setTimeout(resolve, 0); });

  it("are asked for again when crew or van check changed, and only then", () => {
    ["7:0:0:1,", "7:0:0:1,", "7:1:0:1,", "7:1:0:1,2,"].forEach(show);
    assert.deepEqual(asked, [["/tablet/shift/", "/tablet/shift/end/"], ["/tablet/shift/", "/tablet/shift/end/"]]);
  });

  it("are asked for again with the next word of the server where there was no line", async () => {
    fails = true;
    ["", "7:0:0:1,"].forEach(show);
    await settled();
    show("7:0:0:1,");
    assert.equal(asked.length, 2);
  });

  it("say what is unsent, and nothing where nothing is", () => {
    count({ waiting: 2, aside: 1 });
    assert.equal(said.hidden, false);
    assert.match(said.textContent, /^2 letters are still on this tablet\..* 1 letter was refused/);
    count({ waiting: 0, aside: 0 });
    assert.equal(said.hidden, true);
  });
});
