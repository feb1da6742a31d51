/** Says a sentence in the page's language; English sentences are the keys. `{name}` is filled in. */

const language = globalThis.document?.documentElement?.lang;
const { default: sayings } = language === "es" ? await import("./said_es.js").catch(() => ({ default: {} })) : { default: {} };

export function spoken(english, values = {}) {
  const sentence = sayings[english] ?? english;
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}
