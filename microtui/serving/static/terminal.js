// The terminal of the page: xterm.js, set up as the program wants it.

import { Terminal } from "./xterm/xterm.mjs";
import { Unicode11Addon } from "./xterm/addon-unicode11.mjs";

import { followLink } from "./delivery.js";
import { drawWithGraphicsCard } from "./renderer.js";

const FONTS = 'ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, "Liberation Mono", monospace';

// Of the program's own theme (textual-dark), for all that it leaves to the terminal.
const THEME = { background: "#121212", foreground: "#e0e0e0", cursor: "#e0e0e0" };

Terminal.strings.promptLabel = "microtui: what you type goes to the program";

// An xterm `Terminal` inside of this element; one that only shows takes no keys and no mouse.
export function openTerminal(place, { isReadOnly = false } = {}) {
  const terminal = new Terminal({
    allowProposedApi: true, // for the widths of Unicode 11
    altClickMovesCursor: false, // a click is the program's
    cursorBlink: false,
    cursorInactiveStyle: "none",
    disableStdin: isReadOnly,
    drawBoldTextInBrightColors: false,
    fontFamily: FONTS,
    // What stands on the screen of somebody else leads nowhere.
    linkHandler: { activate: (event, address) => isReadOnly || followLink(address) },
    logLevel: "off",
    macOptionClickForcesSelection: true, // what shift does elsewhere
    scrollback: 0, // the program has the whole screen
    theme: THEME,
  });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = "11"; // what Rich counts with, or near enough
  terminal.open(place);
  drawWithGraphicsCard(terminal);
  return terminal;
}

// Bytes from a program that draws all of its screen anew; what an old one left half said is void.
export function writeAnew(terminal, bytes) {
  terminal.write("\x18\x1bc");
  terminal.write(bytes);
}
