"""Which row each item stands in: near what it is linked to, in no more rows than it takes."""

from __future__ import annotations

from collections.abc import Sequence

from microtui.widgets.graph.layout.ordering import Order
from microtui.widgets.graph.layout.wires import Wires

PASSES = 4

Link = tuple[int, int, float]
"""Another item, by how many rows it would be further down if the line were straight, a weight."""


def rows(wires: Wires, order: Order, gap: int) -> list[int]:
    """The top row of each item. The tallest column begins in row 0 and has no room to spare."""
    offsets = [stacked(wires, items, gap) for items in order]
    height = max((of_column[-1] for of_column in offsets), default=0)
    left, right = straight_links(wires)
    top = [0.0] * wires.count
    result = [0] * wires.count
    for items, of_column in zip(order, offsets, strict=True):
        room = (height - of_column[-1]) / 2
        for item, offset in zip(items, of_column, strict=False):
            top[item] = offset + room
    for step in range(PASSES):
        numbers = range(len(order)) if step % 2 else range(len(order) - 1, -1, -1)
        for number in numbers:
            items, of_column = order[number], offsets[number]
            wanted: list[float] = []
            weights: list[float] = []
            for item, offset in zip(items, of_column, strict=False):
                total = weight = 0.0
                links = right[item] if step == 0 else left[item] + right[item]
                for other, shift, of_link in links:
                    total += (top[other] - shift) * of_link
                    weight += of_link
                wanted.append((total / weight if weight else top[item]) - offset)
                weights.append(weight or 0.01)
            room = height - of_column[-1]
            placed = nearest_in_order(wanted, weights)
            for item, offset, place in zip(items, of_column, placed, strict=False):
                top[item] = offset + int(min(max(place, 0.0), room) + 0.5)
    for item, place in enumerate(top):
        result[item] = int(place)
    return result


def stacked(wires: Wires, items: Sequence[int], gap: int) -> list[int]:
    """The rows of a column's items with no room to spare, and at last how many rows that takes.

    Blank lines stand between boxes only: a line that passes there is space enough.
    """
    offsets: list[int] = []
    row = 0
    boxes = len(wires.boxes)
    for place, item in enumerate(items):
        if place and item < boxes and items[place - 1] < boxes:
            row += gap
        offsets.append(row)
        row += wires.height(item)
    return [*offsets, row]


def straight_links(wires: Wires) -> tuple[list[list[Link]], list[list[Link]]]:
    """By item, what it is linked to in the column left of it, and right of it."""
    boxes = len(wires.boxes)
    left: list[list[Link]] = [[] for _ in range(wires.count)]
    right: list[list[Link]] = [[] for _ in range(wires.count)]
    for item, links in enumerate(wires.links):
        leaving = wires.exit(item)
        for target, row in links:
            weight = 1.0 + 2.0 * (item >= boxes) + 2.0 * (target >= boxes)
            right[item].append((target, leaving - row, weight))
            left[target].append((item, row - leaving, weight))
    return left, right


def nearest_in_order(wanted: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The numbers nearest to those wanted, in least squares, of which none is below the one before.

    Pooling of adjacent violators; see Best and Chakravarti, Mathematical Programming 47, 1990.
    """
    means: list[float] = []
    pooled: list[float] = []
    counts: list[int] = []
    for mean, weight in zip(wanted, weights, strict=True):
        count = 1
        while means and means[-1] > mean:
            other = pooled.pop()
            mean = (mean * weight + means.pop() * other) / (weight + other)
            weight += other
            count += counts.pop()
        means.append(mean)
        pooled.append(weight)
        counts.append(count)
    return [mean for mean, count in zip(means, counts, strict=True) for _ in range(count)]
