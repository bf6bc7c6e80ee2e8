// What stands on the terminal's screen, as text; reading it changes nothing.

export function screenText(terminal) {
  const lines = [];
  for (let row = 0; row < terminal.rows; row += 1) {
    // A line may still hold more than is shown, where the window was wider before.
    const line = terminal.buffer.active.getLine(row);
    lines.push(line?.translateToString(true, 0, terminal.cols) ?? "");
  }
  return lines.join("\n");
}
