import assert from "node:assert/strict";
import test from "node:test";

import { Ages } from "../../static/js/desk_ages.js";
import { LineState } from "../../static/js/desk_line.js";
import { GRAVITY, roundOf } from "../../static/js/desk_sounds.js";
import { badge } from "../../static/js/desk_badge.js";
import { titleOf } from "../../static/js/desk_alarm.js";
import { wayOf } from "../../static/js/tablet_way.js";

const help = (unit) => ({ unacknowledged: unit, sound: "help" });
const other = (unit) => ({ unacknowledged: unit, sound: "pressing", says: "Nobody accepted" });

test("the title says who asks for help before all, and counts the rest", () => {
  assert.equal(titleOf([help("R1"), help("R2"), other("R3")]), "▲ BACKUP R1, R2 (+1)");
  assert.equal(titleOf([other("R3")]), "▲ R3: Nobody accepted");
  assert.equal(titleOf([other("R3"), other("R4")]), "▲ 2 need somebody");
  assert.equal(titleOf([]), "");
});

test("each gravity has a sound of its own, help the loudest and without a pause", () => {
  const context = { sampleRate: 1_000, createBuffer: (_, length) => ({ samples: new Float32Array(length), getChannelData() { return this.samples; } }) };
  const rounds = GRAVITY.map((kind) => roundOf(kind, context).samples);
  const loudest = rounds.map((samples) => Math.max(...samples));
  assert.deepEqual([...loudest].sort((a, b) => b - a), loudest);
  const silence = rounds.map((samples) => samples.filter((sample) => sample === 0).length / samples.length);
  assert.deepEqual([...silence].sort((a, b) => a - b), silence);
  assert.ok(silence[0] < 0.05);
});

test("the icon counts, and is as it was when nothing is left", () => {
  const icon = { href: "icon.svg", getAttribute() { return this.href; }, setAttribute(_, href) { this.href = href; } };
  badge(3, icon);
  assert.match(decodeURIComponent(icon.href), />3</);
  badge(12, icon);
  assert.match(decodeURIComponent(icon.href), />9\+</);
  badge(0, icon);
  assert.equal(icon.href, "icon.svg");
});

test("the way of help is counted in minutes, and says when it is late", () => {
  const minute = 60_000;
  assert.equal(wayOf("Police", 6 * minute), "Police on the way: about 6 minutes");
  assert.equal(wayOf("Police", 80_000), "Police on the way: about a minute");
  assert.equal(wayOf("EMS", -20_000), "EMS on the way: there any moment");
  assert.equal(wayOf("EMS", -3 * minute), "EMS on the way: 3 minutes late. Ask dispatch on the radio");
});

test("a second person who was due and of whom nothing is known is not promised any longer", () => {
  const due = { dataset: { due: "2026-05-14T14:00:45Z", late: "Call one yourself." }, textContent: "Second person at 14:00:45" };
  const root = { querySelectorAll: (what) => (what === "[data-due]" ? [due] : []) };
  const clock = { now: new Date("2026-05-14T14:00:54Z") };
  const ages = new Ages({ root, now: () => clock.now });
  ages.tick();
  assert.equal(due.textContent, "Second person at 14:00:45");
  clock.now = new Date("2026-05-14T14:00:56Z");
  ages.tick();
  assert.equal(due.textContent, "Call one yourself.");
});

test("a page that hears nothing of the server says that no alarm reaches it", () => {
  const regions = Object.assign(new EventTarget(), { asOf: new Date(), failing: true, lineLost() {}, lineOpen() {} });
  const strip = { dataset: { zone: "UTC" }, textContent: "", hidden: true };
  const line = new LineState({ regions, strip, badge: { dataset: {} } });
  regions.dispatchEvent(new Event("stale"));
  assert.match(strip.textContent, /NO ALARM REACHES THIS PAGE/);
  regions.failing = false;
  line.lose(new Date());
  regions.dispatchEvent(new Event("stale"));
  assert.match(strip.textContent, /alarms may come that late/);
  line.open();
  regions.dispatchEvent(new Event("stale"));
  assert.equal(strip.hidden, true);
});
