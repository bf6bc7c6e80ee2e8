// How large the characters are, and how many of them the window has room for.

import { FitAddon } from "./xterm/addon-fit.mjs";

import { showsUnderscore } from "./underscore.js";

const USUAL_SIZE = 15; // CSS pixels: 141 by 42 or so in a window of 1280 by 800
const LEAST_SIZE = 9; // smaller ones cannot be read; rather show fewer
const STEP = 0.5;
const COLUMNS = 80;
const ROWS = 24;
const SETTLED = 80; // milliseconds without another change: a window that is being dragged has many

// As many characters as fit, now and whenever the window or its zoom changes.
export function keepFilled(terminal, place) {
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  const fill = () => {
    if (!place.clientWidth || !place.clientHeight) return;
    terminal.options.fontSize = fontSize(terminal, place, COLUMNS, ROWS, USUAL_SIZE, LEAST_SIZE);
    fit.fit();
  };
  watchSize(place, fill);
}

// Always so many characters, as large as the window allows; gives a function that sets how many.
export function keepScaled(terminal, place) {
  const scale = () => {
    if (!place.clientWidth || !place.clientHeight) return;
    terminal.options.fontSize = fontSize(terminal, place, terminal.cols, terminal.rows, 40, 2);
  };
  const setSize = (width, height) => {
    terminal.resize(width, height);
    scale();
  };
  setSize(COLUMNS, ROWS);
  watchSize(place, scale);
  return setSize;
}

function watchSize(place, act) {
  let timer = 0;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(act, SETTLED);
  };
  act();
  new ResizeObserver(later).observe(place);
  window.addEventListener("resize", later); // another zoom may leave the place as it is
}

// The largest one in which so many columns and rows fit, between the bounds.
function fontSize(terminal, place, columns, rows, most, least) {
  const { width, height } = cellOfOnePixel(terminal.options.fontFamily);
  const ratio = window.devicePixelRatio;
  for (let size = most; size > least; size -= STEP) {
    // xterm rounds heights up to pixels of the screen.
    const cellHeight = Math.ceil(size * height * ratio) / ratio;
    const fits =
      columns * size * width <= place.clientWidth && rows * cellHeight <= place.clientHeight;
    if (fits && showsUnderscore(size, terminal.options.fontFamily)) return size;
  }
  return least;
}

// A character's width and height in a font of size 1.
function cellOfOnePixel(fonts) {
  const context = document.createElement("canvas").getContext("2d");
  context.font = `100px ${fonts}`;
  const measured = context.measureText("W");
  return {
    width: measured.width / 100,
    height: (measured.fontBoundingBoxAscent + measured.fontBoundingBoxDescent) / 100,
  };
}
