/** Wakes this device when nobody at the desk takes an alarm, also with the page closed; after a press, and told truly. */

import { Push } from "./push.js";

const WORKER = "/program/worker.js";
const SAYS = {
  on: ["♪ Woken for alarms", "This device is woken when nobody at the desk takes an alarm. Press to turn it off."],
  off: ["Wake me for alarms", "Wake this device when nobody at the desk takes an alarm, also with this page closed."],
  denied: ["▲ Cannot be woken", "Notifications are blocked for this site: allow them in the browser's settings."],
  failed: ["▲ Not woken", "The server does not know of it. Press to try again."],
};

// The tablet's worker may stand at the root of the same browser; it is not ours.
const OURS = {
  getRegistration: async () => {
    const found = await navigator.serviceWorker.getRegistration("/program/");
    return found?.scope.endsWith("/program/") ? found : undefined;
  },
};

/** `person`: whose device it is; somebody else's before is not theirs. */
export function startWake(button, person) {
  if (!navigator.serviceWorker || !globalThis.PushManager) return;
  const push = new Push({ workers: OURS });
  const show = (state) => {
    [button.textContent, button.title] = SAYS[state];
    [button.dataset.wake, button.hidden] = [state, false];
  };
  button.addEventListener("click", () => turn(button, push, person).then(show, () => show(stateOf(null, person, "failed"))));
  push.address().then((address) => show(stateOf(address, person)), () => null);
}

function stateOf(address, person, otherwise = "off") {
  if (globalThis.Notification.permission === "denied") return "denied";
  return address && localStorage.getItem("woken") === `${person} ${address.endpoint}` ? "on" : otherwise;
}

async function turn(button, push, person) {
  if (button.dataset.wake === "on") {
    const { endpoint } = await push.address();
    await tell("/program/push/end/", { endpoint });
    await push.unsubscribe();
    return "off";
  }
  await navigator.serviceWorker.register(WORKER, { scope: "/program/" });
  await navigator.serviceWorker.ready;
  const address = await push.subscribe(button.dataset.pushKey);
  await tell("/program/push/", address);
  localStorage.setItem("woken", `${person} ${address.endpoint}`);
  return "on";
}

async function tell(url, fields) {
  const csrf = /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? "";
  const body = new URLSearchParams({ ...fields, id: crypto.randomUUID() });
  const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": csrf, Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
}
