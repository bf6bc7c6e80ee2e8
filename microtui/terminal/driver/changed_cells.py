"""The cells that a frame changes, in the order in which they cost the fewest bytes.

Most of a frame is what says in which colours its cells are, and a picture has the same few all
over: cells of one look that stand in several places are drawn one after the other.
"""

from __future__ import annotations

from dataclasses import dataclass

from microtui.terminal.driver.look import PLAIN, Look, change


@dataclass
class Run:
    """Neighbours in a line that look alike, from the left."""

    row: int
    column: int
    text: str
    look: Look
    end: int
    """The column behind it."""
    stays: bool
    """Whether it is drawn where it comes, since its cells are not each of one character."""


class ChangedCells:
    """Gathers what changes, and then tells how to draw it."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._covered: set[tuple[int, int]] = set()
        self._pieces: list[str] = []

    def add(self, row: int, column: int, character: str, look: Look) -> None:
        """A cell of its own."""
        cell = (row, column)
        if cell in self._covered:
            # What comes later is on top.
            self._draw()
        self._covered.add(cell)
        last = self._runs[-1] if self._runs else None
        if (
            last is not None
            and (last.end, last.row, last.stays) == (column, row, False)
            and (last.look is look or (character == " " and shows_alike(look, last.look)))
        ):
            last.text += character
            last.end += 1
        else:
            self._runs.append(Run(row, column, character, look, column + 1, False))

    def add_wide(self, row: int, column: int, text: str, width: int, look: Look) -> None:
        """Text that takes so many cells."""
        cells = {(row, each) for each in range(column, column + max(width, 1))}
        if not self._covered.isdisjoint(cells):
            self._draw()
        self._covered |= cells
        self._runs.append(Run(row, column, text, look, column + width, True))

    def drawn(self) -> str:
        """What draws all that was added, from a plain pen to a plain pen; forgets it."""
        self._draw()
        drawn = "".join(self._pieces)
        self._pieces = []
        return drawn

    def _draw(self) -> None:
        pen = PLAIN
        row = column = 0
        for run in ordered(self._runs):
            if run.row != row:
                self._pieces.append(f"\x1b[{run.row};{run.column}H")
            elif run.column != column:
                self._pieces.append(f"\x1b[{run.column}G")
            look = run.look
            if is_blank(look) and not pen.attributes and run.text.isspace():
                look = Look("", pen.foreground, look.background)
            self._pieces.append(change(pen, look) + run.text)
            pen = look
            row, column = run.row, run.end
        self._pieces.append(change(pen, PLAIN))
        self._runs = []
        self._covered.clear()


def ordered(runs: list[Run]) -> list[Run]:
    """Words as one reads them; then what looks alike in several places, look by look."""
    places: dict[Look, int] = {}
    for run in runs:
        places[run.look] = places.get(run.look, 0) + 1
    alone = [run for run in runs if run.stays or places[run.look] == 1]
    alike = [run for run in runs if not run.stays and places[run.look] > 1]
    # Of looks that differ in one colour, only that one is said: the other changes last.
    alike.sort(key=lambda run: (run.look.attributes, run.look.background, run.look.foreground))
    return alone + alike


def is_blank(look: Look) -> bool:
    """Whether it is that of a space on which only the background is seen."""
    return not (look.foreground or look.attributes)


def shows_alike(blank: Look, look: Look) -> bool:
    """Whether a space looks the same in both."""
    return is_blank(blank) and blank.background == look.background and not look.attributes
