/** The one thing that a tablet does where nobody is signed in: it sends the cries for help that wait on it. */

import { Letters } from "./letters.js";
import { Postman } from "./postman.js";
import { Urgent } from "./urgent.js";

/** `start()` tries until each was answered, `hurry()` tries once now; each goes under its author's name and pass. */
export function criesOn({ store, csrf, fetch, page, random }) {
  const letters = new Letters({ store, author: "" });
  const postman = new Postman({ person: "", csrf, fetch });
  const settle = (answered) => letters.settle(answered);
  return new Urgent({ letters, author: "", postman, pass: async () => ({}), settle, page, random });
}
