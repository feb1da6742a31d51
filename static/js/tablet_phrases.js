/** Puts kept phrases into notes, and shows them to a person in the language that was chosen for them. */

export function startPhrases({ store, person, pages, page = document }) {
  const name = `phrase-language-${person}`;
  let chosen = null;

  const choose = (language) => {
    chosen = language;
    speak(page, language);
    store.remember(name, language).catch(() => null);
  };
  page.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-inserts], [data-speak]");
    if (!button) return;
    if (button.matches("[data-inserts]")) return insert(button.form.querySelector("textarea"), button.textContent.trim());
    event.preventDefault();
    choose(button.dataset.speak);
  });
  pages.addEventListener("shown", () => chosen && speak(page, chosen));
  if (!new URLSearchParams(location.search).has("in")) {
    store.recall(name).then((language) => {
      if (!language || chosen) return;
      chosen = language;
      speak(page, language);
    }).catch(() => null);
  }
}

/** At the cursor, with a space where two words would run together. */
export function insert(field, text) {
  const { value, selectionStart: from, selectionEnd: to } = field;
  const before = /\S$/.test(value.slice(0, from)) ? " " : "";
  const after = /^\S/.test(value.slice(to)) ? " " : "";
  field.setRangeText(`${before}${text}${after}`, from, to, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** A phrase that has no text in this language stands there in the crew's, and says so. */
export function speak(page, language) {
  const buttons = [...page.querySelectorAll("[data-speak]")];
  if (!buttons.some(({ dataset }) => dataset.speak === language)) return;
  buttons.forEach((button) => (button.dataset.speak === language ? button.setAttribute("aria-current", "true") : button.removeAttribute("aria-current")));
  const own = language === page.documentElement.lang.split("-")[0];
  for (const phrase of page.querySelectorAll(".phrase, .show")) {
    const texts = [...phrase.querySelectorAll("[data-in]")];
    const there = texts.some(({ dataset }) => dataset.in === language);
    texts.forEach((text) => { text.hidden = text.dataset.in !== language; });
    phrase.querySelector("[data-instead]").hidden = there;
    phrase.querySelector("[data-meaning]").hidden = !there || own;
  }
}
