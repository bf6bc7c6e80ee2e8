"""The reader's own data: a table of numbers, scaled so that a small network can learn from it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np

from engine.arrays import Array
from engine.data.datasets import Bounds, Dataset
from engine.data.suggestion import NEUTRAL


@dataclass(frozen=True, eq=False)
class Table:
    """Samples from elsewhere, and how their numbers were scaled.

    `points` has shape (samples, columns): (raw - `offsets`) / `scales`, mean 0 and standard
    deviation 1 in each column; or raw, where `is_scaled` is off. Of two `labels` the first is the
    target -1, the second 1, shape (samples,); of more each has a column of targets, one-hot, shape
    (samples, labels). For regression there are no labels, and targets are (raw -
    `target_offsets`) / `target_scales`, each column of them from -1 to 1: shape (samples,) where
    there is one, else (samples, targets). Tables of equal content are equal, whatever was asked.
    """

    name: str
    column_names: tuple[str, ...]
    points: Array
    targets: Array
    task: Literal["classification", "regression"]
    labels: tuple[str, ...]
    offsets: Array = field(repr=False)
    scales: Array = field(repr=False)
    target_names: tuple[str, ...] = ("target",)
    """The columns of the file that the targets come from: one where they are classes."""
    target_offsets: Array = field(default_factory=lambda: np.zeros(1), repr=False)
    target_scales: Array = field(default_factory=lambda: np.ones(1), repr=False)
    is_scaled: bool = True
    """Whether the columns were scaled; off, `offsets` are 0 and `scales` 1."""
    asked: tuple[tuple[str, str], ...] = ()
    """How it was to be read: options without their dashes, as typed, and what they were given."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Table) and self._digest == other._digest

    def __hash__(self) -> int:
        return hash(self._digest)

    def __repr__(self) -> str:
        return f"Table({self.name!r}, {len(self.points)} samples, {len(self.column_names)} columns)"

    @cached_property
    def _digest(self) -> bytes:
        words = (self.name, self.column_names, self.task, self.labels, self.target_names)
        content = hashlib.sha256(repr((*words, self.is_scaled)).encode())
        scaling = (self.offsets, self.scales, self.target_offsets, self.target_scales)
        for array in (self.points, self.targets, *scaling):
            content.update(array.tobytes())
        return content.digest()

    @cached_property
    def dataset(self) -> Dataset:
        """The table as one more thing to learn; number of samples and noise do not apply."""
        return Dataset(
            name=self.name,
            description=f"{len(self.points)} samples of {len(self.column_names)} columns",
            source=self.name,
            task=self.task,
            generate=lambda samples, noise, random: (self.points, self.targets),
            suggestion=NEUTRAL,
            bounds=self._bounds,
            input_names=self.column_names,
            count=len(self.points),
            classes=self.labels,
            target_names=self.target_names if self.task == "regression" else (),
        )

    @property
    def _bounds(self) -> Bounds:
        """The part of the plane of the first two columns that holds all samples; of one alone
        there is no plane, and what stands across it is as high as targets go."""
        x = padded(self.points[:, 0])
        return (*x, *(padded(self.points[:, 1]) if len(self.column_names) > 1 else (-1.1, 1.1)))


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
    target_names: tuple[str, ...] = ("target",),
    asked: tuple[tuple[str, str], ...] = (),
) -> Table:
    """A table of raw numbers (samples, columns) and raw targets: labels, or numbers of shape
    (samples,) or (samples, targets).

    Labels stand in alphabetical order, numbers by size and before words. Without `scale` the
    columns stay as they are, and so do several targets, as in a calculation by hand; a single
    number goes to -1 .. 1 all the same, which is what a score, the map and its colours mean.
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
            label_targets(targets, labels),
            "classification",
            labels,
            offsets,
            scales,
            target_names,
            is_scaled=scale,
            asked=asked,
        )
    low, high = np.atleast_1d(targets.min(axis=0)), np.atleast_1d(targets.max(axis=0))
    target_offsets, half = (low + high) / 2.0, (high - low) / 2.0
    target_scales = np.where(half > 0.0, half, 1.0)
    if not scale and len(low) > 1:
        target_offsets, target_scales = np.zeros(len(low)), np.ones(len(low))
    return Table(
        name,
        column_names,
        points,
        (targets - target_offsets) / target_scales,
        "regression",
        (),
        offsets,
        scales,
        target_names,
        target_offsets,
        target_scales,
        is_scaled=scale,
        asked=asked,
    )


def label_targets(labelled: list[str], labels: tuple[str, ...]) -> Array:
    """-1 and 1 for two labels, shape (samples,); one-hot for others, shape (samples, labels)."""
    if len(labels) == 2:
        return np.array([-1.0 if label == labels[0] else 1.0 for label in labelled])
    index = {label: place for place, label in enumerate(labels)}
    return np.eye(len(labels))[[index[label] for label in labelled]]


def label_order(label: str) -> tuple[int, float, str]:
    """Numbers by size, before words by alphabet."""
    try:
        return 0, float(label), label
    except ValueError:
        return 1, 0.0, label
