// What the program copies (OSC 52) goes into the browser's clipboard.

const dialog = document.querySelector("#copy-dialog");
const textArea = document.querySelector("#copy-text");

export function takeCopies(terminal) {
  terminal.parser.registerOscHandler(52, (data) => {
    const text = copied(data);
    if (text) copy(text);
    return true;
  });
}

// "c;" and the text in base64; "?" asks what is in the clipboard, which is nobody's business.
function copied(data) {
  const encoded = data.slice(data.indexOf(";") + 1);
  if (encoded === "?") return "";
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0)));
  } catch {
    return ""; // not base64
  }
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text); // there only for https and localhost
  } catch {
    if (!copyFromDocument(text)) showToCopy(text);
  }
}

// The old way, which works without https, too.
function copyFromDocument(text) {
  const before = document.activeElement;
  const place = Object.assign(document.createElement("textarea"), { value: text });
  place.className = "copy-source";
  document.body.append(place);
  place.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    done = false;
  }
  place.remove();
  before?.focus();
  return done;
}

function showToCopy(text) {
  textArea.value = text;
  if (!dialog.open) dialog.showModal();
  textArea.select();
}
