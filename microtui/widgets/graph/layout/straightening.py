"""Long lines made straight as far as there is room for it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from microtui.widgets.graph.layout.ordering import Order
from microtui.widgets.graph.layout.wires import Wires

ROUNDS = 2
"""A line may find room where another one has been moved."""


def straighten(wires: Wires, order: Order, top: list[int], height: int) -> None:
    """Move the stretches of long lines, the longest first, so that each has the fewest corners.

    Nothing else is moved, and the order within each column is kept.
    """
    above, below = neighbours(wires, order)
    last_target = dict[int, int]()
    for pieces in wires.pieces:
        for item, target, row, _ in pieces:
            if item >= wires.boxes and target < wires.boxes:
                last_target[item] = top[target] + row
    long = (box for box in range(wires.boxes) if wires.passing[box])
    by_length = sorted(long, key=lambda box: -len(wires.passing[box]))
    for source in by_length * ROUNDS:
        stretches = wires.passing[source]
        row = top[source] + wires.exit[source]
        first = 0
        while first < len(stretches):
            highest, lowest = 0, height - 1
            end = first
            while end < len(stretches):
                over, under = above[stretches[end]], below[stretches[end]]
                high = max(highest, top[over] + wires.height[over] if over >= 0 else 0)
                low = min(lowest, top[under] - 1 if under >= 0 else height - 1)
                if high > low:
                    break
                highest, lowest = high, low
                end += 1
            if end == len(stretches) and not highest <= row <= lowest:
                row = last_target[stretches[-1]]
            row = min(max(row, highest), lowest)
            for item in stretches[first:end]:
                top[item] = row
            first = end


def neighbours(wires: Wires, order: Order) -> tuple[Sequence[int], Sequence[int]]:
    """By item, the one above it and the one below it in its column; -1 where there is none."""
    above = [-1] * wires.count
    below = [-1] * wires.count
    for items in order:
        column = items.tolist()
        for over, under in pairwise(column):
            above[under] = over
            below[over] = under
    return above, below
