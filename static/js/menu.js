/** Menus (`details.menu`) close when somebody touches elsewhere, chooses, or presses Escape. */

export function startMenus({ page = document } = {}) {
  const open = () => [...page.querySelectorAll("details.menu[open]")];
  page.addEventListener("click", ({ target }) => {
    open().filter((menu) => !menu.contains(target) || target.closest(".menu-list")).forEach((menu) => { menu.open = false; });
  });
  page.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    open().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });
}
