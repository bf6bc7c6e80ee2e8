"""Which columns a table of examples has, as wide as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rich.cells import cell_len

from engine.data.datasets import Dataset
from engine.run.configuration import Configuration

COMFORTABLE = 66
"""Columns from which on there is room for words: whether a score is right, and which set it is."""
COLUMN = 9
"""Columns for one column of the data."""
LONGEST_LABEL = 10
LONGEST_TIGHT_LABEL = 6

Kind = Literal["two classes", "classes", "number", "numbers"]
"""What the targets are: one of two classes, or of more, or one number to be fitted, or several."""


@dataclass(frozen=True)
class ExampleColumns:
    """What a table of this width shows of each example."""

    width: int
    kind: Kind
    labels: tuple[str, ...]
    """What the classes are called; of two, -1 first; empty where they have no names."""
    names: tuple[str, ...]
    """Those columns of the data that there is room for, the first ones."""
    count: int
    """How many columns the data have; none where they are a picture."""
    targets: tuple[str, ...] = ()
    """Of several numbers to be fitted, those that there is room for, the first ones."""
    target_count: int = 1
    has_own_share: bool = False
    """Whether there is room for the probability of the right class beside the largest."""

    @property
    def is_comfortable(self) -> bool:
        return self.width >= COMFORTABLE

    @property
    def is_classification(self) -> bool:
        return self.kind in ("two classes", "classes")

    @property
    def target_width(self) -> int:
        """Of what a sample should be: of several classes, of a name."""
        longest = max(map(cell_len, self.labels), default=0)
        if self.kind == "classes":
            most = LONGEST_LABEL if self.is_comfortable else LONGEST_TIGHT_LABEL
            return max(min(longest, most), len("true"))
        if not self.is_comfortable:
            return 2 if self.is_classification else 7
        return max([8, *(3 + min(len(label), LONGEST_LABEL) for label in self.labels)])

    @property
    def number_gap(self) -> int:
        """Columns between a target that is a number and the one before."""
        return 2 if self.is_comfortable else 1

    @property
    def bare_width(self) -> int:
        """What all but the columns of the data takes."""
        if self.kind == "classes":
            said = 1 + 2 * self.target_width + 2 + 6
            said += (8 if self.is_comfortable else 1) + (OWN_SHARE if self.has_own_share else 0)
        elif self.kind == "numbers":
            said = len(self.targets) * (self.number_gap + NUMBERS)
        elif self.is_comfortable:
            said = self.target_width + 10 + (8 if self.is_classification else 0)
        else:
            said = self.target_width + 9
        return 6 + (4 if self.is_comfortable else 3) + said + (17 if self.is_comfortable else 8)


NUMBER_WIDTH = 7
NUMBERS = 2 * NUMBER_WIDTH + 1
"""Columns for a target and the score that is to come near it."""
OWN_SHARE = 7


def columns_for(configuration: Configuration, width: int) -> ExampleColumns:
    """As many columns of the data as fit beside what a sample should be, and is taken for."""
    data = configuration.data
    # Of a picture's numbers the first few say nothing.
    names = () if data.picture else data.input_names
    bare = ExampleColumns(
        width,
        kind_of(data),
        data.classes,
        (),
        len(names),
        target_count=data.outputs if data.task == "regression" else 1,
    )
    if bare.kind == "numbers":
        room = max(width - bare.bare_width, 0) // (bare.number_gap + NUMBERS)
        bare = replace(bare, targets=first(data.target_names, max(room, 1)))
    if bare.kind == "classes" and bare.is_comfortable:
        needed = OWN_SHARE + (COLUMN if names else 0)
        bare = replace(bare, has_own_share=width - bare.bare_width >= needed)
    room = max((width - bare.bare_width) // COLUMN, 0)
    return replace(bare, names=first(names, room))


def kind_of(data: Dataset) -> Kind:
    if data.task == "regression":
        return "numbers" if data.outputs > 1 else "number"
    return "classes" if data.has_several_classes else "two classes"


def first(names: Sequence[str], count: int) -> tuple[str, ...]:
    return tuple(names[:count])
