/** The page "This tablet": what the parts that watch something do not tell themselves. */

import { tell } from "./tablet_check.js";
import { spoken } from "./spoken.js";

const EVERY = 5_000;
const MUCH = 2_000;

export function startDevice({ clock, page = document, workers = globalThis.navigator?.serviceWorker }) {
  if (!page.getElementById("_device")) return;
  const look = async () => {
    await clock.ready;
    tellClock(clock.now() - Date.now());
    tellOffline(Boolean(workers?.controller), Boolean(workers));
  };
  look();
  setInterval(look, EVERY);
}

function tellClock(offset) {
  const seconds = Math.round(Math.abs(offset) / 100) / 10;
  if (Math.abs(offset) < MUCH) return tell("clock", { tone: "ok", says: spoken("The tablet's clock is right."), means: spoken("It differs by {seconds} seconds.", { seconds }) });
  const says = offset > 0 ? spoken("The tablet's clock is slow by {seconds} seconds.", { seconds }) : spoken("The tablet's clock is fast by {seconds} seconds.", { seconds });
  return tell("clock", { tone: "warning", says, means: spoken("What you write is filed with the right time all the same.") });
}

function tellOffline(there, able) {
  if (there) return tell("offline", { tone: "ok", says: spoken("The app opens without signal."), means: spoken("Your calls and their pages are kept on this tablet.") });
  if (able) return tell("offline", { tone: "warning", says: spoken("The app does not open without signal yet."), means: spoken("Leave this page open for a moment where there is signal.") });
  return tell("offline", { tone: "error", says: spoken("This browser opens the app with signal only."), means: spoken("A private window or an insecure address does that. Open the app in an ordinary window.") });
}
