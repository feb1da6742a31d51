/** Practice on the tablet: says so on the lock page too, and lets nobody go there without knowing what is not sent yet. */

import { ask } from "./tablet_ask.js";
import { spoken } from "./spoken.js";

const MARK = "practice";
const HOME = "/tablet/";

export function startPractice({ here, store, person, outbox, live, page = document }) {
  const onLockPage = !here.dataset.person;
  if (onLockPage) show({ store, person, page });
  else remember({ store, person, inside: "practice" in page.body.dataset });
  page.addEventListener("click", (event) => go(event, { outbox, page }));
  live.addEventListener("line", ({ detail }) => detail.kind === "training.emptied" && location.replace(HOME));
}

// The lock page is the same for everybody, so the tablet itself must know.
async function show({ store, person, page }) {
  const mark = await store.recall(MARK).catch(() => null);
  if (String(mark) !== String(person)) return;
  page.querySelector("[data-practice-strip]").hidden = false;
  page.body.dataset.practice = "";
}

function remember({ store, person, inside }) {
  return (inside ? store.remember(MARK, person) : store.forget(MARK)).catch(() => null);
}

async function go(event, { outbox, page }) {
  const link = event.target.closest?.("a[data-training]");
  if (!link) return;
  event.preventDefault();
  const [waiting, aside] = await Promise.all([outbox.waiting(), outbox.aside()]);
  const number = waiting.length + aside.length;
  if (!number || await ask(page, unsent(number), spoken("Go on"), spoken("Stay"))) location.assign(link.href);
}

function unsent(number) {
  return spoken("Letters not sent yet: {number}. They stay on this tablet and go when you are back here as you are now.", { number });
}
