import assert from "node:assert/strict";
import test from "node:test";

import { Draft } from "../../static/js/desk_draft.js";
import { Screening, fits } from "../../static/js/desk_screening.js";

/** A form with its questions, as far as the module knows one. */
function form(codes) {
  const listeners = {};
  const said = { hidden: true };
  const holder = {};
  const saved = [];
  const focused = { on: null };
  const unit = { focus: () => { focused.on = "unit"; } };
  const questions = codes.map((code) => {
    const question = { code };
    question.radios = ["yes", "no", "unknown"].map((value) => ({ value, checked: value === "unknown", question,
      matches: () => true, closest: () => question,
      dispatchEvent: () => listeners.input?.({ target: question.radios[0] }),
      focus: () => { focused.on = `${code} ${value}`; } }));
    question.querySelector = (wanted) => {
      const value = /value="(\w+)"/.exec(wanted)?.[1];
      if (value) return question.radios.find((radio) => radio.value === value);
      return wanted === "input:checked" ? question.radios.filter(({ checked }) => checked).at(0) : question.radios[0];
    };
    return question;
  });
  const found = { "[data-verdict]": holder, "[data-verdict-stale]": said, ".save button": "save" };
  const element = {
    elements: { namedItem: () => unit },
    addEventListener: (kind, listener) => { listeners[kind] = listener; },
    querySelector: (wanted) => found[wanted] ?? null,
    querySelectorAll: () => questions,
    requestSubmit: (button) => saved.push(button),
  };
  const press = (key, target = questions[0].radios[2], more = {}) => {
    const event = { key, target, prevented: false, preventDefault() { this.prevented = true; }, ...more };
    listeners.keydown(event);
    return event;
  };
  return { element, listeners, questions, focused, saved, said, press };
}

function started(context, codes = ["weapon", "dog"]) {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  globalThis.Event ??= class {};
  const page = form(codes);
  const asked = [];
  new Screening({ form: page.element, htmx: { trigger: (holder, kind) => asked.push(kind) } }).start();
  context.mock.timers.tick(200);
  asked.length = 0;
  return { ...page, asked };
}

test("a letter answers the question and goes on to the next", (context) => {
  const { questions, focused, press } = started(context);
  assert.equal(press("Y").prevented, true);
  assert.equal(questions[0].radios[0].checked, true);
  assert.equal(focused.on, "dog unknown");
});

test("on the last question the hand stays", (context) => {
  const { questions, focused, press } = started(context);
  questions[1].radios[2].checked = false;
  questions[1].radios[1].checked = true;
  press("n", questions[1].radios[2]);
  assert.equal(focused.on, "dog no");
});

test("several answers in a moment ask the server once", (context) => {
  const { questions, asked, press } = started(context);
  press("y");
  press("n", questions[1].radios[2]);
  assert.deepEqual(asked, []);
  context.mock.timers.tick(200);
  assert.deepEqual(asked, ["decide"]);
});

test("a letter with a modifier, or outside of a question, is left alone", (context) => {
  const { questions, press } = started(context);
  assert.equal(press("y", questions[0].radios[2], { ctrlKey: true }).prevented, false);
  assert.equal(press("y", { closest: () => null }).prevented, false);
});

test("a leads to the unit, and control with enter saves from anywhere", (context) => {
  const { focused, saved, press } = started(context);
  press("a");
  assert.equal(focused.on, "unit");
  press("Enter", { closest: () => null }, { ctrlKey: true });
  assert.deepEqual(saved, ["save"]);
});

test("a verdict that did not come says so", (context) => {
  const { said, listeners } = started(context);
  listeners["htmx:sendError"]();
  assert.equal(said.hidden, false);
});

test("a type without channels is for all, another for its own", () => {
  assert.equal(fits("", "988"), true);
  assert.equal(fits("311 988", "988"), true);
  assert.equal(fits("311", "988"), false);
});

test("a draft ticks what was ticked, opens where it was typed and leaves what must be fresh", () => {
  const opened = [];
  const fields = {
    caller_anonymous: { type: "checkbox", checked: false, closest: () => null },
    rules_number: { type: "hidden", value: "3", matches: (wanted) => wanted === "[data-fresh]" },
    override_note: { type: "text", value: "", matches: () => false, closest: () => ({ setAttribute: (name) => opened.push(name) }) },
  };
  const kept = [["caller_anonymous", "on"], ["rules_number", "2"], ["override_note", "Hm"]];
  const shelf = { getItem: () => JSON.stringify({ person: "7", sent: false, fields: kept }), removeItem: () => {}, setItem: () => {} };
  const note = { hidden: true, querySelector: () => ({ addEventListener: () => {} }) };
  globalThis.document = { addEventListener: () => {}, querySelector: () => note };
  const element = { dataset: {}, addEventListener: () => {}, elements: { namedItem: (name) => fields[name] } };
  new Draft({ form: element, person: "7", shelf }).start();

  assert.equal(fields.caller_anonymous.checked, true);
  assert.equal(fields.rules_number.value, "3");
  assert.deepEqual([fields.override_note.value, opened], ["Hm", ["open"]]);
  assert.equal(note.hidden, false);
});
