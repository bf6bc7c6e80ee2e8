// What is typed or pasted, in pieces that the server takes.

const MOST = 8192; // characters in a piece
const MOST_AT_ONCE = 262_144; // a table of that length has a dialog of its own

export function isTooMuch(text) {
  return text.length > MOST_AT_ONCE;
}

export function* pieces(text) {
  let start = 0;
  while (start < text.length) {
    let end = Math.min(start + MOST, text.length);
    if (end < text.length && isFirstHalf(text.charCodeAt(end - 1))) end -= 1;
    yield text.slice(start, end);
    start = end;
  }
}

// Of a character that JavaScript writes as two.
function isFirstHalf(code) {
  return code >= 0xd800 && code <= 0xdbff;
}
