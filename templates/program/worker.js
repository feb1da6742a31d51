// Wakes somebody who manages the program: says only that an alarm waits, never which.
self.addEventListener("push", (event) => event.waitUntil(self.registration.showNotification(
  "Nobody at the desk has taken an alarm. Open Responder.",
  { tag: "alarm", renotify: true, requireInteraction: true, icon: "/static/img/icon-192.png" },
)));

self.addEventListener("notificationclick", (event) => event.waitUntil(comeIn(event.notification)));

async function comeIn(notification) {
  notification.close();
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = pages.find(({ url }) => /^\/(desk|program)\//.test(new URL(url).pathname));
  return open ? open.focus() : self.clients.openWindow("/desk/");
}
