"""One column of a file, and what it was found to hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import compress
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.arrays import Array
from microtui.tables.sentences import AboutColumn
from microtui.tables.table_error import TableFileError

Kind = Literal["numbers", "words", "dates", "nothing"]


@dataclass(frozen=True)
class Column:
    """What stands in it: numbers with NaN where one is missing, or words."""

    number: int
    """Its place in the file, from 1."""
    name: str
    cells: Sequence[str] = field(repr=False)
    """Without blanks around them."""
    missing: NDArray[np.bool_] = field(repr=False)
    kind: Kind
    values: Array | None = field(default=None, repr=False)
    """Of numbers, unless there is a problem."""
    remarks: tuple[AboutColumn, ...] = ()
    """How its numbers were read."""
    problem: str | None = None
    """Why it cannot be read as numbers, as most of it is: of no harm where nobody needs it."""

    @property
    def numbers(self) -> Array:
        """Raises `TableFileError` with the problem, if there is one."""
        if self.problem is not None:
            raise TableFileError(self.problem)
        assert self.values is not None, f"column {self.name} holds {self.kind}"
        return self.values

    @property
    def present(self) -> list[str]:
        return list(compress(self.cells, (~self.missing).tolist()))

    @property
    def are_whole(self) -> bool:
        """Whether all that is there are whole numbers."""
        if self.kind != "numbers" or self.values is None:
            return False
        known = self.values[~self.missing]
        return bool(len(known)) and bool((known == np.rint(known)).all())

    def taken(self, rows: NDArray[np.bool_]) -> Column:
        """The same of these rows alone."""
        if rows.all():
            return self
        return replace(
            self,
            cells=list(compress(self.cells, rows.tolist())),
            missing=self.missing[rows],
            values=None if self.values is None else self.values[rows],
        )


def columns_named(columns: Sequence[Column]) -> str:
    """`column a`, or `columns a, b`."""
    names = ", ".join(column.name for column in columns)
    return f"column{'s' * (len(columns) > 1)} {names}"
