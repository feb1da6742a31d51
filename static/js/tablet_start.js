/** A call that the crew starts: says where it is, if asked, and goes home, where the call appears. */

import { spoken } from "./spoken.js";

const HOME = "/tablet/";
const PATIENCE = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 };
const DENIED = 1;

export function startStart({ page = document }) {
  page.addEventListener("letter", ({ target }) => target.matches("[data-start]") && location.assign(HOME));
  const button = page.querySelector("[data-here]");
  if (button && navigator.geolocation) new Here(button);
}

class Here {
  #button;
  #form;
  #says;

  constructor(button) {
    [this.#button, this.#form] = [button, button.form];
    this.#says = this.#form.querySelector("[data-here-says]");
    button.hidden = false;
    button.addEventListener("click", () => this.#look());
    this.#form.addEventListener("reset", () => this.#put("", ""));
  }

  #look() {
    this.#button.disabled = true;
    this.#say(spoken("Looking for your place…"));
    navigator.geolocation.getCurrentPosition((found) => this.#found(found), (problem) => this.#missed(problem), PATIENCE);
  }

  #found({ coords: { latitude, longitude, accuracy } }) {
    this.#button.disabled = false;
    this.#put(latitude.toFixed(6), longitude.toFixed(6));
    this.#say(spoken("Your place goes with the call, to within {metres} m. Say in words too how to find it.", { metres: Math.round(accuracy) }));
  }

  #missed({ code }) {
    this.#button.disabled = false;
    this.#put("", "");
    this.#say(code === DENIED
      ? spoken("This tablet may not say where it is. Type the place.")
      : spoken("Your place cannot be found now. Type it."));
  }

  #put(latitude, longitude) {
    [this.#form.elements.latitude.value, this.#form.elements.longitude.value] = [latitude, longitude];
    if (!latitude) this.#say("");
  }

  #say(text) {
    [this.#says.textContent, this.#says.hidden] = [text, !text];
  }
}
