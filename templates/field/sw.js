/** Opens the pages without a network; it never touches what is written, and shows a kept page to its own person only. */
const VERSION = "{{ version|escapejs }}";
const SHELL = {{ shell|safe }};
const OFFLINE = "{{ offline_url|escapejs }}";
const SAYINGS = {{ sayings|default:"{}"|safe }};
{% include "field/sw_push.js" %}
{% include "field/sw_lock.js" %}
{% include "field/sw_letters.js" %}
{% include "field/sw_glass.js" %}

const HOME = "/tablet/";
const SIGN_IN = "/sign-in/";
const TRAINING = "/training/";
const DATA = "/tablet/map/area/";
const PATIENCE = 2000;
const NO_OTHER_WAY = 20_000;
const SHELL_CACHE = `shell-${VERSION}`;
const LOOSELY = { ignoreSearch: true, ignoreVary: true };
const PERSON = /<meta\s+name="person"\s+content="([^"]*)"/;
const RENDERED = /<meta\s+name="rendered-at"\s+content="([^"]*)"/;

const after = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds, null); });
const pagesOf = (person) => `pages-${person}`;
const HASH = /\.[0-9a-f]{12}(?=\.\w+$)/;
const unhashed = (path) => path.replace(HASH, "");
const SHELL_NAMES = new Map(SHELL.map((path) => [unhashed(path), path]));

self.addEventListener("install", (event) => event.waitUntil(furnish()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("message", (event) => {
  if (event.data?.["take-over"] === true) self.skipWaiting();
  if (event.data?.claim === true) event.waitUntil(self.clients.claim());
});
self.addEventListener("sync", (event) => event.tag === "outbox" && event.waitUntil(callForDrain()));

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (mode === "navigate" && method === "POST" && (pathname.startsWith(SIGN_IN) || pathname.startsWith(TRAINING))) event.respondWith(enter(event.request));
  if (mode === "navigate" && method === "POST" && origin === self.location.origin && takesLetters(pathname)) event.respondWith(post(event.request));
  if (method !== "GET" || origin !== self.location.origin) return;
  if (mode === "navigate" && pathname.startsWith(HOME)) event.respondWith(visit(event));
  else if (mode === "navigate" && pathname.startsWith(TRAINING)) event.respondWith(fetch(event.request).catch(async () => instead(await signedIn().catch(() => null))));
  else if (pathname.startsWith(DATA)) event.respondWith(keptFirst(event.request));
  else if (SHELL.includes(pathname)) event.respondWith(fromShell(event.request));
  else if (SHELL_NAMES.has(unhashed(pathname))) event.respondWith(fromOtherShell(event.request, pathname));
});

async function furnish() {
  const cache = await caches.open(SHELL_CACHE);
  const wanted = [...SHELL, OFFLINE, ...Object.values(LOCK_PAGES)];  // a name with a hash never means anything else
  await cache.addAll(wanted.map((url) => new Request(url, { cache: HASH.test(url) ? "default" : "no-cache" })));
}

async function tidy() {
  const old = (await caches.keys()).filter((name) => name.startsWith("shell-") && name !== SHELL_CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function callForDrain() {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  pages.forEach((page) => page.postMessage({ drain: true }));
}

async function fromShell(request) {
  return (await caches.match(request, { cacheName: SHELL_CACHE, ignoreVary: true })) ?? fetch(request);
}

// A kept page names the files of the version it was rendered by; without a network those of ours must do.
function fromOtherShell(request, pathname) {
  const ours = SHELL_NAMES.get(unhashed(pathname));
  return fetch(request).catch(() => caches.match(ours, { cacheName: SHELL_CACHE, ignoreVary: true }));
}

async function visit(event) {
  const leaving = Promise.race([session("leaving").catch(() => null), after(PATIENCE)]);
  const locked = await lockedPage().catch(emptied);
  if (await leaving) return (await offlinePage()) ?? fetch(event.request);
  if (locked) return locked;
  const network = fetch(event.request);
  event.waitUntil(network.then(() => repair(), () => null));  // it may fail before anyone listens
  const who = signedIn().catch(() => null);
  const person = await Promise.race([who, after(PATIENCE)]);
  event.waitUntil(network.then((answer) => refresh(event.request.url, answer.clone(), person)).catch(() => null));
  const kept = await keptPage(event.request, person);
  if (!kept) return network.catch(async () => instead(event.request, person ?? await Promise.race([who, after(NO_OTHER_WAY)])));
  const answer = await Promise.race([network.catch(() => null), after(PATIENCE)]);
  return answer && answer.status < 500 ? answer : kept;
}

// Whoever signs in may be another person: no kept page is shown until a page has said who is here.
async function enter(request) {
  const answer = await fetch(request);
  await forget("person").catch(() => null);
  if (answer.type === "opaqueredirect") await forget("locked").catch(() => null);  // the password was right
  return answer;
}

async function keptPage(url, person) {
  return person === null ? undefined : caches.match(url, { cacheName: pagesOf(person), ...LOOSELY });
}

// Its address changes when it does.
async function keptFirst(request) {
  return (await keptPage(request, await signedIn().catch(() => null))) ?? fetch(request);
}

async function instead(request, person) {
  return (await keptPage(request, person)) ?? (await keptPage(HOME, person)) ?? (await offlinePage()) ?? emptied();
}

// What the browser has emptied comes back by itself, not with the next version only.
async function repair() {
  if (!await offlinePage()) await furnish().catch(() => null);
}

function offlinePage() {
  return caches.match(OFFLINE, { cacheName: SHELL_CACHE, ...LOOSELY });
}

async function refresh(url, answer, person) {
  if (person === null || answer.status !== 200 || !/^text\/html\b/.test(answer.headers.get("Content-Type") ?? "")) return;
  const exactly = { cacheName: pagesOf(person), ignoreVary: true };
  const text = await answer.clone().text();
  const ours = PERSON.exec(text)?.[1] === person && await signedIn() === person;
  const kept = await caches.match(url, exactly);
  if (!ours || !kept || timeOf(text) < timeOf(await kept.text())) return;  // a page that keeps itself may have been quicker
  await (await caches.open(pagesOf(person))).put(url, answer);
}

function timeOf(text) {
  return Date.parse(RENDERED.exec(text)?.[1] ?? "");
}

async function signedIn() {
  const person = await session("person");
  return person === undefined ? null : String(person);
}

async function session(key) {
  const database = await answered(openStore());
  try {
    return await answered(database.transaction("session").objectStore("session").get(key));
  } finally {
    database.close();
  }
}

async function forget(key) {
  const database = await answered(openStore());
  try {
    await answered(database.transaction("session", "readwrite").objectStore("session").delete(key));
  } finally {
    database.close();
  }
}

// Only a page makes the store: where there is none, nobody has signed in here.
function openStore() {
  const request = indexedDB.open("responder", 1);
  request.onupgradeneeded = () => request.transaction.abort();
  return request;
}

function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
