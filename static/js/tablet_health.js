/** Reports how this tablet is while its crew is on duty, so that the desk's board need not guess. */

import { Health } from "./health.js";

const HERE = "/tablet/health/";
const PATIENCE = 10_000;

/** The number by which the desk tells this device from others; it names nobody. */
export async function deviceOf(store) {
  const known = await store.recall("device").catch(() => null);
  if (known) return known;
  const made = crypto.randomUUID();
  await store.remember("device", made).catch(() => null);  // else another one each time
  return made;
}

export function startHealth({ outbox, live, pages, csrf, person, device }) {
  const health = new Health({ send: (counts) => post(counts, { csrf, person, device }) });
  const read = (page) => {
    const home = page.getElementById("_home");
    if (!home) return health.start();  // the server knows who is on duty
    return home.dataset.onDuty === undefined ? health.stop() : health.start();
  };
  outbox.addEventListener("change", ({ detail }) => health.changed(detail));
  live.addEventListener("open", () => health.again());
  pages.addEventListener("shown", ({ detail }) => read(detail.home));
  read(document);
}

async function post({ unsent, oldest }, { csrf, person, device }) {
  const body = new URLSearchParams({ device, unsent, ...(oldest && { oldest_unsent_at: oldest }) });
  const headers = { "X-CSRFToken": csrf(), "X-Letter-Author": person, Accept: "application/json" };
  const asked = { method: "POST", body, headers, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) };
  return (await fetch(HERE, asked)).status;
}
