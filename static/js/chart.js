/** Draws an agency's map and the marks of the lists beside it, with Leaflet. Knows no door. */

import "../js_lib_leaflet/leaflet.js";  // a third of the size of its module, which comes unabridged only

const { circleMarker, divIcon, featureGroup, geoJSON, map: draw, marker, tileLayer } = globalThis.L;

const CLOSE = 15;
const PATIENCE = 20_000;
const ABOVE = { service: 0, call: 500 };  // a unit lies upon its call

export class Chart {
  #frame;
  #lists;
  #map;
  #marks = featureGroup();
  #prints = "";
  #me = null;

  constructor({ frame, lists }) {
    [this.#frame, this.#lists] = [frame, lists];
    this.#map = draw(frame, { zoomControl: true, attributionControl: true, center: [0, 0], zoom: 2, zoomSnap: 0.5 });
    this.#map.attributionControl.setPrefix(false);
    this.#marks.addTo(this.#map);
    lists.addEventListener("click", ({ target }) => this.#show(target.closest("[data-show]")));
    if (frame.dataset.tiles) tileLayer(frame.dataset.tiles, { maxZoom: 19 }).addTo(this.#map);
    this.mark();
    this.#fit(this.#marks);
  }

  /** Resolves when the agency's area is drawn, if it has one; rejects where it cannot be had. */
  async draw() {
    const { area } = this.#frame.dataset;
    if (!area) return;
    const answer = await fetch(area, { signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) throw new Error(`The map was answered with ${answer.status}.`);
    const layer = geoJSON(await answer.json(), {
      style: ({ geometry }) => ({ className: `area-${geometry?.type.includes("Polygon") ? "field" : "line"}`, interactive: false }),
      pointToLayer: (feature, place) => circleMarker(place, { radius: 4, className: "area-point", interactive: false }),
    }).addTo(this.#map);
    layer.bringToBack();
    this.#fit(layer);
  }

  /** Brings the marks up to what the lists say. */
  mark() {
    const items = [...this.#lists.querySelectorAll("[data-mark]")];
    const prints = JSON.stringify(items.map(({ id, dataset: { latitude, longitude, label, mark, faded } }) => [id, latitude, longitude, label, mark, faded]));
    if (prints === this.#prints) return;
    this.#prints = prints;
    this.#marks.clearLayers();
    items.forEach((item) => this.#put(item.id, item.dataset));
  }

  /** Shows this device, under that name; rejects where it does not know where it is. */
  async find(name) {
    const found = await new Promise((resolve, reject) => {
      navigator.geolocation.getCurrentPosition(resolve, reject, { enableHighAccuracy: true, timeout: PATIENCE });
    });
    const place = [found.coords.latitude, found.coords.longitude];
    this.#me?.remove();
    this.#me = marker(place, { icon: sign("me", name), keyboard: false, interactive: false }).addTo(this.#map);
    this.#map.setView(place, Math.max(this.#map.getZoom(), CLOSE), { animate: false });
  }

  #put(id, { mark, latitude, longitude, label, faded }) {
    const kind = faded === undefined ? mark : `${mark} mark-faded`;
    const pin = marker([Number(latitude), Number(longitude)], { icon: sign(kind, label), keyboard: false, zIndexOffset: ABOVE[mark] ?? 1_000 });
    pin.on("click", () => this.#point(id)).addTo(this.#marks);
  }

  // The list says more than a mark can.
  #point(id) {
    const item = this.#lists.ownerDocument.getElementById(id);
    item?.closest("details")?.setAttribute("open", "");
    item?.scrollIntoView({ block: "nearest" });
    item?.querySelector("a, button")?.focus();
  }

  #show(button) {
    if (!button) return;
    const { latitude, longitude } = button.closest("[data-mark]").dataset;
    this.#map.setView([Number(latitude), Number(longitude)], Math.max(this.#map.getZoom(), CLOSE), { animate: false });
    this.#frame.scrollIntoView({ block: "nearest" });
  }

  #fit(layer) {
    const bounds = layer.getBounds();
    if (bounds.isValid()) this.#map.fitBounds(bounds, { animate: false, maxZoom: CLOSE, padding: [24, 24] });
  }
}

function sign(kind, label) {
  const words = Object.assign(document.createElement("span"), { className: "mark-label", textContent: label });
  return divIcon({ className: `mark mark-${kind}`, html: words, iconSize: null });
}
