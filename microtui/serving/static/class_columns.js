// What is said of a run, column by column. `run` is as the server has told it, `seconds` is how
// long ago that was. What a column is sorted by is null where there is nothing: that comes last.

import { kept } from "./class_kept.js";

const NONE = "–";
const A_WHILE = 60; // Seconds without a key, from which on that is said.

const report = (run) => run.report ?? {};

// In the scratchpad, and before anything was told, there are no numbers.
const ofRun = (run, value) => (report(run).dataset ? value(report(run)) : null);

export const isOff = (run) => ofRun(run, (of) => of.zero_grad) === false;
export const isMistaken = (run) => Boolean(report(run).mistakes?.length);
export const hasDiverged = (run) => Boolean(report(run).diverged);
export const isAway = (run) => !run.attached;
export const title = (run) => (run.name ? `${run.number} · ${run.name}` : `no. ${run.number}`);

function short(number) {
  const size = Math.abs(number);
  if (size !== 0 && (size < 0.001 || size >= 1000)) return number.toExponential(1);
  return number.toFixed(4).slice(0, number < 0 ? 7 : 6);
}

function duration(seconds) {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return "";
  return minutes < 60 ? ` ${minutes} min` : ` ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function lossText(of) {
  if (of.diverged) return "diverged";
  return of.loss === null ? NONE : short(of.loss);
}

// Nothing is told of a case that the visitor is to solve.
function zeroGradText(of) {
  if (of.zero_grad === null) return "?";
  return of.zero_grad ? "on" : "OFF";
}

function changedTexts(run) {
  const { mistakes = [], changed = [] } = report(run);
  return [...mistakes.map((mistake) => `mistake: ${mistake}`), ...[...changed].reverse()];
}

function stateText(run, seconds) {
  if (!run.attached) return `away${duration(run.away + seconds)}`;
  if (!run.report) return "begins";
  const { playing, screen } = run.report;
  const sign = playing ? "▶ " : "";
  if (run.idle + seconds >= A_WHILE) return `${sign}idle${duration(run.idle + seconds)}`;
  if (screen !== "run") return sign + screen;
  return playing ? "▶ playing" : "paused";
}

function rank(run, seconds) {
  if (!run.attached) return 3;
  if (run.idle + seconds >= A_WHILE) return 2;
  return run.report?.playing ? 0 : 1;
}

export const COLUMNS = [
  {
    id: "number",
    label: "#",
    text: (run) => String(run.number),
    key: (run) => run.number,
  },
  {
    id: "name",
    label: "name",
    text: (run) => run.name || NONE,
    key: (run) => run.name.toLowerCase() || null,
  },
  {
    id: "dataset",
    label: "data, network",
    text: (run) => ofRun(run, (of) => `${of.dataset} · ${of.network}`) ?? report(run).screen ?? NONE,
    key: (run) => report(run).dataset || null,
  },
  {
    id: "epoch",
    label: "epoch",
    text: (run) => String(ofRun(run, (of) => of.epoch) ?? NONE),
    key: (run) => ofRun(run, (of) => of.epoch),
  },
  {
    id: "loss",
    label: "loss",
    text: (run) => ofRun(run, lossText) ?? NONE,
    key: (run) => ofRun(run, (of) => (of.diverged ? Infinity : of.loss)),
  },
  {
    id: "accuracy",
    label: "accuracy",
    text: (run) => {
      const share = ofRun(run, (of) => of.accuracy);
      return share === null ? NONE : `${Math.round(100 * share)}%`;
    },
    key: (run) => ofRun(run, (of) => of.accuracy),
  },
  {
    id: "zero_grad",
    label: "zero_grad",
    text: (run) => ofRun(run, zeroGradText) ?? NONE,
    key: (run) => ofRun(run, (of) => [false, null, true].indexOf(of.zero_grad)),
  },
  {
    id: "changed",
    label: "changed (newest first)",
    text: (run) => changedTexts(run).join(" · ") || NONE,
    key: (run) => -changedTexts(run).length || null,
  },
  {
    id: "lesson",
    label: "lesson",
    text: (run) => report(run).lesson ?? NONE,
    key: (run) => report(run).lesson ?? null,
  },
  {
    id: "state",
    label: "now",
    text: stateText,
    key: rank,
  },
];

// How the table is sorted: by which column, and whether the other way round.
export function sorted(runs, order, seconds) {
  const { key } = COLUMNS.find((column) => column.id === order.by) ?? COLUMNS[0];
  const turn = order.turned ? -1 : 1;
  return [...runs].sort((a, b) => {
    const one = key(a, seconds);
    const other = key(b, seconds);
    if (one === null || other === null) {
      return Number(one === null) - Number(other === null) || a.number - b.number;
    }
    return turn * compare(one, other) || a.number - b.number;
  });
}

function compare(one, other) {
  if (typeof one === "string") return one.localeCompare(other, undefined, { numeric: true });
  return one === other ? 0 : one < other ? -1 : 1;
}

// Both pages sort alike: the next run is the one below.
export const keptOrder = () => kept("order", { by: "number", turned: false });
