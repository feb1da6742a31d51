/** The program's pages: quiet, until nobody at the desk takes an alarm and a second person is called. */

import { Ages } from "./desk_ages.js";
import { Alarm } from "./desk_alarm.js";
import { Asker } from "./desk_ask.js";
import { Clock } from "./clock.js";
import { LineState } from "./desk_line.js";
import { Live } from "./live.js";
import { Regions } from "./desk_regions.js";
import { Store } from "./store.js";
import { startMenus } from "./menu.js";
import { startWake } from "./program_wake.js";
import { teach } from "./desk_morph.js";
import { tickets } from "./tickets.js";
import { watchTaps } from "./desk_taps.js";

const root = document.querySelector("#alarm-strip");
const { head, epoch, person } = root.dataset;
const store = new Store();
const clock = new Clock({ store });
const ages = new Ages({ root, now: () => clock.now() });
const alarm = new Alarm({ root, switchOn: document.querySelector("[data-siren]"),
  said: document.querySelector("#alarm-said"), mute: document.querySelector("#mute") });
const asker = new Asker({ htmx: globalThis.htmx });
const regions = new Regions({ root, ask: (...what) => asker.ask(...what), now: () => clock.now(),
  renderedAt: document.querySelector('meta[name="rendered-at"]').content });
const line = new LineState({ regions, strip: document.querySelector("#lost"), badge: document.querySelector("#line-state") });

teach(globalThis.htmx);
regions.addEventListener("renewed", () => {
  ages.tick();
  alarm.look();
});
watchTaps({ said: document.querySelector("#said"), heard: (told) => regions.heard(told) });
ages.start();
alarm.start();
regions.start();
startMenus();
startWake(document.querySelector("[data-wake]"), person);

const live = new Live({ url: "/ws/live/", ticket: tickets(), store, clock, person: `program-${person}`,
  cursor: Number(head), epoch });
live.addEventListener("open", () => line.open());
live.addEventListener("lost", ({ detail }) => line.lose(detail.since));
live.addEventListener("signed-out", () => location.reload());
live.addEventListener("line", ({ detail }) => regions.heard(detail));
live.addEventListener("resync", () => regions.renewAll());
live.start();
