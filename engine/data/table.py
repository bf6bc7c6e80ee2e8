"""The reader's own data: a table of numbers, scaled so that a small network can learn from it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np

from engine.arrays import Array
from engine.data.datasets import Dataset
from engine.data.suggestion import NEUTRAL


@dataclass(frozen=True, eq=False)
class Table:
    """Samples from elsewhere, and how their numbers were scaled.

    `points` has shape (samples, columns): (raw - `offsets`) / `scales`, mean 0 and standard
    deviation 1 in each column; or raw, where `is_scaled` is off. `targets` has shape (samples,):
    -1 for the first of `labels`, 1 for the second; for regression (raw - `target_offset`) /
    `target_scale`, which is from -1 to 1. Tables of equal content are equal.
    """

    name: str
    column_names: tuple[str, ...]
    points: Array
    targets: Array
    task: Literal["classification", "regression"]
    labels: tuple[str, ...]
    offsets: Array = field(repr=False)
    scales: Array = field(repr=False)
    target_offset: float = 0.0
    target_scale: float = 1.0
    is_scaled: bool = True
    """Whether the columns were scaled; off, `offsets` are 0 and `scales` 1."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and self._digest == other._digest

    def __hash__(self) -> int:
        return hash(self._digest)

    def __repr__(self) -> str:
        return f"Table({self.name!r}, {len(self.points)} samples, {len(self.column_names)} columns)"

    @cached_property
    def _digest(self) -> bytes:
        words = repr((self.name, self.column_names, self.task, self.labels))
        content = hashlib.sha256(words.encode())
        for array in (self.points, self.targets, self.offsets, self.scales):
            content.update(array.tobytes())
        content.update(repr((self.target_offset, self.target_scale, self.is_scaled)).encode())
        return content.digest()

    @cached_property
    def dataset(self) -> Dataset:
        """The table as one more thing to learn; number of samples and noise do not apply."""
        x, y = self.points[:, 0], self.points[:, 1]
        return Dataset(
            name=self.name,
            description=f"{len(self.points)} samples of {len(self.column_names)} columns",
            source=self.name,
            task=self.task,
            generate=lambda samples, noise, random: (self.points, self.targets),
            suggestion=NEUTRAL,
            bounds=(*padded(x), *padded(y)),
            input_names=self.column_names,
            count=len(self.points),
        )


def padded(numbers: Array) -> tuple[float, float]:
    """The range of some numbers with a tenth of it on either side; never empty."""
    low, high = float(numbers.min()), float(numbers.max())
    margin = 0.1 * (high - low) or max(0.1 * abs(high), 1.0)
    return low - margin, high + margin


def scaled_table(
    name: str,
    column_names: tuple[str, ...],
    raw: Array,
    targets: Array | list[str],
    *,
    scale: bool = True,
) -> Table:
    """A table of raw numbers (samples, columns) and raw targets: two labels, or numbers.

    The first label in alphabetical order, or the smaller where both are numbers, becomes -1.
    Without `scale` the columns stay as they are; targets that are numbers go to -1 .. 1 all the
    same, which is what a score, the map and its colours mean.
    """
    offsets, scales = np.zeros(raw.shape[1]), np.ones(raw.shape[1])
    if scale:
        spread = raw.std(axis=0)
        offsets, scales = raw.mean(axis=0), np.where(spread > 0.0, spread, 1.0)
    points = (raw - offsets) / scales
    if isinstance(targets, list):
        labels = tuple(sorted(set(targets), key=label_order))
        return Table(
            name,
            column_names,
            points,
            np.array([-1.0 if target == labels[0] else 1.0 for target in targets]),
            "classification",
            labels,
            offsets,
            scales,
            is_scaled=scale,
        )
    low, high = float(targets.min()), float(targets.max())
    target_offset, target_scale = (low + high) / 2.0, (high - low) / 2.0
    return Table(
        name,
        column_names,
        points,
        (targets - target_offset) / target_scale,
        "regression",
        (),
        offsets,
        scales,
        target_offset,
        target_scale,
        is_scaled=scale,
    )


def label_order(label: str) -> tuple[int, float, str]:
    """Numbers by size, before words by alphabet."""
    try:
        return 0, float(label), label
    except ValueError:
        return 1, 0.0, label
