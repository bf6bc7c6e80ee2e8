"""Which row each item stands in: near what it is linked to, in no more rows than it takes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from microtui.widgets.graph.layout.ordering import Order
from microtui.widgets.graph.layout.wires import Wires

PASSES = 4
ALONE = 0.01
"""How much it counts where an item is already, for what is linked to nothing."""
LONG = 2.0
"""How much more a piece of line counts for each end at which it goes on: long lines are straight"""


def rows(wires: Wires, order: Order) -> list[int]:
    """The top row of each item. The tallest column begins in row 0 and has no room to spare."""
    heights = np.array(wires.height, dtype=np.int64)
    offsets, totals = stacked(heights, order)
    height = max(totals, default=0)
    top = np.empty(wires.count)
    for items, offset, total in zip(order, offsets, totals, strict=True):
        top[items] = offset + (height - total) // 2
    to_the_right, to_both_sides = pulls(wires, order)
    for step in range(PASSES):
        pull = to_both_sides if step else to_the_right
        numbers = range(len(order)) if step % 2 else range(len(order) - 1, -1, -1)
        for number in numbers:
            wanted = pull[number].wanted(top) - offsets[number]
            placed = nearest_in_order(wanted, pull[number].weight)
            placed = np.minimum(np.maximum(placed, 0.0), height - totals[number])
            top[order[number]] = offsets[number] + np.floor(placed + 0.5)
    return [int(row) for row in top.tolist()]


def stacked(heights: NDArray[np.int64], order: Order) -> tuple[list[NDArray[np.int64]], list[int]]:
    """By column, the rows of its items with no room to spare, and how many that takes."""
    offsets = [np.cumsum(heights[items]) - heights[items] for items in order]
    return offsets, [int(heights[items].sum()) for items in order]


@dataclass(frozen=True)
class Pull:
    """What draws the items of one column to where their pieces of line would be straight."""

    items: NDArray[np.int64]
    linked: NDArray[np.int64]
    """By piece, the place of its item among these."""
    others: NDArray[np.int64]
    """By piece, the item at its other end."""
    weights: NDArray[np.float64]
    """By piece."""
    shift: NDArray[np.float64]
    """By item, the sum of the rows that those stand further down where all is straight, weighted"""
    weight: NDArray[np.float64]
    """By item, the sum of the weights of its pieces, and a little."""

    def wanted(self, top: NDArray[np.float64]) -> NDArray[np.float64]:
        """By item, the mean of the rows in which its pieces would be straight."""
        total = sums(self.linked, top[self.others] * self.weights, len(self.items))
        return (total - self.shift + ALONE * top[self.items]) / self.weight


def pulls(wires: Wires, order: Order) -> tuple[list[Pull], list[Pull]]:
    """By column, what draws it to the column right of it, and to those on both its sides."""
    every = [piece for of_column in wires.pieces for piece in of_column]
    left, right, row, _ = np.array(every, dtype=np.int64).reshape(-1, 4).T
    ends = (left < wires.boxes).astype(np.float64) + (right < wires.boxes)
    weights = (1.0 + LONG * (2.0 - ends)).astype(np.float64)
    shifts = (np.array(wires.exit, dtype=np.float64)[left] - row) * weights
    twice = np.concatenate
    return (
        by_column(wires, order, left, right, shifts, weights),
        by_column(
            wires,
            order,
            twice([left, right]),
            twice([right, left]),
            twice([shifts, -shifts]),
            twice([weights, weights]),
        ),
    )


def by_column(
    wires: Wires,
    order: Order,
    own: NDArray[np.int64],
    others: NDArray[np.int64],
    shifts: NDArray[np.float64],
    weights: NDArray[np.float64],
) -> list[Pull]:
    """The pull of these pieces, each given by both its items, on each column."""
    place = np.empty(wires.count, dtype=np.int64)
    for items in order:
        place[items] = np.arange(len(items))
    column = np.array(wires.column, dtype=np.int64)[own]
    pieces = np.argsort(column, kind="stable")
    bounds = np.searchsorted(column[pieces], np.arange(len(order) + 1)).tolist()
    shift = sums(own, shifts, wires.count)
    weight = sums(own, weights, wires.count) + ALONE
    linked, others, weights = place[own[pieces]], others[pieces], weights[pieces]
    return [
        Pull(
            items,
            linked[start:end],
            others[start:end],
            weights[start:end],
            shift[items],
            weight[items],
        )
        for items, (start, end) in zip(order, pairwise(bounds), strict=True)
    ]


def sums(places: NDArray[np.int64], numbers: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    """The sum of the numbers at each place."""
    # Without any numbers there would come integers.
    return np.bincount(places, numbers, size).astype(np.float64, copy=False)


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
