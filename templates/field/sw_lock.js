/** While the tablet is locked, each of its pages is the lock page, with and without a network. */
const LOCK_PAGES = {{ lock_pages|safe }};

async function lockedPage() {
  const locked = await Promise.race([session("locked").catch(() => null), after(PATIENCE)]);
  if (!locked) return null;
  const path = LOCK_PAGES[locked.language] ?? Object.values(LOCK_PAGES)[0];
  return (await caches.match(path, { cacheName: SHELL_CACHE, ...LOOSELY })) ?? fetch(path);
}
