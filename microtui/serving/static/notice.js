// A sentence that comes and goes, in a corner.

const SHOWN_FOR = 10_000; // milliseconds

const place = document.querySelector("#notice");
let timer = 0;

export function showNotice(sentence) {
  clearTimeout(timer);
  place.textContent = sentence;
  place.hidden = false;
  timer = setTimeout(() => {
    place.hidden = true;
  }, SHOWN_FOR);
}
