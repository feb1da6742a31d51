/** The on-scene form: nothing that the agency asks for is missing when a call is closed, and folded parts say what is in them. */

import { spoken } from "./spoken.js";
import { stepAt } from "./stepper.js";
import { follow } from "./tablet_forms.js";
import { SceneDrafts } from "./tablet_scene_drafts.js";
import { addPerson, grow, removePerson } from "./tablet_scene_people.js";
import { Untick } from "./untick.js";

const FORM = "form[data-scene]";
const ALONE = ["unknown", "prefers_not_to_say"];
const SHOWN = 2;

export function startScene({ store, clock, pages, person, zone }, page = document) {
  const drafts = new SceneDrafts({ store, clock, person, zone, page });
  new Untick({ page });
  stepAt(page);
  page.addEventListener("submit", (event) => complete(event), true);
  page.addEventListener("fill", ({ target, detail }) => target.matches(FORM) && (blank(target), grow(target, detail)));
  page.addEventListener("keydown", (event) => stay(event));
  page.addEventListener("input", ({ target }) => {
    if (!target.form?.matches(FORM)) return;
    keepApart(target);
    sumSoon(target.form);
    drafts.note(target);
  });
  page.addEventListener("click", ({ target }) => {
    const form = target.closest(FORM);
    if (form && target.closest("[data-add-person]")) addPerson(form)?.querySelector("input").focus();
    else if (form && target.closest("[data-remove-person]")) removePerson(form, target.closest("[data-person]"));
    else return;
    sumSoon(form);
    drafts.note(form.elements[0]);
  });
  const open = () => page.querySelectorAll(FORM).forEach((form) => begin(form, drafts));
  pages.addEventListener("shown", open);
  open();
}

// A form may come with the page, or later when the call has been closed.
async function begin(form, drafts) {
  if (form.dataset.begun) return;
  form.dataset.begun = "yes";
  form.querySelectorAll("[data-when]").forEach((part) => follow(part));
  await drafts.show(form).catch(() => null);
  sum(form);
}

// What is filled in from outside is all there is.
function blank(form) {
  for (const control of form.elements) {
    if (control.type === "radio" || control.type === "checkbox") control.checked = false;
    else if (control.type === "text" || control.type === "number") control.value = "";
  }
}

// The keyboard's "Go" in a line of text must not close a call.
function stay(event) {
  if (event.key !== "Enter" || !event.target.matches(`${FORM} input:is([type=text], [type=number])`)) return;
  event.preventDefault();
  event.target.blur();
}

// "Not known" and "Prefers not to say" are answers of their own, never beside others.
function keepApart({ name, type, checked, value, form }) {
  if (type !== "checkbox" || !checked) return;
  const others = [...form.elements].filter((other) => other.name === name && other.value !== value);
  const lone = ALONE.includes(value);
  others.filter((other) => lone || ALONE.includes(other.value)).forEach((other) => { other.checked = false; });
}

function complete(event) {
  const { target: form, submitter } = event;
  if (!form.matches(FORM) || submitter?.matches("[data-keep-only]")) return;
  const lacking = [...form.querySelectorAll("[data-required]")].filter((group) => asked(group) && !answered(group));
  const complaint = form.querySelector("[data-complaint]");
  complaint.hidden = lacking.length === 0;
  if (!lacking.length) return;
  event.preventDefault();
  event.stopPropagation();
  complaint.textContent = lacking[0].dataset.say ?? spoken("Still missing: {what}.", { what: lacking.map(called).join(", ") });
  lead(lacking[0]);
}

// The first person's details are asked for in any case, another's only where something of them is told.
function asked(group) {
  if (group.matches(":disabled") || group.closest("fieldset:disabled")) return false;
  const person = group.closest("[data-person]");
  return !person || person.matches(":first-child") || answered(person);
}

function answered(group) {
  return [...group.querySelectorAll("input")].some((input) => (
    input.type === "radio" || input.type === "checkbox" ? input.checked : input.value.trim() !== ""
  ));
}

function called(group) {
  const person = group.closest("[data-person]:not(:first-child)");
  return person ? `${group.dataset.required} (${person.querySelector("[data-number]").textContent})` : group.dataset.required;
}

function lead(group) {
  for (let around = group.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
  group.querySelector("input").focus({ preventScroll: true });
  group.scrollIntoView({ block: "center" });
}

// Many inputs at once, as when a draft comes back, are summed up once.
function sumSoon(form) {
  if (form.dataset.sums) return;
  form.dataset.sums = "soon";
  setTimeout(() => { delete form.dataset.sums; sum(form); });
}

function sum(form) {
  form.querySelectorAll("details.more:has(:checked)").forEach((more) => { more.open = true; });
  for (const part of form.querySelectorAll("[data-part]")) {
    const told = [...part.querySelectorAll("input")].map(said).filter(Boolean);
    const rest = told.length > SHOWN ? spoken("{number} more", { number: told.length - SHOWN }) : "";
    part.querySelector("[data-sum]").textContent = [told.slice(0, SHOWN).join(", "), rest].filter(Boolean).join("; ");
  }
}

function said(input) {
  if (input.closest("fieldset:disabled")) return "";
  if (input.type === "radio" || input.type === "checkbox") return input.checked ? worded(input) : "";
  if (input.type !== "number" || !Number(input.value)) return "";
  return `${input.value} ${input.closest("label").querySelector(".label").firstChild.textContent.trim()}`;
}

// A yes or no says nothing without its question.
function worded(input) {
  const text = input.closest("label").textContent.trim();
  const short = ["yes", "no", "unknown"].includes(input.value);
  return short ? `${input.closest("fieldset").querySelector("legend").firstChild.textContent.trim()} ${text}` : text;
}
