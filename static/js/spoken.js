/** Says a sentence in the page's language; English sentences are the keys. `{name}` is filled in. */

const element = globalThis.document?.getElementById?.("sayings");
const sayings = element ? JSON.parse(element.textContent) : {};

export function spoken(english, values = {}) {
  const sentence = sayings[english] ?? english;
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
