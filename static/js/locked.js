// Shows nothing of a locked tablet before the first paint, where no service worker stands in; the truth is in the store.
(() => {
  try {
    if (localStorage.getItem("locked") && location.pathname.startsWith("/tablet/") && !location.pathname.startsWith("/tablet/lock/")) {
      document.documentElement.dataset.locked = "";
      location.replace("/tablet/lock/");
    }
  } catch {
    // No storage: the service worker and the store tell.
  }
})();
