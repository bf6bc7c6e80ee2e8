"""What a script has printed, as a terminal would have it: a progress bar is one line that changes.

Only as much of a terminal as such lines need: carriage return and backspace, the cursor up and
down, and what erases. Colours are left out, and whatever else a terminal would obey.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from itertools import islice

MOST_LINES = 2000
"""That are kept."""

LONGEST_LINE = 2000
"""Characters after which a new one begins, whatever the script says."""

LONGEST_SEQUENCE = 256
"""Characters that a control sequence may have which has not ended yet."""

MOST_DIGITS = 6

TAB = 8

TOKENS = re.compile(
    r"\x1b\[(?P<parameters>[0-?]*)[ -/]*(?P<final>[@-~])"
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b[ -/]*[0-Z\\`-~]"
    r"|(?P<control>[\x00-\x1a\x1c-\x1f\x7f-\x9f])"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
    r"|(?P<begun>\x1b)"
)


class OutputLines:
    """The last lines of an output, in bounded memory."""

    def __init__(self) -> None:
        self.first = 0
        """The number of the first line that is kept, counted from 0."""
        self._lines: deque[str] = deque([""])
        self._row = 0
        """Where the cursor is: lines from the first kept, and characters."""
        self._column = 0
        self._begun = ""
        """A control sequence that has not ended yet."""

    @property
    def end(self) -> int:
        """The number behind the last line that there is anything in."""
        return self.first + len(self._lines) - (0 if self._lines[-1] else 1)

    def line(self, number: int) -> str:
        return self._lines[number - self.first]

    def lines(self, start: int, count: int) -> list[str]:
        begin = max(start - self.first, 0)
        return list(islice(self._lines, begin, begin + count))

    def feed(self, text: str) -> None:
        """What the script has printed next."""
        text, self._begun = self._begun + text, ""
        for found in TOKENS.finditer(text):
            if found["text"]:
                self._write(printable(found["text"]))
            elif found["control"]:
                self._obey(found["control"])
            elif found["final"]:
                self._edit(found["final"], found["parameters"])
            elif found["begun"]:
                rest = text[found.start() :]
                if len(rest) <= LONGEST_SEQUENCE:
                    self._begun = rest
                    return

    def _write(self, text: str) -> None:
        while text:
            if self._column >= LONGEST_LINE:
                self._new_line()
            piece = text[: LONGEST_LINE - self._column]
            text = text[len(piece) :]
            line = self._lines[self._row].ljust(self._column)
            behind = line[self._column + len(piece) :]
            self._lines[self._row] = line[: self._column] + piece + behind
            self._column += len(piece)

    def _obey(self, control: str) -> None:
        if control == "\n":
            self._new_line()
        elif control == "\r":
            self._column = 0
        elif control == "\b":
            self._column = max(self._column - 1, 0)
        elif control == "\t":
            self._write(" " * (TAB - self._column % TAB))

    def _new_line(self) -> None:
        self._row += 1
        self._column = 0
        if self._row == len(self._lines):
            self._lines.append("")
        if len(self._lines) > MOST_LINES:
            self._lines.popleft()
            self.first += 1
            self._row -= 1

    def _edit(self, final: str, parameters: str) -> None:
        is_number = parameters.isascii() and parameters.isdigit()
        # Python refuses to read a number of very many digits, and nobody needs one.
        number = int(parameters[:MOST_DIGITS]) if is_number else 0
        count = min(max(number, 1), LONGEST_LINE)
        line = self._lines[self._row]
        match final:
            case "A" | "F":
                self._row = max(self._row - count, 0)
            case "B" | "E":
                self._row = min(self._row + count, len(self._lines) - 1)
            case "C":
                self._column = min(self._column + count, LONGEST_LINE)
            case "D":
                self._column = max(self._column - count, 0)
            case "G":
                self._column = count - 1
            case "K" if number == 0:
                self._lines[self._row] = line[: self._column]
            case "K" if number == 1:
                self._lines[self._row] = " " * self._column + line[self._column :]
            case "K":
                self._lines[self._row] = ""
            case "J" if number == 0:
                self._lines[self._row] = line[: self._column]
                while len(self._lines) > self._row + 1:
                    self._lines.pop()
        if final in "EF":
            self._column = 0


def printable(text: str) -> str:
    """The same without what shows nothing and yet does something, such as turning round a line."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else stand_in(each) for each in text)


def stand_in(character: str) -> str:
    """A space for another kind of space, a question mark for a byte that is no character."""
    if character.isspace():
        return " "
    return "?" if unicodedata.category(character) == "Cs" else ""
