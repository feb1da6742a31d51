/** Asks for the ticket that opens the live line; a redirect to the sign-in counts as 401. */

const TIMEOUT = 5_000;

export function tickets({ url = "/live/ticket/", fetch = (...request) => globalThis.fetch(...request) } = {}) {
  return async () => {
    const answer = await fetch(url, {
      headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "manual", cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (answer.ok) return answer.json();
    const status = answer.type === "opaqueredirect" ? 401 : answer.status;
    throw Object.assign(new Error(`There was no ticket (${status}).`), { status });
  };
}
