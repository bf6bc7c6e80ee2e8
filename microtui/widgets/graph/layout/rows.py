"""Which row each item stands in: near what it is linked to, in no more rows than it takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from microtui.widgets.graph.layout.ordering import Order
from microtui.widgets.graph.layout.wires import Wires

PASSES = 4
LONG = 2.0
"""How much more a piece of line counts for each end at which it goes on: long lines are straight"""


def rows(wires: Wires, order: Order, gap: int) -> list[int]:
    """The top row of each item. The tallest column begins in row 0 and has no room to spare."""
    heights = np.array(wires.height, dtype=np.int64)
    offsets, totals = stacked(wires.boxes, heights, order, gap)
    height = max(totals, default=0)
    top = np.empty(wires.count)
    for items, offset, total in zip(order, offsets, totals, strict=True):
        top[items] = offset + (height - total) // 2
    left, right = links(wires, order)
    for step in range(PASSES):
        numbers = range(len(order)) if step % 2 else range(len(order) - 1, -1, -1)
        for number in numbers:
            items, offset = order[number], offsets[number]
            pull, weight = right[number].pull(top)
            if step:
                more_pull, more_weight = left[number].pull(top)
                pull, weight = pull + more_pull, weight + more_weight
            is_free = weight == 0.0
            weight[is_free] = 0.01
            pull[is_free] = 0.01 * top[items[is_free]]
            placed = nearest_in_order(pull / weight - offset, weight)
            top[items] = offset + np.floor(placed.clip(0.0, height - totals[number]) + 0.5)
    return [int(row) for row in top.tolist()]


def stacked(
    boxes: int, heights: NDArray[np.int64], order: Order, gap: int
) -> tuple[list[NDArray[np.int64]], list[int]]:
    """By column, the rows of its items with no room to spare, and how many that takes.

    Blank lines stand between boxes only: a line that passes there is space enough.
    """
    offsets, totals = [], []
    for items in order:
        is_box = items < boxes
        needed = heights[items]
        needed[1:] += gap * (is_box[1:] & is_box[:-1])
        ends = np.cumsum(needed)
        offsets.append(ends - heights[items])
        totals.append(int(ends[-1]))
    return offsets, totals


@dataclass(frozen=True)
class Links:
    """What ties the items of one column to those of the column on one side of it."""

    size: int
    linked: NDArray[np.int64]
    """By piece of line, which of the items it belongs to."""
    others: NDArray[np.int64]
    """By piece, the item at its other end."""
    shifts: NDArray[np.int64]
    """By piece, by how many rows that stands further down where the piece is straight."""
    weights: NDArray[np.float64]

    def pull(self, top: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """By item, the weighted sum of the rows that its pieces would have it in, and the weight"""
        wanted = (top[self.others] - self.shifts) * self.weights
        return (
            np.bincount(self.linked, wanted, minlength=self.size).astype(np.float64),
            np.bincount(self.linked, self.weights, minlength=self.size).astype(np.float64),
        )


def links(wires: Wires, order: Order) -> tuple[list[Links], list[Links]]:
    """By column, its links to the column left of it, and to that right of it."""
    leaving = np.array(wires.exit, dtype=np.int64)
    place = np.empty(wires.count, dtype=np.int64)
    for items in order:
        place[items] = np.arange(len(items))
    nothing = np.empty((0, 3), dtype=np.int64)
    pieces = [np.array(each, dtype=np.int64) if each else nothing for each in wires.pieces]
    left: list[Links] = []
    right: list[Links] = []
    for items, before, after in zip(order, [nothing, *pieces], pieces, strict=False):
        for side, each, own, other, sign in (
            (left, before, 1, 0, -1),
            (right, after, 0, 1, 1),
        ):
            goes_on = (each[:, :2] >= wires.boxes).sum(axis=1)
            side.append(
                Links(
                    len(items),
                    place[each[:, own]],
                    each[:, other],
                    sign * (leaving[each[:, 0]] - each[:, 2]),
                    1.0 + LONG * goes_on,
                )
            )
    return left, right


def nearest_in_order(
    wanted: NDArray[np.float64], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The numbers nearest to those wanted, in least squares, of which none is below the one before.

    Pooling of adjacent violators; see Best and Chakravarti, Mathematical Programming 47, 1990.
    """
    if (wanted[1:] >= wanted[:-1]).all():
        return wanted
    means: list[float] = []
    pooled: list[float] = []
    counts: list[int] = []
    for mean, weight in zip(wanted.tolist(), weights.tolist(), strict=True):
        count = 1
        while means and means[-1] > mean:
            other = pooled.pop()
            mean = (mean * weight + means.pop() * other) / (weight + other)
            weight += other
            count += counts.pop()
        means.append(mean)
        pooled.append(weight)
        counts.append(count)
    return np.repeat(means, counts)
