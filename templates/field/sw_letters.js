/** A form that a person sent before the page's own modules ran becomes a letter, as the outbox files them, where the
 * server does not answer for it. Without JavaScript on the page there is nobody else who could keep it. */
const SLOTS = {{ slots|safe }};
const HELP = "/tablet/help/";
const SHOWN = [HELP, "/tablet/start/"];
const ANSWER_WITHIN = 10_000;
const OURS = ["id", "occurred_at", "csrfmiddlewaretoken"];
const REFUSALS = [400, 404, 409, 410, 413, 422];  // the table in docs/live.md
const MOST_FORMS = 40;

const takesLetters = (path) => SLOTS.some((slot) => new RegExp(slot).test(path));

async function post(request) {
  const [tapped, copy, back] = [Date.now(), request.clone(), cameFrom(request.referrer)];
  const answer = await Promise.race([fetch(request).catch(() => null), after(ANSWER_WITHIN)]);
  if (answer && await answersFor(answer)) return answer;
  const fields = [...await copy.formData()].filter(([, value]) => typeof value === "string");
  const path = new URL(request.url).pathname;
  const locked = await lockedPage().catch(() => plainPage(spoken("Locked")));
  if (locked && path !== HELP) return locked;
  try {
    await file(await letterOf({ path, fields, tapped, back }), fields);
  } catch (error) {
    return notKept({ path, fields, back, why: error.name === "Nobody" ? error.message : "" });
  }
  new BroadcastChannel("outbox").postMessage("changed");
  return Response.redirect(self.location.origin + back, 303);
}

// A redirect may lead to the sign-in, and a hotel's front page answers to everything.
async function answersFor(answer) {
  if (answer.type !== "opaqueredirect") return REFUSALS.includes(answer.status);
  const ticket = await Promise.race([fetch("/live/ticket/", { cache: "no-store" }).catch(() => null), after(ANSWER_WITHIN)]);
  return Boolean(ticket?.ok && await ticket.json().then(({ time }) => time, () => null));
}

// A page that answered a form has that form's address, where nothing is shown to whoever just comes.
function cameFrom(referrer) {
  const { origin, pathname } = new URL(referrer || HOME, self.location.origin);
  if (origin !== self.location.origin || !pathname.startsWith(HOME)) return HOME;
  if (!takesLetters(pathname) || SHOWN.includes(pathname)) return pathname;
  return /^\/tablet\/calls\/[0-9a-f-]{36}\//.exec(pathname)?.[0] ?? HOME;
}

async function letterOf({ path, fields, tapped, back }) {
  const author = await signedIn().catch(() => null);
  if (author === null) throw Object.assign(new Error(spoken("Nobody is signed in on this tablet.")), { name: "Nobody" });
  const [offset, help] = await Promise.all([session("clock"), session("help")]);
  const cry = path === HELP && { urgent: true, pass: help?.person === author ? { "X-Help-Token": help.token } : {} };
  const page = await keptPage(back, author);
  const body = Object.fromEntries(fields.filter(([name]) => !OURS.includes(name)).map(([name]) => {
    const values = fields.filter(([other]) => other === name).map(([, value]) => value);
    return [name, values.length > 1 ? values : values[0]];
  }));
  const occurred_at = new Date(tapped + (offset ?? 0)).toISOString();
  return { author, url: path, body, occurred_at, state: "waiting", ...shownAs({ html: await page?.text() ?? "", path, fields, back }), ...cry };
}

// What the page says of the form, and of the button that was tapped.
function shownAs({ html, path, fields, back }) {
  const said = Object.fromEntries(fields);
  const [form = ""] = (html.match(/<form\b[\s\S]*?<\/form>/g) ?? []).filter((one) => said.id && one.includes(`value="${said.id}"`));
  const buttons = [...form.matchAll(/(<button\b[^>]*>)([\s\S]*?)<\/button>/g)];
  const [, button = "", face = ""] = buttons.find(([, tag]) => attribute(tag, "formaction") === path || (attribute(tag, "name") && said[attribute(tag, "name")] === attribute(tag, "value"))) ?? [];
  const written = [...form.matchAll(/<textarea\b[^>]*>/g)].map(([tag]) => said[attribute(tag, "name")]?.trim());
  const told = (name) => attribute(button, name) ?? attribute(form.slice(0, form.indexOf(">")), name);
  const usual = path === HELP ? spoken("Emergency alert") : spoken("Sent before the page was ready");
  const text = [path === HELP ? usual : unmarked(face), ...written].filter(Boolean).join(". ");
  const effect = told("data-effect") ?? (/\/(help|backup|ems)\/$/.test(path) ? "backup" : "");
  return { label: told("data-outbox") ?? usual, place: { call: told("data-call") ?? /[0-9a-f-]{36}/.exec(path)?.[0] ?? "none", effect, page: back, text } };
}

function attribute(tag, name) {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : unmarked(found);
}

function unmarked(text) {
  const signs = { lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'", amp: "&" };
  return text.replace(/<[^>]*>/g, "").replace(/&([\w#]+);/g, (whole, name) => signs[name] ?? whole).replace(/\s+/g, " ").trim();
}

async function file(letter, fields) {
  const form = fields.find(([name]) => name === "id")?.[1] ?? "";
  const said = await digest(JSON.stringify([letter.author, letter.url, letter.body]));
  await write({ letter, form, said }).catch(async (error) => {
    if (error?.name !== "QuotaExceededError" || !await giveUpPages([HOME, letter.place.page])) throw error;
    await write({ letter, form, said });
  });
}

/** Under the form's own number, so that one that did arrive is not filed twice; but one number never says two things. */
async function write({ letter, form, said }) {
  const database = await answered(openStore());
  try {
    const transaction = database.transaction(["letters", "session"], "readwrite", { durability: "strict" });
    const done = new Promise((resolve, reject) => { [transaction.oncomplete, transaction.onabort] = [resolve, () => reject(transaction.error)]; });
    const [shelf, kept] = ["letters", "session"].map((name) => transaction.objectStore(name));
    const [forms = [], written = 0, cries = []] = await Promise.all(["forms", "written", "cries"].map((key) => answered(kept.get(key))));
    const again = forms.find((one) => one.form === form && one.said === said);
    const id = again?.id ?? (form && !forms.some((one) => one.form === form) ? form : crypto.randomUUID());
    if (!await answered(shelf.get(id))) {
      shelf.put({ ...letter, id, written: written + 1 });
      kept.put(written + 1, "written");
      if (letter.urgent) kept.put([...cries, id], "cries");
      kept.put([...forms.filter((one) => one !== again), { form, said, id }].slice(-MOST_FORMS), "forms");
    }
    await done;
  } finally {
    database.close();
  }
}

async function digest(text) {
  const found = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(found)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
