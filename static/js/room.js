/** Pages are worth less than words: what is kept for the time without a network goes first when the device is full. */

const HOME = "/tablet/";
const CALLS = "/tablet/calls/";

/** Gives up pages, the least needed first; resolves to whether there were any. Tells `room` on `page`. */
export async function giveUpPages({ caches = globalThis.caches, page = globalThis, here = globalThis.location?.pathname } = {}) {
  const needed = [HOME, here];
  for (const spared of [(path) => needed.includes(path) || path.startsWith(CALLS), (path) => needed.includes(path)]) {
    if (!await giveUp(caches, spared)) continue;
    page.dispatchEvent(new Event("room"));
    return true;
  }
  return false;
}

async function giveUp(caches, spared) {
  const names = (await caches.keys()).filter((name) => name.startsWith("pages-"));
  const shelves = await Promise.all(names.map((name) => caches.open(name)));
  const ends = await Promise.all(shelves.map(async (shelf) => {
    const pages = (await shelf.keys()).filter(({ url }) => !spared(new URL(url).pathname));
    await Promise.all(pages.map((page) => shelf.delete(page, { ignoreVary: true })));
    return pages.length > 0;
  }));
  return ends.some(Boolean);
}
