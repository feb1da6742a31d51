/** Sets a PIN, and keeps at once what opens this tablet by it without signal. */

import { spoken } from "./spoken.js";
import { Unlock } from "./tablet_unlock.js";

const HOME = "/tablet/";

export function startPin({ store, person, csrf, banners, pages }) {
  pages.addEventListener("shown", ({ detail }) => remind(detail.home, banners));
  const form = document.querySelector("form[data-set-pin]");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = form.querySelector("button:not([type=button])");
    button.disabled = true;
    set(form, { store, person, csrf, banners }).catch(() => banners.say("pin", spoken("That did not work. Try again."), { tone: "error" }))
      .finally(() => { button.disabled = false; });
  });
}

// Only where there is time for it: on home, without a call.
function remind(home, banners) {
  const due = location.pathname === HOME && home.querySelector("#tablet[data-pin='']") && !home.querySelector("#current .call-card");
  if (!due) { banners.hush("no-pin"); return; }
  const text = spoken("You have no PIN. Without one a locked tablet opens only by password, and only with signal.");
  banners.say("no-pin", text, { tone: "info", go: { href: "/tablet/pin/", text: spoken("Set a PIN") } });
}

async function set(form, { store, person, csrf, banners }) {
  const fields = new FormData(form);
  const pins = [fields.get("pin"), fields.get("duress_pin")].filter(Boolean).map((pin) => pin.trim());
  const headers = { Accept: "application/json", "X-CSRFToken": csrf() };
  const body = new URLSearchParams(fields);
  const asked = { method: "POST", headers, body, redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(15_000) };
  const answer = await fetch(form.action, asked).catch(() => null);
  if (!answer || answer.status >= 500) return banners.say("pin", form.dataset.setPin, { tone: "error" });
  if (answer.ok) return kept(await answer.json(), { store, person, pins });
  if (answer.type === "opaqueredirect") return location.assign("/sign-in/?next=/tablet/pin/");
  return complain(form, await answer.json().catch(() => ({})), banners);
}

async function kept({ marks, pin: stamp }, { store, person, pins }) {
  for (const [place, mark] of marks.entries()) await Unlock.keep(store, person, pins[place], mark, stamp);
  location.assign(HOME);
}

function complain(form, { errors = {}, detail }, banners) {
  for (const part of form.querySelectorAll("[data-errors]")) {
    const said = (errors[part.dataset.errors] ?? []).map((text) => Object.assign(document.createElement("p"), { className: "errorlist", textContent: text }));
    part.replaceChildren(...said);
  }
  if (Object.keys(errors).length) form.querySelector("[data-errors]:not(:empty)")?.closest(".field").querySelector("input").focus();
  else banners.say("pin", detail ?? spoken("That did not work. Try again."), { tone: "error" });
}
