// A sentence in a corner, for as long as somebody needs to read it.

const LEAST = 3000; // milliseconds; who is typing has not seen it yet

const place = document.querySelector("#notice");
let since = 0;

for (const kind of ["keydown", "pointerdown"]) {
  window.addEventListener(kind, hideNotice, { capture: true });
}

export function showNotice(sentence) {
  place.textContent = sentence;
  place.hidden = false;
  since = performance.now();
}

function hideNotice() {
  if (performance.now() - since > LEAST) place.hidden = true;
}
