// What stands on the terminal's screen, as text; reading it changes nothing.

export function screenText(terminal) {
  const lines = [];
  for (let row = 0; row < terminal.rows; row += 1) {
    lines.push(terminal.buffer.active.getLine(row)?.translateToString(true) ?? "");
  }
  return lines.join("\n");
}
