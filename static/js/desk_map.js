/** The desk's map: draws what stands in the list beside it. */

import { Chart } from "./chart.js";

const frame = document.querySelector("#map");
const lists = document.querySelector("#map-lists");
const note = document.querySelector("#map-note");
const chart = new Chart({ frame, lists });

// What is old is marked in the list, by the server's clock.
const told = ["data-latitude", "data-longitude", "data-label", "data-faded"];
new MutationObserver(() => chart.mark()).observe(lists, { childList: true, subtree: true, attributes: true, attributeFilter: told });
await chart.draw().catch(() => { [note.textContent, note.hidden] = ["The agency's map could not be fetched. The list is complete.", false]; });
document.getElementById(location.hash.slice(1))?.querySelector("[data-show]")?.click();  // the board's "Place" leads here
