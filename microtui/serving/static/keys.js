// Which keys are the program's, and which stay with the browser.

// Zoom, full screen, the browser's tools: who needs them needs them here, too.
const ZOOM = ["+", "-", "=", "_", "0"];
const FUNCTION_KEYS_OF_BROWSER = ["F9", "F11", "F12"]; // F9 goes to the name, in name_field.js

export function shareKeys(terminal) {
  terminal.attachCustomKeyEventHandler((event) => {
    if (isOfBrowser(event, terminal)) return false;
    // xterm takes what a terminal has a code for; of the rest, these have a meaning in browsers.
    if (event.key === "Tab" || /^F\d+$/.test(event.key)) event.preventDefault();
    return true;
  });
}

function isOfBrowser(event, terminal) {
  if (FUNCTION_KEYS_OF_BROWSER.includes(event.key)) return true;
  const command = event.ctrlKey || event.metaKey;
  if (!command || event.altKey) return false;
  const key = event.key.toLowerCase();
  if (ZOOM.includes(key)) return true;
  if (key === "v") return true; // paste: the browser hands the text to xterm
  if (key === "c") return event.shiftKey || terminal.hasSelection(); // else it leaves the program
  if (key === "i" || key === "j") return event.shiftKey; // tools of those who make pages
  if (key === "r") return event.shiftKey; // the page anew; without shift it is the program's
  return false;
}
