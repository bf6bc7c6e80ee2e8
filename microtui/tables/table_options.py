"""How a file of the reader's own is to be read, where somebody says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from microtui.tables.column_names import names_text

Task = Literal["classification", "regression"]
Missing = Literal["omit", "mean"]


@dataclass(frozen=True)
class TableOptions:
    """What was asked for; what was not is decided by what the file holds, and told."""

    scale: bool = True
    """Whether each feature is brought to mean 0 and deviation 1."""
    target: tuple[str, ...] = ()
    """The columns to be learned, by name or by number from 1; several are numbers to be fitted."""
    columns: tuple[str, ...] = ()
    """The columns to learn from, likewise; none named are all others."""
    classes: tuple[str, ...] = ()
    """Rows of other classes are left out."""
    task: Task | None = None
    missing: Missing = "omit"
    """Rows in which something is missing are left out, or it is the mean of its column."""

    @property
    def are_as_they_are(self) -> bool:
        """Whether numbers are taken as they stand there, be they the same in each row: as in a
        calculation by hand, of one sample and several targets."""
        return not self.scale and len(self.target) > 1

    @property
    def asked(self) -> tuple[tuple[str, str], ...]:
        """The options of the command line, without dashes, that say the same, but for `scale`."""
        lists = {"target": self.target, "columns": self.columns, "classes": self.classes}
        texts = {option: names_text(names) for option, names in lists.items() if names}
        if self.task is not None:
            texts["task"] = self.task
        if self.missing != "omit":
            texts["missing"] = self.missing
        return tuple(texts.items())


UNASKED = TableOptions()
"""Nothing was said: the file decides."""
