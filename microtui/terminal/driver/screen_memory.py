"""What the terminal shows, remembered, so that a frame need only say what is different.

Textual sends a line's widget anew from its left edge to the last change, and the whole of its style
with every piece. Behind a slow link that is most of the time a key waits for its answer.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import cell_len

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


@dataclass(frozen=True)
class Look:
    """A style in the parameters of SGR: attributes such as bold, foreground, background."""

    attributes: str
    foreground: str
    background: str


PLAIN = Look("", "", "")


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
        row = column = NOWHERE
        at: tuple[int, int] | None = None
        look = pen = PLAIN
        end = 0
        last_column, last_row = self._size
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
                text = token["text"] if row <= last_row else ""
                known = self._rows.setdefault(row, {})
                are_narrow = is_narrow(text)
                for character in text:
                    width = 1 if are_narrow else cell_len(character)
                    if column + width - 1 > last_column:
                        break
                    cell = (character, seen(character, look))
                    if not are_narrow or known.get(column) != cell:
                        if at != (row, column):
                            pieces.append(f"\x1b[{row};{column}H")
                        look_now = cell[1]
                        if character == " " and not look_now.attributes and not pen.attributes:
                            look_now = Look("", pen.foreground, look_now.background)
                        pieces.append(change(pen, look_now) + character)
                        pen = look_now
                        at = (row, column + width)
                        for covered in range(column, column + width):
                            known.pop(covered, None)
                        if are_narrow:
                            known[column] = cell
                    column += width
            elif kind == "synchronize":
                pieces.append(change(pen, PLAIN) + token[0])
                pen = PLAIN
            else:
                row = column = NOWHERE
        if end != len(data):
            self.forget()
            return data
        pieces.append(change(pen, PLAIN))
        return "".join(pieces)


@lru_cache(maxsize=4096)
def is_narrow(text: str) -> bool:
    """Whether each character takes one cell."""
    return all(cell_len(character) == 1 for character in text)


@lru_cache(maxsize=4096)
def look_of(parameters: str) -> Look:
    """The style that these parameters of an SGR sequence stand for, after a reset."""
    attributes: list[str] = []
    foreground = background = ""
    codes = parameters.split(";")
    while codes:
        code = codes.pop(0)
        if code in ("38", "48"):
            length = 4 if codes[:1] == ["2"] else 2
            color = ";".join([code, *codes[:length]])
            del codes[:length]
            if code == "38":
                foreground = color
            else:
                background = color
        elif code.isdigit() and (30 <= int(code) <= 39 or 90 <= int(code) <= 97):
            foreground = code
        elif code.isdigit() and (40 <= int(code) <= 49 or 100 <= int(code) <= 107):
            background = code
        elif code not in ("", "0"):
            attributes.append(code)
    return Look(";".join(attributes), foreground, background)


@lru_cache(maxsize=4096)
def seen(character: str, look: Look) -> Look:
    """What one sees of a style: a space shows no foreground, unless it is underlined or so."""
    return Look("", "", look.background) if character == " " and not look.attributes else look


@lru_cache(maxsize=4096)
def change(before: Look, after: Look) -> str:
    """What makes one style of another."""
    if before == after:
        return ""
    if after == PLAIN:
        return "\x1b[m"
    needs_reset = (
        (before.attributes not in ("", after.attributes))
        or (before.foreground != "" and after.foreground == "")
        or (before.background != "" and after.background == "")
    )
    start = PLAIN if needs_reset else before
    codes = ["0"] if needs_reset else []
    if after.attributes != start.attributes:
        codes.append(after.attributes)
    if after.foreground != start.foreground:
        codes.append(after.foreground)
    if after.background != start.background:
        codes.append(after.background)
    return f"\x1b[{';'.join(codes)}m"
