"""In which order the items of each column stand, from the top."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from microtui.widgets.graph.layout.wires import FINENESS, Wires

Order = list[NDArray[np.int64]]
"""By column, its items from the top."""

SWEEPS = 4
MANY = 10_000
"""Items, for which half the sweeps must do."""


def ordered(wires: Wires, fixed: Collection[int]) -> Order:
    """The order of the fewest crossings among the given one and those of some sweeps.

    At the start a column stands in the order in which the boxes are given, lines in that of
    their sources. `fixed` boxes keep their order among one another whatever crosses.
    """
    best = given_order(wires)
    places = np.empty(wires.count)
    for items in best:
        places[items] = np.arange(len(items))
    held = np.zeros(wires.count, dtype=bool)
    held[list(fixed)] = True
    pieces = [np.array(each, dtype=np.int64).reshape(-1, 4) for each in wires.pieces[:-1]]
    leftwards = [sorting(best[number], each[:, 0], held) for number, each in enumerate(pieces)]
    rightwards = [sorting(best[number + 1], each[:, 1], held) for number, each in enumerate(pieces)]
    column_of = np.array(wires.column, dtype=np.int64)
    every = np.concatenate([np.empty((0, 4), dtype=np.int64), *pieces])
    fewest = crossings(every, column_of, places)
    for sweep in range(SWEEPS if wires.count < MANY else SWEEPS // 2):
        if not fewest:
            break
        if sweep % 2 == 0:
            for column, each in zip(reversed(leftwards), reversed(pieces), strict=True):
                column.sort(places[each[:, 1]] + each[:, 3] / FINENESS, places)
        else:
            for column, each in zip(rightwards, pieces, strict=True):
                column.sort(places[each[:, 0]], places)
        count = crossings(every, column_of, places)
        if count < fewest:
            best = [items[np.argsort(places[items])] for items in best]
            fewest = count
    return best


@dataclass(frozen=True)
class Sorting:
    """One column, to be sorted by the column beside it."""

    items: NDArray[np.int64]
    linked: NDArray[np.int64]
    """By piece of line, which of the items it belongs to."""
    counts: NDArray[np.int64]
    """By item, how many pieces it has."""
    held: NDArray[np.int64]
    """The items that keep their order among one another, in that order."""

    def sort(self, near: NDArray[np.float64], places: NDArray[np.float64]) -> None:
        """Give each item a place by the mean of all places that its lines come from.

        What is linked to nothing stays where it is, and equals keep their order.
        """
        means = np.bincount(self.linked, near, minlength=len(self.items))
        now = np.argsort(places[self.items])
        movable = now[self.counts[now] > 0]
        free = np.sort(places[self.items[movable]])
        wanted = means[movable] / self.counts[movable]
        places[self.items[movable[np.argsort(wanted, kind="stable")]]] = free
        if len(self.held):
            places[self.held] = np.sort(places[self.held])


def sorting(
    items: NDArray[np.int64], linked: NDArray[np.int64], held: NDArray[np.bool_]
) -> Sorting:
    by_number = np.argsort(items)
    local = by_number[np.searchsorted(items, linked, sorter=by_number)]
    counts = np.bincount(local, minlength=len(items))
    return Sorting(items, local, counts, np.sort(items[held[items]]))


def given_order(wires: Wires) -> Order:
    rank = np.arange(wires.count)
    for source, stretches in enumerate(wires.passing):
        rank[stretches] = source
    column = np.array(wires.column, dtype=np.int64)
    items = np.lexsort((rank, column))
    bounds = np.searchsorted(column[items], range(1, len(wires.pieces)))
    return np.split(items, bounds) if len(items) else []


def crossings(
    pieces: NDArray[np.int64], column: NDArray[np.int64], places: NDArray[np.float64]
) -> int:
    """How often two of these pieces of line cross, if all were straight."""
    left, right, _, port = pieces.T
    ends = places[right] + port / FINENESS
    sequence = np.lexsort((ends, places[left], column[left]))
    count = 0
    before = -1
    seen: list[float] = []
    for number, end in zip(column[left[sequence]].tolist(), ends[sequence].tolist(), strict=True):
        if number != before:
            seen = []
            before = number
        place = bisect_right(seen, end)
        count += len(seen) - place
        seen.insert(place, end)
    return count
