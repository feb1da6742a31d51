/** Says of every tablet whether the server hears it, while the page stands: nothing stays "online" by itself. And fades old places. */

const ONLINE_FOR = 90;
const OLD_AFTER = 120;
const OLD_PLACE = 300_000;

export function lookAtHealth(root, now) {
  for (const mark of root.querySelectorAll("[data-health]")) {
    const state = stateOf(mark.dataset, now);
    if (mark.dataset.health !== state) mark.dataset.health = state;
  }
  for (const item of root.querySelectorAll("[data-place-at]")) {
    item.toggleAttribute("data-faded", now - new Date(item.dataset.placeAt) > OLD_PLACE);
  }
}

/** reports/tablets.py says the same when the page is made. */
export function stateOf({ heard, lineOpen, never, silentAfter }, now) {
  const quiet = (now - new Date(heard)) / 1_000;
  if (lineOpen !== undefined && quiet <= ONLINE_FOR) return "online";
  if (silentAfter !== undefined && quiet > Number(silentAfter)) return "silent";
  if (never !== undefined) return "none";
  return quiet > OLD_AFTER ? "old" : "off";
}
