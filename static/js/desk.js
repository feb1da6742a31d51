/** The desk's page: a line of the log comes in, and what it concerns is asked again. */

import { Ages } from "./desk_ages.js";
import { Alarm } from "./desk_alarm.js";
import { Asker } from "./desk_ask.js";
import { BoardCopy } from "./desk_copy.js";
import { Clock } from "./clock.js";
import { Countdown } from "./desk_countdown.js";
import { Drag } from "./desk_drag.js";
import { Draft } from "./desk_draft.js";
import { Filter } from "./desk_filter.js";
import { Keys } from "./desk_keys.js";
import { Live } from "./live.js";
import { LineState } from "./desk_line.js";
import { News } from "./desk_news.js";
import { QuickNote } from "./desk_note.js";
import { Regions } from "./desk_regions.js";
import { Ring } from "./desk_ring.js";
import { Store } from "./store.js";
import { Waits } from "./desk_waits.js";
import { watchPerson } from "./desk_person.js";
import { teach } from "./desk_morph.js";
import { tickets } from "./tickets.js";
import { watchTaps } from "./desk_taps.js";

const desk = document.querySelector("#desk");
const { head, epoch, person, incident } = desk.dataset;
const store = new Store();
const clock = new Clock({ store });
const news = new News({ root: desk, place: document.querySelector("#news") });
const countdown = new Countdown({ root: desk, now: () => clock.now() });
const waits = new Waits({ root: desk, now: () => clock.now() });
const ages = new Ages({ root: desk, now: () => clock.now(), ticked: () => { waits.look(); news.look(); } });
const note = new QuickNote({ root: document, htmx: globalThis.htmx });
const alarm = new Alarm({ root: desk, switchOn: document.querySelector("[data-siren]"),
  said: document.querySelector("#alarm-said"), mute: document.querySelector("#mute") });
const ring = new Ring({ root: desk, ring: () => alarm.ring(), shelf: sessionStorage });
const filter = new Filter({ root: desk });
const asker = new Asker({ htmx: globalThis.htmx, person });
const regions = new Regions({ root: desk, ask: (...what) => asker.ask(...what), incident, now: () => clock.now(),
  renderedAt: document.querySelector('meta[name="rendered-at"]').content });
const line = new LineState({ regions, strip: document.querySelector("#lost"), badge: document.querySelector("#line-state") });

teach(globalThis.htmx);
regions.addEventListener("renewed", () => {
  ages.tick();
  countdown.tick();
  alarm.look();
  ring.look();
  filter.apply();
});
watchTaps({ said: document.querySelector("#said"), heard: (told) => regions.heard(told) });
new Keys({ root: document, note: (row) => note.open(row) }).start();
note.start();
new Drag({ root: desk }).start();
new Draft({ form: document.querySelector("[data-draft]"), person, shelf: sessionStorage }).start();
ages.start();
countdown.start();
alarm.start();
ring.look();
filter.start();
regions.start();

const live = new Live({ url: "/ws/live/", ticket: tickets(), store, clock, person: `desk-${person}`,
  cursor: Number(head), epoch });
const copy = new BoardCopy({ person, shelf: localStorage, zone: document.querySelector("#lost").dataset.zone });
live.addEventListener("open", () => { line.open(); copy.offer({ lost: false }); });
live.addEventListener("lost", ({ detail }) => { line.lose(detail.since); copy.offer({ lost: true }); });
live.addEventListener("signed-out", () => { copy.drop(); location.reload(); });
live.addEventListener("line", ({ detail }) => regions.heard(detail));
live.addEventListener("moved", () => regions.moved());
live.addEventListener("resync", () => regions.renewAll());
copy.start();
regions.addEventListener("stale", () => copy.offer({ failing: regions.failing }));
watchPerson({ root: desk, person, live });
live.start();
