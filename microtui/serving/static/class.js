// The list of all runs, live.

import * as columns from "./class_columns.js";
import { keep, kept } from "./class_kept.js";
import { listen } from "./class_list.js";
import { socketAddress } from "./socket_address.js";

const REST = 2000; // Milliseconds that rows stay in their order, so that a line can be read.
const TICK = 5000; // Milliseconds after which it is said anew how long somebody has been away.

const head = document.querySelector("#columns");
const body = document.querySelector("#runs");
const rows = new Map();

const { COLUMNS } = columns;

// By class of a row, whether a run is so.
const MARKS = {
  off: columns.isOff,
  mistaken: columns.isMistaken,
  diverged: columns.hasDiverged,
  away: columns.isAway,
  chosen: (run) => run.number === chosen,
};

let order = columns.keptOrder();
let told = { places: 0, runs: [] };
let toldAt = 0;
let shown = [];
let sortedAt = 0;
let chosen = kept("run", null);

for (const column of COLUMNS) {
  const cell = document.createElement("th");
  const button = document.createElement("button");
  cell.className = column.id;
  cell.scope = "col";
  button.textContent = column.label;
  button.addEventListener("click", () => sortBy(column.id));
  cell.append(button);
  head.append(cell);
}

function row(number) {
  if (!rows.has(number)) {
    const element = document.createElement("tr");
    element.dataset.number = number;
    element.append(
      ...COLUMNS.map((column) => {
        const cell = document.createElement("td");
        cell.className = column.id;
        return cell;
      }),
    );
    element.addEventListener("click", () => open(number));
    rows.set(number, element);
  }
  return rows.get(number);
}

// Touches only what is otherwise than before: nothing flickers, and what is marked stays marked.
function set(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
    element.title = text;
  }
}

function fill(run, seconds) {
  const element = row(run.number);
  COLUMNS.forEach((column, index) => set(element.cells[index], column.text(run, seconds)));
  for (const [mark, isSo] of Object.entries(MARKS)) element.classList.toggle(mark, isSo(run));
  element.setAttribute("aria-current", String(run.number === chosen));
}

function show({ anew = false } = {}) {
  const now = Date.now();
  const seconds = (now - toldAt) / 1000;
  const there = new Map(told.runs.map((run) => [run.number, run]));
  const came = told.runs.length !== shown.length || shown.some((number) => !there.has(number));
  if (anew || came || now > sortedAt + REST) {
    shown = columns.sorted(told.runs, order, seconds).map((run) => run.number);
    sortedAt = now;
  }
  for (const [number, element] of rows) {
    if (!there.has(number)) {
      element.remove();
      rows.delete(number);
    }
  }
  for (const run of told.runs) fill(run, seconds);
  shown.forEach((number, index) => {
    if (body.children[index] !== row(number)) body.insertBefore(row(number), body.children[index]);
  });
  count();
  // The letters are as large as leaves room for all rows, within bounds.
  document.body.style.setProperty("--rows", told.runs.length);
}

function count() {
  const here = told.runs.length;
  const away = told.runs.filter(columns.isAway).length;
  const off = told.runs.filter(columns.isOff).length;
  const parts = [`${here} of ${told.places} places taken`];
  if (away) parts.push(`${away} away`);
  if (off) parts.push(`zero_grad OFF in ${off}`);
  set(document.querySelector("#count"), parts.join(" · "));
  document.querySelector("#nobody").hidden = here > 0;
}

// -- sorting and choosing ---------------------------------------------------------------------

function sortBy(id) {
  order = { by: id, turned: order.by === id ? !order.turned : false };
  sortAnew();
}

function sortAnew() {
  keep("order", order);
  [...head.cells].forEach((cell) => {
    const direction = order.turned ? "descending" : "ascending";
    cell.setAttribute("aria-sort", cell.className === order.by ? direction : "none");
  });
  show({ anew: true });
}

function choose(number) {
  chosen = number;
  show();
  row(number).scrollIntoView({ block: "nearest" });
}

function step(by) {
  if (!shown.length) return;
  const at = shown.indexOf(chosen);
  const from = at < 0 && by < 0 ? shown.length : at;
  choose(shown[Math.min(Math.max(from + by, 0), shown.length - 1)]);
}

function open(number) {
  keep("run", number);
  location.href = new URL(`class/run/${number}`, document.baseURI).href;
}

const ACTIONS = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  PageDown: () => step(10),
  PageUp: () => step(-10),
  Home: () => step(-Infinity),
  End: () => step(Infinity),
  Enter: () => shown.includes(chosen) && open(chosen),
  ArrowRight: () => sortByNext(1),
  ArrowLeft: () => sortByNext(-1),
  r: () => sortBy(order.by),
};

function sortByNext(by) {
  const at = COLUMNS.findIndex((column) => column.id === order.by);
  order = { by: COLUMNS[(at + by + COLUMNS.length) % COLUMNS.length].id, turned: false };
  sortAnew();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || !(event.key in ACTIONS)) return;
  // A button that was reached with tab keeps enter.
  if (event.key === "Enter" && event.target instanceof HTMLButtonElement) return;
  event.preventDefault();
  ACTIONS[event.key]();
});

// -- the server -------------------------------------------------------------------------------

const trouble = (text) => set(document.querySelector("#trouble"), text);

listen(socketAddress("class/ws"), {
  heard: (list, at) => {
    told = list;
    toldAt = at;
    trouble("");
    show();
  },
  lost: () => trouble("The connection is lost; trying again …"),
  refused: trouble,
});
setInterval(show, TICK);
sortAnew();
