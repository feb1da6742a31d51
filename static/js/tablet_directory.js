/** Finds services by the words somebody types, in a list that is on the device. */

const MARKS = /\p{Mark}/gu;

export function startDirectory({ pages, page = document }) {
  const search = () => page.querySelectorAll("input[data-filters]");
  page.addEventListener("input", ({ target }) => target.dataset?.filters && filter(target));
  page.addEventListener("reset", ({ target }) => setTimeout(() => target.querySelectorAll("input[data-filters]").forEach(filter)));
  pages.addEventListener("shown", () => search().forEach((field) => field.value && filter(field)));
  search().forEach((field) => field.value && filter(field));
}

/** Shows what has all the words, and what is chosen; groups open while somebody searches. */
export function filter(search) {
  const words = plain(search.value).split(/\s+/).filter(Boolean);
  const list = search.ownerDocument.getElementById(search.dataset.filters);
  let found = 0;
  for (const entry of list.querySelectorAll("[data-service]")) {
    const text = plain(`${entry.closest("[data-group]").dataset.group} ${entry.textContent}`);
    const fits = words.every((word) => text.includes(word));
    entry.hidden = !fits && !entry.querySelector(":checked");
    found += fits ? 1 : 0;
  }
  list.querySelectorAll("[data-group]").forEach((group) => open(group, words.length > 0));
  const none = list.parentElement.querySelector("[data-none]");
  if (none) none.hidden = found > 0;
}

// As it was before, once nobody searches any more.
function open(group, searching) {
  group.hidden = !group.querySelector("[data-service]:not([hidden])");
  if (searching) {
    group.dataset.before ??= String(group.open);
    group.open = true;
  } else if (group.dataset.before) {
    group.open = group.dataset.before === "true" || Boolean(group.querySelector(":checked"));
    delete group.dataset.before;
  }
}

function plain(text) {
  return text.toLowerCase().normalize("NFD").replace(MARKS, "");
}
