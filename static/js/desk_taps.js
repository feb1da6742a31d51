/** Puts the server's answer to a tap where the tap was. */

const NO_ANSWER = "The server did not answer. Tap again: what is filed already is not filed twice.";
const BROKEN = "The server failed, and nothing is filed. Tap again.";

export function watchTaps({ said, heard }) {
  document.body.addEventListener("desk:line", ({ detail }) => {
    heard(detail);
    said.textContent = detail.said;
  });
  document.body.addEventListener("htmx:beforeRequest", ({ detail }) => say(detail.elt, ""));
  document.body.addEventListener("htmx:afterRequest", ({ detail: { elt, xhr, successful } }) => {
    const form = elt.closest("form");  // a button may have an address of its own
    if (!form) return;
    if (successful) done(form);
    else say(form, sentence(xhr), said);
  });
}

function sentence({ status, responseText }) {
  if (status === 0) return NO_ANSWER;
  return status === 409 || status === 422 ? responseText : BROKEN;
}

// A form that stays on the page is a new one after its tap was filed, and the drawer that it is in is shut.
function done(form) {
  form.closest("[data-mark]")?.removeAttribute("data-mark");  // its form is used: the row is asked for whole
  const drawer = form.closest("details[data-shuts]");
  if (drawer) {
    drawer.open = false;
    form.reset();
  }
  if (form.matches("[data-leave]")) document.activeElement?.blur();  // single keys work again
  if (!form.matches("[data-once]")) return;
  form.reset();
  form.elements.id.value = crypto.randomUUID();
}

function say(elt, text, said) {
  const from = elt.closest("form");
  if (!from) return;
  const form = from.isConnected ? from : document.querySelector(`form[action="${from.getAttribute("action")}"]`);
  const own = form?.querySelector("[data-refusal]") ?? form?.closest("[data-row]")?.querySelector("[data-refusal]");
  const place = own ?? said;
  if (place) place.textContent = text;
}
