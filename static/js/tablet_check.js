/** One card of the page "This tablet": how something stands, what that means, and what may be done. */

/** `tone` is ok, info, warning or error; `on` and `off` tell which of the two buttons may be pressed. */
export function tell(name, { tone, says, means = "", on = false, off = false }, page = document) {
  const card = page.querySelector(`[data-check="${name}"]`);
  if (!card) return;
  card.dataset.tone = tone;
  write(card.querySelector("[data-says]"), says);
  write(card.querySelector("[data-means]"), means);
  show(card.querySelector("[data-turn-on]"), on);
  show(card.querySelector("[data-turn-off]"), off);
}

/** Calls `turn(true)` or `turn(false)` at a tap. */
export function onTap(name, turn, page = document) {
  const card = page.querySelector(`[data-check="${name}"]`);
  card?.querySelector("[data-turn-on]")?.addEventListener("click", () => turn(true));
  card?.querySelector("[data-turn-off]")?.addEventListener("click", () => turn(false));
}

function write(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

function show(button, shown) {
  if (button) button.hidden = !shown;
}
