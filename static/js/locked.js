// Shows nothing of a locked tablet before the first paint, where no service worker stands in; the truth is in the store.
(() => {
  const { dataset } = document.documentElement;
  try {
    const page = location.pathname.startsWith("/tablet/") && !("locked" in dataset);
    if (!page || !localStorage.getItem("locked")) return;
    dataset.locked = "";
    location.replace("/tablet/lock/");
  } catch {
    // No storage: the service worker and the store tell.
  }
})();
