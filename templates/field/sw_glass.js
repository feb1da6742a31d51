/** Pages that the worker writes itself, where it has none to show: they say what is true, and what was written stays on the glass. */
const LANGUAGE = "{{ language|escapejs }}";

function plainPage(title, sentences = [], more = "") {
  const styles = SHELL.filter((path) => /\/(app|tablet)(\.\w+)?\.css$/.test(path)).map((path) => `<link rel="stylesheet" href="${path}">`);
  const theme = SHELL.filter((path) => /\/theme(\.\w+)?\.js$/.test(path)).map((path) => `<script src="${path}"></script>`);
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${theme.join("")}${styles.join("")}`;
  const main = `<h1>${safe(title)}</h1>${sentences.map((sentence) => `<p class="big">${safe(sentence)}</p>`).join("")}${more}`;
  const html = `<!doctype html><html lang="${safe(LANGUAGE)}"><head><title>${safe(title)}</title>${head}</head><body class="tablet"><main id="main" class="narrow stack">${main}</main></body></html>`;
  return new Response(html, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'self'" } });
}

// Numbers and tokens travel along unseen, words are shown.
function notKept({ path, fields, back, why }) {
  const [label, send, leave] = [spoken("What you wrote"), spoken("Try again"), spoken("Back without it")].map(safe);
  const again = fields.map(([name, value]) => (/\s/.test(value)
    ? `<label class="field"><textarea name="${safe(name)}" aria-label="${label}" rows="6">\n${safe(value)}</textarea></label>`
    : `<input type="hidden" name="${safe(name)}" value="${safe(value)}">`));
  const form = `<form method="post" class="stack" action="${safe(path)}">${again.join("")}<button class="btn btn-primary btn-wide btn-status">${send}</button></form>`;
  const told = path === HELP || path.startsWith(HELP) || path.endsWith("/backup/") || path.endsWith("/ems/");
  const radio = told ? [spoken("Nobody has been told. USE YOUR RADIO.")] : [];
  const room = spoken("There is no signal, and this tablet has no room to keep it. Leave this page open and try again.");
  return plainPage(spoken("Not sent and not kept"), [...radio, why || room], `${form}<p><a class="btn btn-wide" href="${safe(back)}">${leave}</a></p>`);
}

/** The browser has emptied the pages, and there is no network to fetch them anew; the letters are elsewhere. */
async function emptied() {
  const written = spoken("What you wrote and did not send yet is kept apart from the pages. It goes when there is signal.");
  const again = safe(spoken("Try again"));
  const go = `<p><a class="btn btn-primary btn-wide btn-status" href="${HOME}">${again}</a></p>`;
  const there = await signedIn().catch(() => null) !== null;
  return plainPage(spoken("No signal"), [spoken("This browser has emptied the pages that the tablet kept."), ...(there ? [written] : [])], go);
}

/** Letters are worth more than pages: true where there was something to give up. */
async function giveUpPages(needed) {
  let given = false;
  for (const name of (await caches.keys()).filter((one) => one.startsWith("pages-"))) {
    const cache = await caches.open(name);
    const pages = (await cache.keys()).filter(({ url }) => !needed.includes(new URL(url).pathname));
    await Promise.all(pages.map((page) => cache.delete(page, { ignoreVary: true })));
    given ||= pages.length > 0;
  }
  return given;
}

function safe(text) {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
