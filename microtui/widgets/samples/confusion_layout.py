"""How large the cells of a confusion matrix are, and which of them a pane has room for."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from microtui.words.samples.confusion_text import Cell

LONGEST_NAME = 12
SHORTEST_NAME = len("true")
"""Of a row; shorter names are a last resort: before them, the percentages move together."""
SHORTEST_HEADING = 4
"""Of a column, likewise."""
WIDEST_COLUMN = 14
TALL_ROW = 3
"""Lines of a row where there is room for so many of each."""
PERCENT, BARE_NUMBER = 7, 4
"""Columns for the share of a row that is right: `  100%`, ` 100`."""


@dataclass(frozen=True)
class ConfusionLayout:
    """The names of true classes on the left, a column for each class, and shares on the right."""

    name_width: int
    column_width: int
    """The first of its columns stays free."""
    share_width: int
    """0 where there is no room for the shares."""
    row_height: int
    headings: int
    """Lines above the rows: none, the names, or what these are and the names."""
    has_totals: bool
    """Whether there is room for one more line below the rows."""
    rows: range
    """The true classes that are shown, from 0."""
    columns: range
    """The classes that they are taken for."""

    def cell_at(self, x: int, y: int) -> Cell | None:
        """The cell at this column and line of the pane."""
        column, row = (x - self.name_width) // self.column_width, y - self.headings
        row //= self.row_height
        if 0 <= column < len(self.columns) and 0 <= row < len(self.rows):
            return self.rows[row], self.columns[column]
        return None


def layout_confusion(
    classes: int, longest_name: int, largest_count: int, cursor: Cell, size: tuple[int, int]
) -> ConfusionLayout:
    """As much of the names as fits beside all cells; where not even the cells fit, those around
    the cursor.

    `longest_name` is in columns, and so is the first of `size`; the second is in lines.
    """
    columns, lines = size
    digits = len(str(largest_count))
    longest = max(min(longest_name, LONGEST_NAME), SHORTEST_NAME)
    heading = max(min(longest_name, SHORTEST_HEADING), digits)
    choices = [
        *product((heading,), range(longest, SHORTEST_NAME - 1, -1), (PERCENT,)),
        *product((heading, digits), range(SHORTEST_NAME, 0, -1), (BARE_NUMBER,)),
        *product((digits,), range(SHORTEST_NAME, 0, -1), (0,)),
    ]
    _, name, share = next(
        (
            (heading, name, share)
            for heading, name, share in choices
            if name + classes * (heading + 1) + share <= columns
        ),
        (digits, 2, 0),
    )
    narrowest = digits + 1
    shown = max(min((columns - name - share) // narrowest, classes), 1)
    width = max(min((columns - name - share) // shown, WIDEST_COLUMN), narrowest)
    headings = 2 if lines >= classes + 2 else 1 if lines >= 3 else 0
    height = TALL_ROW if lines - headings >= TALL_ROW * classes and width > digits + 3 else 1
    rows = max(min((lines - headings) // height, classes), 1)
    has_totals = rows == classes and lines - headings > classes * height
    return ConfusionLayout(
        name,
        width,
        share,
        height,
        headings,
        has_totals,
        rows=around(cursor[0], rows),
        columns=around(cursor[1], shown),
    )


def around(number: int, count: int) -> range:
    """So many, from the first on, or the last of which is this one."""
    first = max(number - count + 1, 0)
    return range(first, first + count)
