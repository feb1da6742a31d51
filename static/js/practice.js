// Keeps the word in the window's title, whatever else is written there; a classic script, so that it is there first.
(() => {
  const MARK = "[TRAINING] ";
  const keep = () => {
    if (!document.title.startsWith(MARK)) document.title = MARK + document.title;
  };
  const title = document.querySelector("title");
  if (title) new MutationObserver(keep).observe(title, { childList: true, characterData: true, subtree: true });
  keep();
})();
