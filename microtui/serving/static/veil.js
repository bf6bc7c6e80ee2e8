// Words before the dimmed screen: why nothing goes on, and what will.

const veil = document.querySelector("#veil");
const sentence = document.querySelector("#sentence");
const whatNow = document.querySelector("#what-now");
const button = document.querySelector("#try-now");

let countdown = 0;

// `next` is what comes after the sentence: words, or for a wait a function of the seconds left.
export function showVeil(words, next = "", { seconds = 0, canTry = false } = {}) {
  clearInterval(countdown);
  veil.hidden = false;
  if (!canTry) button.blur(); // hidden with the focus, it would leave the keys to nothing
  button.hidden = !canTry;
  if (sentence.textContent !== words) sentence.textContent = words;
  if (typeof next === "string") {
    whatNow.textContent = next;
    return;
  }
  const end = Date.now() + 1000 * seconds;
  const tell = () => {
    whatNow.textContent = next(Math.max(1, Math.ceil((end - Date.now()) / 1000)));
  };
  tell();
  countdown = setInterval(tell, 500);
}

// Another end of what is said already.
export function sayNext(words) {
  clearInterval(countdown);
  whatNow.textContent = words;
}

export function liftVeil() {
  clearInterval(countdown);
  button.blur();
  veil.hidden = true;
  sentence.textContent = "";
}

export function onTryNow(act) {
  button.addEventListener("click", () => {
    button.blur(); // else it would have the keys when the program is there
    act();
  });
}
