/** The crew's tablet: ties what knows the browser to what is on this page. */

import { Alert } from "./tablet_alert.js";
import { tickAges } from "./tablet_ages.js";
import { Aside } from "./tablet_aside.js";
import { Banners } from "./tablet_banners.js";
import { Clock } from "./clock.js";
import { Drafts } from "./tablet_drafts.js";
import { giveUpPages } from "./room.js";
import { Forms } from "./tablet_forms.js";
import { Kept } from "./kept.js";
import { Leaving } from "./tablet_leaving.js";
import { LineState } from "./tablet_line.js";
import { Live } from "./live.js";
import { Outbox } from "./outbox.js";
import { Pages } from "./tablet_pages.js";
import { Pending } from "./tablet_pending.js";
import { Receipts } from "./tablet_receipts.js";
import { Seen } from "./tablet_seen.js";
import { install } from "./tablet_update.js";
import { startBadge } from "./tablet_badge.js";
import { startDevice } from "./tablet_device.js";
import { startDirectory } from "./tablet_directory.js";
import { deviceOf, startHealth } from "./tablet_health.js";
import { startMap } from "./tablet_map.js";
import { startOutOfService } from "./tablet_out_of_service.js";
import { startPhrases } from "./tablet_phrases.js";
import { startPosition } from "./tablet_position.js";
import { startPush } from "./tablet_push.js";
import { startScene } from "./tablet_scene.js";
import { startStart } from "./tablet_start.js";
import { startStorage, tellOfLoss, tellWithoutStore } from "./tablet_storage.js";
import { startTransports } from "./tablet_transport.js";
import { startWake } from "./tablet_wake.js";
import { startShift } from "./tablet_shift.js";
import { startWaiting } from "./tablet_waiting.js";
import { spoken } from "./spoken.js";
import { startNews } from "./tablet_news.js";
import { startPractice } from "./tablet_practice.js";
import { startUndo } from "./tablet_undo.js";
import { Store } from "./store.js";
import { passOf, startPanic } from "./tablet_panic.js";
import { startAlarms } from "./tablet_alarms.js";
import { startCheckIn } from "./tablet_check_in.js";
import { startLock } from "./tablet_lock.js";
import { startMenus } from "./menu.js";
import { startPin } from "./tablet_pin.js";
import { tickets } from "./tickets.js";

// Each is called with everything above once the page is open; they know nothing of each other.
const PARTS = [startNews, startUndo, 
  startPanic, startAlarms, startCheckIn, startLock, startMenus, startPin, startScene, startDirectory, startPhrases, startTransports, startShift, startStart, startWaiting,
  startStorage, startPush, startPosition, startWake, startBadge, startMap, startDevice, startOutOfService, startHealth, startPractice,
];

const WITHOUT_A_LINE = 15_000;
const csrf = () => /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? "";

async function open(here) {
  const store = new Store({ spare: giveUpPages });
  const { person, zone } = here.dataset.person ? here.dataset : await store.recall("aboard") ?? {};  // the lock page knows nobody
  if (!person) return location.replace("/tablet/");
  const kept = new Kept({ person });
  const leaving = new Leaving({ store, kept, csrf });
  if (await leaving.begun()) return leaving.finish();
  await leaving.arrive(person);

  const device = await deviceOf(store);
  const clock = new Clock({ store });
  const outbox = new Outbox({ store, clock, person, csrf, pass: passOf({ store, person }) });
  const banners = new Banners();
  const pages = new Pages({ kept, person });
  const receipts = new Receipts({ store, person, outbox, pages });
  const aside = new Aside({ outbox, store, person, zone, banners });
  const pending = new Pending({ receipts, zone });
  const alert = new Alert({ store, pages, receipts, banners });
  const live = new Live({
    url: "/ws/live/", ticket: tickets(), store, clock, person, device, keep: (line) => pages.keep(line),
  });
  const line = new LineState({ live, outbox, pages, kept, clock, zone, banners });
  new Forms({ outbox, aside, banners });
  new Seen({ outbox, store, pages });
  leaving.watch({ outbox, live, banners });
  const whole = { here, store, kept, clock, outbox, banners, pages, receipts, pending, live, line, leaving, csrf, person, zone, device };
  PARTS.forEach((start) => begin(start, whole));

  pages.addEventListener("shown", () => pending.show());
  receipts.addEventListener("change", () => pending.show());
  live.addEventListener("open", ({ detail }) => { outbox.wake(); if ("since" in detail) pages.refresh(); });  // else all is asked for anyway
  outbox.addEventListener("sent", soon(() => pages.refresh()));
  globalThis.addEventListener("offline", () => askForWord());
  navigator.serviceWorker?.addEventListener("message", ({ data }) => data?.drain && outbox.wake());
  await Promise.all([receipts.read(), new Drafts({ store, person, clock, zone, banners }).start({ pages })]);
  tickAges(clock);
  alert.start();
  outbox.start();
  live.start();
  setInterval(() => line.lost && pages.refresh(), WITHOUT_A_LINE);
  return { outbox, banners };
}

// The browser says when there is a network again, where it can; asked while there is one, it would say so at once.
function askForWord() {
  navigator.serviceWorker?.ready.then(({ sync }) => sync?.register("outbox")).catch(() => null);
}

// Many at once are one; a queue that empties does not ask for its pages after each letter.
function soon(work) {
  let planned = null;
  return () => {
    clearTimeout(planned);
    planned = setTimeout(work, 150);
  };
}

async function wait() {
  const store = new Store();
  const leaving = new Leaving({ store, csrf });
  if (await leaving.begun()) return leaving.finish();
  leaving.cryOn();
  await tellOfLoss(store);
  globalThis.addEventListener("online", () => location.reload());
}

// The tablet goes on without a part that cannot.
function begin(start, whole) {
  try {
    start(whole);
  } catch (error) {
    globalThis.reportError?.(error);
  }
}

// No store, no secure address: every form still works as a form, but only with a line.
function doWithout(error) {
  if (here) tellWithoutStore(new Banners());
  const line = document.getElementById("line");
  if (line) [line.dataset.line, line.textContent] = ["lost", spoken("Works with signal only")];
  globalThis.reportError?.(error);
}

const here = document.getElementById("tablet");
const opened = here ? open(here) : wait();
opened.then(install, doWithout).catch((error) => globalThis.reportError?.(error));
