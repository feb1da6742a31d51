/** Changes a part of the page into what the server says now, without taking anything out of a person's hand. */

export function teach(htmx) {
  htmx.defineExtension("morph", {
    isInlineSwap: (style) => style === "morph",
    handleSwap: (style, target, fragment) => style === "morph" && morph(target, fragment.firstElementChild),
  });
}

/** Returns the elements that are new, for htmx to look at. */
export function morph(old, fresh) {
  if (!fresh || fresh.id !== old.id) return [];
  const held = document.activeElement;
  const [from, to] = selection(held);
  const added = [];
  change(old, fresh, added);
  if (held?.isConnected && held !== document.activeElement) {
    held.focus({ preventScroll: true });
    if (from !== null) held.setSelectionRange(from, to);
  }
  return added;
}

function selection(held) {
  try {
    return [held.selectionStart ?? null, held.selectionEnd ?? null];
  } catch {
    return [null, null];  // an input without text has none
  }
}

function change(old, fresh, added) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  if (fresh.hasAttribute("data-same") || old.isEqualNode(fresh)) return;
  if (isInHand(old)) return owe(old);
  dress(old, fresh);
  fill(old, fresh, added);
  return undefined;
}

// Its row is not what the server has: the next time it is asked for whole.
function owe(element) {
  element.closest("[data-mark]")?.removeAttribute("data-mark");
}

// What the person sees or types and the server does not know: a filter, a refusal, the text of a note. And what would
// be done with the next Enter: it must not become something else under the hand.
function isInHand(element) {
  return element.hasAttribute("data-keep") || (element.hasAttribute("data-refusal") && element.textContent !== "")
    || (element.hasAttribute("data-hold") && element.contains(document.activeElement)) || element.nodeName === "TEXTAREA";
}

function dress(old, fresh) {
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  for (const { name } of [...old.attributes]) {
    const opened = name === "open" && old.nodeName === "DETAILS";
    if (!fresh.hasAttribute(name) && !opened) old.removeAttribute(name);
  }
}

function fill(old, fresh, added) {
  const known = new Map([...old.childNodes].filter(key).map((node) => [key(node), node]));
  const wanted = new Set([...fresh.childNodes].map(key).filter(Boolean));
  let here = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    const match = counterpart(next, here, known);
    if (!match) {
      old.insertBefore(next, here);
      added.push(next);
      continue;
    }
    here = clearWay(here, match, wanted);
    if (match === here) here = here.nextSibling;
    else old.insertBefore(match, here);
    change(match, next, added);
  }
  while (here) here = drop(here);
}

function counterpart(next, here, known) {
  const match = key(next) ? known.get(key(next)) : here && !key(here) && here;
  return match && match.nodeName === next.nodeName ? match : null;
}

// Takes out what is gone instead of moving what stays: a moved field loses its caret.
function clearWay(here, match, wanted) {
  let node = here;
  while (node && node !== match && !wanted.has(key(node))) node = drop(node);
  return node;
}

function drop(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}

// A form is its address: htmx knows the one it met first. And `form.id` would be its field of that name.
function key(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return null;
  if (node.nodeName === "OPTION") return `option ${node.value}`;
  if (node.nodeName === "FORM") return `form ${node.getAttribute("action")}`;
  return node.getAttribute("id");
}
