// The visitor's own data: a file, or lines that are pasted, sent to the server and there only.

const dialog = document.querySelector("#table-dialog");
const form = document.querySelector("#table-form");
const file = document.querySelector("#table-file");
const text = document.querySelector("#table-text");
const name = document.querySelector("#table-name");
const bound = document.querySelector("#table-bound");
const error = document.querySelector("#table-error");
const progress = document.querySelector("#table-progress");

let mostBytes = 0;
let leave = () => {};
let sending = null; // an AbortController, while something is on its way

// `left` is called when the visitor closes the dialog without a table.
export function watchTableDialog(left) {
  leave = left;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  document.querySelector("#table-leave").addEventListener("click", giveUp);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    giveUp();
  });
  dialog.addEventListener("close", stopSending); // a browser may close it without asking before
  file.addEventListener("change", takeFile);
  text.addEventListener("input", dropFile);
  takeDrops();
}

// With a sentence where the program could not read what it was given: that stays, to be mended.
// Without one it is asked at first, and also once more after a lost connection: then, too, what was
// pasted stays.
export function askTable(most, sentence = "") {
  mostBytes = most;
  bound.textContent = `At most ${inWords(most)}.`;
  if (sentence) {
    stopSending();
    complain(sentence);
  }
  if (dialog.open && !sentence) return;
  if (!dialog.open) dialog.showModal();
  (text.value && !file.files[0] ? text : file).focus();
}

// For now: nothing that was filled in is lost.
export function closeTableDialog() {
  stopSending();
  if (dialog.open) dialog.close();
}

// The program has its table, or wants none any more.
export function endTableDialog() {
  closeTableDialog();
  form.reset();
  complain("");
}

function giveUp() {
  endTableDialog();
  leave();
}

async function send() {
  const content = file.files[0] ?? new Blob([text.value]);
  const problem = problemWith(content);
  complain(problem);
  if (problem) return;
  form.inert = true;
  progress.hidden = false;
  sending = new AbortController();
  const { signal } = sending;
  const refusal = await upload(content, name.value.trim() || "pasted.csv", signal);
  if (signal.aborted) return; // who has left it is told nothing more, and may be at the next one
  sending = null;
  form.inert = false;
  // What becomes of a table that was taken the program says: it closes this, or asks once more, and
  // may have done so already.
  if (refusal) complain(refusal);
}

function stopSending() {
  sending?.abort();
  sending = null;
  form.inert = false;
  progress.hidden = true;
}

function problemWith(content) {
  if (!content.size) return "There is nothing yet: choose a file, or paste some lines.";
  if (content.size > mostBytes) {
    return `That is ${inWords(content.size)}; at most ${inWords(mostBytes)} are taken: choose fewer rows.`;
  }
  return "";
}

// An empty text, or what went wrong.
async function upload(content, called, signal) {
  const address = new URL("upload", document.baseURI);
  address.searchParams.set("name", called);
  try {
    const answer = await fetch(address, { method: "POST", body: content, signal });
    if (answer.ok) return "";
    return (await answer.text()) || `The server did not take it (${answer.status}).`;
  } catch {
    return "The server was not reached: try once more when the connection is back.";
  }
}

function complain(words) {
  progress.hidden = true;
  error.textContent = words;
  error.hidden = !words;
}

// Enter is all that is left to do.
function takeFile() {
  if (!file.files[0]) return;
  name.value = file.files[0].name;
  form.querySelector("[type=submit]").focus();
}

// What is pasted or written after a file was chosen is meant instead of it.
function dropFile() {
  if (!text.value || !file.files[0]) return;
  if (name.value === file.files[0].name) name.value = "";
  file.value = "";
}

// A file that misses the dialog would have the browser leave the page for it.
function takeDrops() {
  for (const kind of ["dragover", "dragleave", "drop"]) {
    window.addEventListener(kind, (event) => {
      event.preventDefault();
      const isOver = kind === "dragover" && dialog.contains(event.target);
      dialog.classList.toggle("is-under-a-file", isOver);
      if (kind !== "drop" || !dialog.open || !event.dataTransfer.files.length) return;
      file.files = event.dataTransfer.files;
      takeFile();
    });
  }
}

function inWords(bytes) {
  if (bytes < 2 ** 20) return `${Math.ceil(bytes / 2 ** 10)} KB`;
  return `${Math.round((10 * bytes) / 2 ** 20) / 10} MB`;
}
