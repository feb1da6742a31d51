/** Who is aboard, kept for the lock screen, which must know their names without asking anybody. */

import { Pin } from "./pin.js";

/** `home` is the crew's home as the server showed it when it was `asked`; without it, what the page itself says. */
export async function noteAboard({ here, store, person, zone, home = null, asked }) {
  const before = await recall(store, person);
  const page = home?.getElementById("tablet") ?? here;
  const { name, idleLimit, pin } = page.dataset;
  const list = (home ?? document).getElementById("crew-names");
  const listed = list && [...list.children];
  const crew = listed?.map(({ dataset, textContent }) => ({ id: dataset.person, name: textContent.trim() })) ?? before?.crew ?? [];
  if (!name && !home) return;  // the lock page knows nobody by itself
  await store.remember("aboard", { person: String(person), name, zone, idleLimit, crew }).catch(() => null);
  if (home) await new Pin({ store, person }).renew(pin, asked).catch(() => null);
}

/** The page's own person first, then the others of the crew. */
export async function peopleAboard({ store, person }) {
  const own = String(person);
  const { name = "", crew = [] } = (await recall(store, person)) ?? {};
  return [{ id: own, name }, ...crew.filter(({ id }) => id !== own)];
}

async function recall(store, person) {
  const found = await store.recall("aboard").catch(() => null);
  return found?.person === String(person) ? found : null;
}
