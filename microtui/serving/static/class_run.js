// One visitor's screen, as large as the window allows. Nothing that is typed here goes anywhere.

import { COLUMNS, isOff, keptOrder, sorted, title } from "./class_columns.js";
import { keep } from "./class_kept.js";
import { listen } from "./class_list.js";
import { keepScaled } from "./fitting.js";
import { refusal } from "./refusal.js";
import { screenText } from "./screen_text.js";
import { socketAddress } from "./socket_address.js";
import { openTerminal } from "./terminal.js";

const AGAIN = 2000; // Milliseconds until a run that is not there is looked for again.
const FACTS = ["dataset", "epoch", "loss", "zero_grad", "lesson", "state", "changed"];
const LABELLED = ["epoch", "loss", "zero_grad", "lesson"]; // Not clear by themselves.

const place = document.querySelector("#terminal");
const sentence = document.querySelector("#sentence");

const terminal = openTerminal(place, { isReadOnly: true });
const setSize = keepScaled(terminal, place);
// A run may name its window, fill a clipboard and set links: not those of who looks on.
for (const command of [0, 1, 2, 8, 52]) {
  terminal.parser.registerOscHandler(command, () => true);
}
terminal.attachCustomKeyEventHandler(() => false);

let number = Number(location.pathname.split("/").at(-1));
let runs = [];
let socket = null;
let retry = null;

// -- what is seen -----------------------------------------------------------------------------

function say(text) {
  sentence.textContent = text;
  sentence.hidden = !text;
}

function showFacts(seconds) {
  const run = runs.find((each) => each.number === number);
  document.querySelector("#name").textContent = run ? title(run) : `no. ${number}`;
  document.title = `${run ? title(run) : number} · microtui class`;
  const facts = document.querySelector("#facts");
  facts.replaceChildren(
    ...FACTS.flatMap((id) => {
      const column = COLUMNS.find((each) => each.id === id);
      const text = run ? column.text(run, seconds) : "–";
      if (text === "–") return [];
      const fact = document.createElement("span");
      fact.className = id;
      fact.textContent = LABELLED.includes(id) ? `${column.label} ${text}` : text;
      fact.classList.toggle("off", id === "zero_grad" && isOff(run));
      return [fact];
    }),
  );
}

// -- the run ----------------------------------------------------------------------------------

const HEARD = {
  size: ({ width, height }) => {
    setSize(width, height);
    say("");
  },
  wait: (told) => say(told.sentence),
  ended: (told) => say(told.sentence),
};

function watch() {
  clearTimeout(retry);
  const before = socket;
  const mine = new WebSocket(socketAddress(`${number}/ws`));
  let wasOpen = false;
  socket = mine;
  before?.close();
  mine.binaryType = "arraybuffer";
  mine.onopen = () => {
    wasOpen = true;
  };
  mine.onmessage = (event) => {
    if (socket !== mine) return;
    if (event.data instanceof ArrayBuffer) {
      terminal.write(new Uint8Array(event.data));
      return;
    }
    const [kind, values] = JSON.parse(event.data);
    HEARD[kind]?.(values);
  };
  mine.onclose = async () => {
    if (socket !== mine) return;
    if (sentence.hidden) say("The connection is lost; trying again …");
    const why = wasOpen ? null : await refusal();
    if (socket !== mine) return; // meanwhile another run is looked at
    if (why !== null) {
      say(why);
      return;
    }
    retry = setTimeout(watch, AGAIN);
  };
}

// -- from one to the other --------------------------------------------------------------------

function go(by) {
  const numbers = sorted(runs, keptOrder(), 0).map((run) => run.number);
  if (!numbers.length) return;
  const at = numbers.indexOf(number);
  const next = at < 0 ? 0 : (at + by + numbers.length) % numbers.length;
  if (numbers[next] === number) return;
  number = numbers[next];
  keep("run", number);
  history.replaceState(null, "", String(number));
  terminal.reset();
  say("");
  showFacts(0);
  watch();
}

const ACTIONS = {
  Escape: () => document.querySelector("#back").click(),
  ArrowLeft: () => go(-1),
  ArrowUp: () => go(-1),
  ArrowRight: () => go(1),
  ArrowDown: () => go(1),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || !(event.key in ACTIONS)) return;
  event.preventDefault();
  ACTIONS[event.key]();
});
for (const [id, by] of [
  ["previous", -1],
  ["next", 1],
]) {
  document.querySelector(`#${id}`).addEventListener("click", (event) => {
    event.preventDefault();
    go(by);
  });
}

listen(socketAddress("../ws"), {
  heard: (list, at) => {
    runs = list.runs;
    showFacts((Date.now() - at) / 1000);
  },
  lost: () => {}, // the run's own connection says so
  refused: say,
});
watch();

// For tests, and for whoever is curious: what the page shows.
window.microtui = {
  text: () => screenText(terminal),
  size: () => ({ columns: terminal.cols, rows: terminal.rows }),
};
