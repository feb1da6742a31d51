// Sets day or night before the first paint; a classic script because modules run too late for that.
(() => {
  const chosen = localStorage.getItem("theme");
  if (chosen === "day" || chosen === "night") document.documentElement.dataset.theme = chosen;
})();
