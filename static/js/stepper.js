/** Buttons for one fewer and one more beside a number; an empty one was not counted. */

export function stepAt(page = document) {
  page.addEventListener("click", ({ target }) => {
    const button = target.closest("button[data-step]");
    if (button) step(button.parentElement.querySelector("input"), Number(button.dataset.step));
  });
}

export function step(input, by) {
  const now = Math.trunc(Number(input.value)) || 0;
  const next = Math.max(Number(input.min || 0), Math.min(Number(input.max || Infinity), now + by));
  input.value = String(next);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}
