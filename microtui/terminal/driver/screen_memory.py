"""What the terminal shows, remembered, so that a frame need only say what is different.

Textual sends a line's widget anew from its left edge to the last change, and the whole of its style
with every piece. Behind a slow link that is most of the time a key waits for its answer.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from rich.cells import cell_len

from microtui.terminal.driver.changed_cells import ChangedCells
from microtui.terminal.driver.look import PLAIN, Look, look_of, seen

TOKEN = re.compile(
    r"\x1b\[(?P<row>\d+);(?P<column>\d+)H"
    r"|\x1b\[(?P<style>[\d;]*)m"
    r"|(?P<synchronize>\x1b\[\?2026[hl])"
    r"|(?P<newline>\r?\n)"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
)
"""All that a drawn frame is made of (ECMA-48 CUP and SGR, and synchronised output)."""

HARMLESS = re.compile(
    r"(\x1b7\x1b\[\d+;\d+H\x1b\[6n\x1b8"
    r"|\x1b\][^\x07\x1b]*(\x07|\x1b\\)"
    r"|\x1b\[2[23];2t"
    r"|\x1b\[\?10(00|03|06|15|16)[hl])*"
)
"""What changes nothing on the screen: a question, the title, the clipboard, whether the mouse is
reported."""


NOWHERE = 0
"""The row of a cursor of which only the terminal knows where it is."""


class ScreenMemory:
    """The cells of a terminal, as far as they are known."""

    def __init__(self) -> None:
        self._rows: dict[int, dict[int, tuple[str, Look]]] = {}
        self._size = math.inf, math.inf

    def forget(self) -> None:
        """Know nothing any more: the next frame is sent whole."""
        self._rows.clear()

    def fit(self, columns: int, rows: int) -> None:
        """Let nothing through any more that such a screen has no place for.

        It would be drawn at the edge, and what was meant for that would not be sent again.
        """
        self._size = columns, rows
        self.forget()

    def reduced(self, data: str) -> str:
        """The shortest data that has the same effect; what is not understood stays as it is."""
        if HARMLESS.fullmatch(data):
            return data
        pieces: list[str] = []
        changed = ChangedCells()
        row = column = NOWHERE
        look = PLAIN
        end = 0
        for token in TOKEN.finditer(data):
            if token.start() != end or (token["text"] and row == NOWHERE):
                break
            end = token.end()
            kind = token.lastgroup
            if kind == "column":
                row, column = int(token["row"]), int(token["column"])
            elif kind == "style":
                look = look_of(token["style"])
            elif kind == "text":
                column = self._take(row, column, token["text"], look, changed)
            elif kind == "synchronize":
                pieces.append(changed.drawn() + token[0])
            else:
                row = column = NOWHERE
        if end != len(data):
            self.forget()
            return data
        pieces.append(changed.drawn())
        return "".join(pieces)

    def _take(self, row: int, column: int, text: str, look: Look, changed: ChangedCells) -> int:
        """Remember a piece of a line, and what of it is new; gives the column behind it."""
        last_column, last_row = self._size
        if row > last_row:
            return column
        known = self._rows.setdefault(row, {})
        blank = seen(" ", look)
        if not is_narrow(text):
            for character in text:
                width = cell_len(character)
                if column + width - 1 <= last_column:
                    changed.add_wide(row, column, character, width, look)
                for covered in range(column, column + width):
                    known.pop(covered, None)
                column += width
            return column
        for character in text:
            cell = (character, blank if character == " " else look)
            if known.get(column) != cell and column <= last_column:
                changed.add(row, column, *cell)
                known[column] = cell
            column += 1
        return column


@lru_cache(maxsize=4096)
def is_narrow(text: str) -> bool:
    """Whether each character takes one cell."""
    return all(cell_len(character) == 1 for character in text)
