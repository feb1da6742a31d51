// Wakes the crew by kind alone, and fetches the pages, so that the call is there when the app is opened without signal.
const spoken = (english) => SAYINGS[english] ?? english;
const NEWS = {
  "assignment.made": () => ["assignment", spoken("New call. Open Responder.")],
  "assignment.withdrawn": () => ["assignment", spoken("A call was taken back. Open Responder.")],
  "note.written": () => ["note", spoken("The desk has written something. Open Responder.")],
  "incident.screened": () => ["note", spoken("What is known of your call has changed. Open Responder.")],
  "incident.overridden": () => ["note", spoken("What is known of your call has changed. Open Responder.")],
  "check_in.missed": () => ["check_in", spoken("Check in now. Open Responder.")],
  "backup.acknowledged": () => ["backup", spoken("Dispatch has your request for help. Open Responder.")],
};
const KEEPS = /\sdata-keeps="([^"]*)"/;

self.addEventListener("push", (event) => event.waitUntil(wakeUp(event.data)));
self.addEventListener("notificationclick", (event) => event.waitUntil(comeIn(event.notification)));

async function wakeUp(data) {
  const [tag, words] = (NEWS[kindOf(data)] ?? (() => ["news", spoken("There is news. Open Responder.")]))();
  const options = { tag, renotify: true, requireInteraction: tag !== "note", icon: "/static/img/icon-192.png" };
  await Promise.all([self.registration.showNotification(words, options), fetchPages().catch(() => null)]);
}

function kindOf(data) {
  try {
    return data.json().kind;
  } catch {
    return null;
  }
}

async function fetchPages() {
  const person = await signedIn();
  if (person === null) return;
  const home = await keepPage(HOME, person);
  const unanswered = home.split("data-alert=").length - 1;
  await Promise.all([
    ...(KEEPS.exec(home)?.[1] ?? "").split(" ").filter(Boolean).map((path) => keepPage(path, person).catch(() => null)),
    unanswered ? self.navigator.setAppBadge?.(unanswered) : self.navigator.clearAppBadge?.(),
  ]);
}

async function keepPage(path, person) {
  const options = { credentials: "same-origin", redirect: "manual", cache: "no-store", headers: { Accept: "text/html" } };
  const answer = await fetch(path, options);
  const html = answer.status === 200 ? await answer.clone().text() : "";
  if (PERSON.exec(html)?.[1] !== person || await signedIn() !== person) throw new Error("not ours");
  await (await caches.open(pagesOf(person))).put(path, answer);
  return html;
}

async function comeIn(notification) {
  notification.close();
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = pages.find(({ url }) => new URL(url).pathname.startsWith(HOME));
  if (open) return open.focus();
  return self.clients.openWindow(HOME);
}
