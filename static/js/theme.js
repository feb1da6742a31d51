// Sets day or night before the first paint, and on a press of the switch; a classic script because modules run too late.
(() => {
  const root = document.documentElement;
  const chosen = localStorage.getItem("theme");
  if (chosen === "day" || chosen === "night") root.dataset.theme = chosen;

  document.addEventListener("click", ({ target }) => {
    if (!target.closest("[data-theme-switch]")) return;
    const dark = root.dataset.theme ? root.dataset.theme === "night" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "day" : "night";
    localStorage.setItem("theme", root.dataset.theme);
  });
})();
