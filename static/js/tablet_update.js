/** Takes a new version when nothing waits to be sent, says so, and never reloads a page by itself. */

import { spoken } from "./spoken.js";

const HOUR = 3_600_000;

export async function install({ outbox, banners } = {}, workers = globalThis.navigator?.serviceWorker) {
  if (!workers) return;
  const before = workers.controller;
  const registration = await workers.register("/sw.js", { updateViaCache: "none" });
  const takeOver = async () => {
    if (!(await outbox?.waiting())?.length) registration.waiting?.postMessage({ "take-over": true });
  };
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", takeOver));
  outbox?.addEventListener("change", ({ detail }) => detail.waiting || takeOver());
  workers.addEventListener("controllerchange", () => before && banners?.say("version", spoken("A new version is ready."), {
    tone: "info", go: { href: location.pathname, text: spoken("Use it now") },
  }));
  // A page that was on its way while the worker began is missed by its claim, and would stay without it.
  workers.ready.then(({ active }) => workers.controller ?? active.postMessage({ claim: true }));
  setInterval(() => registration.update().catch(() => null), HOUR);  // a tablet is open for a whole shift
  await takeOver();
}
