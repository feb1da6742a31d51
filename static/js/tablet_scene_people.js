/** One to six people met, counted and not named: rows of the on-scene form that can be added and removed. */

const NAMED = /^p(\d)-/;

export function addPerson(form) {
  const people = form.querySelector("[data-people]");
  if (!people || people.children.length >= Number(people.dataset.most)) return null;
  const person = form.querySelector("[data-another]").content.firstElementChild.cloneNode(true);
  people.append(person);
  number(people);
  count(form, people.children.length);
  return person;
}

export function removePerson(form, person) {
  const people = person.parentElement;
  person.remove();
  number(people);
  form.querySelector("[data-add-person]").focus();
}

/** As many rows as what is to be filled in speaks of. */
export function grow(form, body) {
  const people = form.querySelector("[data-people]");
  if (!people) return;
  const told = Object.keys(body).filter((name) => [body[name]].flat().some(Boolean));
  const wanted = Math.max(1, ...told.map((name) => Number(NAMED.exec(name)?.[1] ?? 1)));
  while (people.children.length < wanted && addPerson(form));
}

// Their fields are called by their places, so that nobody's answers become another's.
function number(people) {
  [...people.children].forEach((person, index) => {
    const place = String(index + 1);
    person.dataset.person = place;
    person.querySelector("[data-number]").textContent = place;
    person.querySelector("[data-remove-person]").hidden = index === 0;
    rename(person, place);
  });
  const add = people.parentElement.querySelector("[data-add-person]");
  if (add) add.hidden = people.children.length >= Number(people.dataset.most);
}

// Two groups of one name would lose a choice to each other: the answers are put back after all are renamed.
function rename(person, place) {
  const inputs = [...person.querySelectorAll("input")];
  const chosen = inputs.map(({ checked }) => checked);
  inputs.forEach((input) => { input.name = input.name.replace(NAMED, `p${place}-`); });
  inputs.forEach((input, index) => { input.checked = chosen[index]; });
}

function count(form, people) {
  const served = form.elements.people_served;
  if (served && Number(served.value) < people) served.value = String(people);
}
