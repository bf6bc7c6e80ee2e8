"""Rows of cells that all have the same length, and where each stands in its file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from microtui.tables.sentences import AboutColumn


@dataclass(frozen=True)
class Grid:
    """The cells of a file, and the number of the line that each row begins on, from 1."""

    name: str
    cells: Sequence[Sequence[str]]
    lines: Sequence[int]
    separator: str
    """A comma, semicolon, tab or bar; a blank for runs of blanks, two for runs of at least two."""
    remarks: tuple[str | AboutColumn, ...] = ()
    names: tuple[str, ...] | None = None
    """What the columns are called, where the file says so in another way than in its first row."""
    names_in_comment: str | None = None
    """The last comment above the first row, without its mark: perhaps it holds names."""
    class_names: tuple[str, ...] = ()
    """What the targets 0, 1, 2 … stand for, where the file says so."""
    has_row_names: bool = False
    """Whether the first column has no name, because it names rows."""

    @property
    def width(self) -> int:
        return len(self.cells[0])


@dataclass(frozen=True)
class Record:
    """A row as it was split, with the line that it begins on."""

    line: int
    cells: list[str] = field(repr=False)
