// The terminal has the focus: at once, and again whenever nothing else on the page needs it.

export function keepFocus(terminal) {
  const focus = () => {
    if (isFree()) terminal.focus();
  };
  focus();
  window.addEventListener("focus", focus);
  document.addEventListener("visibilitychange", focus);
  document.addEventListener("click", focus);
  // After the browser has said what has the focus now: nothing, where a dialog has been closed.
  document.addEventListener("focusout", () => setTimeout(focus));
}

function isFree() {
  if (document.hidden || document.querySelector("dialog[open]")) return false;
  const holder = document.activeElement;
  return !holder || !holder.matches("input, button, a, select, textarea:not(.xterm-helper-textarea)");
}
