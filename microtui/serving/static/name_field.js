// The visitor's number, and the field for the name that the teacher's page shows.

const form = document.querySelector("#name-form");
const field = document.querySelector("#name");
const number = document.querySelector("#number");

let known = "";
let toBeGiven = null; // what was typed while there was nobody to give it to
let give = () => false;

// `send` is told a name that is not the one given before, and returns whether it could send it.
export function watchName(send) {
  give = send;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    field.blur();
  });
  field.addEventListener("blur", () => {
    const name = field.value.trim();
    if (name !== known) toBeGiven = give(name) ? null : name;
    known = name;
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    field.value = known;
    field.blur();
  });
  window.addEventListener("keydown", (event) => {
    if (event.key !== "F9" || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    askName();
  });
}

export function askName() {
  field.focus();
  field.select();
}

export function showVisitor(visitor) {
  number.textContent = `You are visitor ${visitor.number}`;
  if (toBeGiven !== null && give(toBeGiven)) {
    toBeGiven = null;
    return; // the server answers with what it has made of it
  }
  known = visitor.name ?? "";
  if (document.activeElement !== field) field.value = known;
}
