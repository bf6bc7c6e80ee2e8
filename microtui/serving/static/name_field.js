// The visitor's number, and the field for the name that the teacher's page shows.

const form = document.querySelector("#name-form");
const field = document.querySelector("#name");
const number = document.querySelector("#number");

let known = "";

// `give` is told a name that is not the one given before.
export function watchName(give) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    field.blur();
  });
  field.addEventListener("blur", () => {
    const name = field.value.trim();
    if (name !== known) give(name);
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
  known = visitor.name ?? "";
  if (document.activeElement !== field) field.value = known;
}
