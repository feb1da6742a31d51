/** One browser has one person: where somebody else signs in, or goes to practise, no page goes on as if it were theirs. */

const EMPTIED = "training.emptied";

/** `live` tells every line of the log; `go(address)` opens a page in place of this one. */
export function watchPerson({ root, person, live, channel = new BroadcastChannel("person"), go = (to) => location.replace(to) }) {
  channel.onmessage = ({ data }) => String(data) !== person && go(location.pathname + location.search);
  channel.postMessage(person);
  root.addEventListener("htmx:configRequest", ({ detail }) => { detail.headers["X-Person"] = person; });
  live.addEventListener("line", ({ detail }) => detail.kind === EMPTIED && go("/desk/"));  // what was open here is gone
}
