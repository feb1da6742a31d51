/** What a page can print needs no script; this only spares the way through the browser's menu. */

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => globalThis.print());
}
