// Keys to tap, where there is no keyboard.

const ARROWS = { "←": "D", "↑": "A", "↓": "B", "→": "C" };
const KEYS = [
  ["space", " ", "space: play and pause"],
  ["s", "s", "s: an epoch on"],
  ["b", "b", "b: a batch on"],
  ["n", "n", "n: a phase on"],
  ["z", "z", "z: zero_grad off and on"],
  ["←", null, "left"],
  ["↑", null, "up"],
  ["↓", null, "down"],
  ["→", null, "right"],
  ["tab", "\t", "tab: the next pane"],
  ["esc", "\x1b", "escape"],
  ["enter", "\r", "enter"],
  ["?", "?", "question mark: all keys"],
];

const row = document.querySelector("#key-row");

export function offerKeys(terminal) {
  for (const [label, sent, meaning] of KEYS) {
    addButton(label, meaning, () => terminal.input(sent ?? arrow(terminal, label)));
  }
  addButton("⌨", "The keyboard on the screen", () => switchKeyboard(terminal));
  const touch = window.matchMedia("(pointer: coarse)");
  const adapt = () => {
    row.hidden = !touch.matches;
    // A tap on the terminal is a click on what stands there; a keyboard would cover it.
    terminal.textarea.inputMode = touch.matches ? "none" : "text";
  };
  touch.addEventListener("change", adapt);
  adapt();
}

function addButton(label, meaning, act) {
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
  button.setAttribute("aria-label", meaning);
  // The focus stays where it is: in the terminal.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", act);
  row.append(button);
}

function arrow(terminal, label) {
  return (terminal.modes.applicationCursorKeysMode ? "\x1bO" : "\x1b[") + ARROWS[label];
}

function switchKeyboard(terminal) {
  const area = terminal.textarea;
  area.inputMode = area.inputMode === "none" ? "text" : "none";
  area.blur();
  area.focus();
}
