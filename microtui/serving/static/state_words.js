// What the state of the connection is in words, and how a visitor goes on.

import { liftVeil, onTryNow, sayNext, showVeil } from "./veil.js";

const BEGIN_AGAIN = "Press any key, or click, to begin again.";
const HAVE_IT_HERE = "Press any key, or click, to have it here.";

const STARTING = "The program is starting…";
const SLOW = 700; // milliseconds; what is there sooner needs no words

const place = document.querySelector("#state");
const MODIFIERS = ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "Dead"];

const SHORT = {
  connecting: "connecting…",
  connected: "connected",
  lost: "connection lost",
  waiting: "waiting for a place",
  ended: "ended",
  taken: "shown in another tab",
  refused: "not let in",
};

let slowStart = 0;

export function tellState(state, { sentence, seconds }) {
  place.textContent = SHORT[state];
  place.classList.toggle("is-connected", state === "connected");
  clearTimeout(slowStart);
  if (state === "connecting") sayNext("Trying now…");
  if (state === "connected") slowStart = setTimeout(() => showVeil(STARTING), SLOW);
  if (state === "lost") {
    const words = sentence || "The connection is lost. Your run is kept on the server;";
    showVeil(words, (left) => `trying again in ${left} s…`, { seconds, canTry: true });
  }
  if (state === "waiting") {
    showVeil(sentence, (left) => `This page tries again in ${left} s.`, { seconds, canTry: true });
  }
  if (state === "ended") showVeil(sentence || "The program has ended.", BEGIN_AGAIN);
  if (state === "taken") showVeil(sentence || "Your run is shown in another tab.", HAVE_IT_HERE);
  if (state === "refused") {
    showVeil(
      sentence,
      "Open the address that your teacher gave you once more, all of it; your run is kept.",
      { canTry: true },
    );
  }
}

// The program has drawn its screen.
export function tellScreen() {
  clearTimeout(slowStart);
  liftVeil();
}

// Where the server waits for a word from the visitor, any key or click is one.
export function watchForGoingOn(connection) {
  const goOn = (event) => {
    if (connection.state !== "ended" && connection.state !== "taken") return;
    if (event.target.closest?.("footer, dialog")) return;
    event.preventDefault();
    event.stopPropagation();
    connection.connect();
  };
  window.addEventListener("click", goOn, { capture: true });
  window.addEventListener(
    "keydown",
    (event) => {
      const isOfBrowser = event.ctrlKey || event.metaKey || event.altKey || event.key === "F9";
      if (!isOfBrowser && !MODIFIERS.includes(event.key)) goOn(event);
    },
    { capture: true },
  );
  onTryNow(() => connection.connect());
}
