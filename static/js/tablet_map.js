/** The page with the map: draws what stands in the lists beside it. The drawing itself is fetched on that page only. */

import { spoken } from "./spoken.js";

export function startMap({ pages, page = document }) {
  const frame = page.getElementById("map");
  if (!frame) return;
  const note = page.getElementById("map-note");
  const say = (sentence) => { [note.textContent, note.hidden] = [sentence, !sentence]; };
  import("./chart.js").then(async ({ Chart }) => {
    const chart = new Chart({ frame, lists: page.getElementById("map-lists") });
    pages.addEventListener("shown", () => chart.mark());
    page.querySelector("[data-where-am-i]").addEventListener("click", () => chart.find(spoken("You")).then(
      () => say(""), () => say(spoken("The tablet cannot find its position.")),
    ));
    await chart.draw().catch(() => say(spoken("The map is not on this tablet yet. It comes when there is signal. The list is complete.")));
  }).catch(() => say(spoken("The map cannot be drawn here. The list is complete.")));
}
