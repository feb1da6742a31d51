/** The screen stays on while a call is in hand and open here, unless the person has said otherwise. */

import { Wake } from "./wake.js";
import { onTap, tell } from "./tablet_check.js";
import { spoken } from "./spoken.js";

export function startWake({ store, pages, wake = new Wake(), page = document }) {
  let wanted = true;
  let inHand = false;

  const go = async () => {
    await (wanted && inHand ? wake.hold() : wake.release());
    show();
  };
  const show = () => {
    const means = wake.able ? spoken("Only while a call in hand is open, so that you need not unlock it.") : spoken("Set the tablet's own screen time to at least ten minutes.");
    const says = wanted ? spoken("The screen stays on during a call.") : spoken("The screen goes dark as the tablet is set.");
    tell("wake", { tone: wake.able ? "ok" : "warning", says: wake.able ? says : spoken("This browser cannot keep the screen on."), means, on: wake.able && !wanted, off: wake.able && wanted });
  };
  const read = (home) => {
    const shown = page.querySelector("[data-root]")?.dataset.call;
    const open = [...home.querySelectorAll(".call-card[data-call]")].map(({ dataset }) => dataset.call);
    inHand = shown ? open.includes(shown) : open.length > 0 && page.getElementById("_home") !== null;
    return go();
  };

  onTap("wake", (on) => {
    wanted = on;
    store.remember("screen", on).catch(() => null);
    return go();
  });
  pages.addEventListener("shown", ({ detail }) => read(detail.home));
  store.recall("screen").catch(() => null).then((kept) => { wanted = kept ?? true; return go(); });
}
