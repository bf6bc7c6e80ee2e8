"""In which order the items of each column stand, from the top."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Collection, Sequence

from microtui.widgets.graph.layout.wires import Wires

Order = list[list[int]]
"""By column, its items from the top."""

SWEEPS = 4


def ordered(wires: Wires, fixed: Collection[int]) -> Order:
    """The order of the fewest crossings among the given one and those of some sweeps.

    At the start a column stands in the order in which the boxes are given, lines in that of
    their sources. `fixed` boxes keep their order among one another whatever crosses.
    """
    rank = list(range(wires.count))
    for source, stretches in enumerate(wires.passing):
        for item in stretches:
            rank[item] = source
    best: Order = [[] for _ in range(max(wires.column, default=-1) + 1)]
    for item, column in enumerate(wires.column):
        best[column].append(item)
    for items in best:
        items.sort(key=rank.__getitem__)
    fewest = crossings(wires, best)
    before = predecessors(wires)
    order = best
    for sweep in range(SWEEPS):
        if not fewest:
            break
        order = [list(items) for items in order]
        if sweep % 2 == 0:
            for column in range(len(order) - 2, -1, -1):
                arrange(order[column], order[column + 1], wires.links, wires, fixed)
        else:
            for column in range(1, len(order)):
                arrange(order[column], order[column - 1], before, wires, fixed)
        count = crossings(wires, order)
        if count < fewest:
            best, fewest = order, count
    return best


def predecessors(wires: Wires) -> list[list[tuple[int, int]]]:
    """By item, what leads to it; the number beside each is always 0."""
    before: list[list[tuple[int, int]]] = [[] for _ in wires.links]
    for item, links in enumerate(wires.links):
        for target, _ in links:
            before[target].append((item, 0))
    return before


def arrange(
    items: list[int],
    beside: Sequence[int],
    links: Sequence[Sequence[tuple[int, int]]],
    wires: Wires,
    fixed: Collection[int],
) -> None:
    """Sort a column by the mean place of what each item is linked to in the one `beside` it.

    What is linked to nothing there stays where it is, and equals keep their order.
    """
    places = {item: float(place) for place, item in enumerate(beside)}
    mean: dict[int, float] = {}
    for item in items:
        if of_item := links[item]:
            total = 0.0
            for target, row in of_item:
                total += places[target] + row / 8
            mean[item] = total / len(of_item)
    put(items, sorted([item for item in items if item in mean], key=mean.__getitem__))
    if fixed:
        put(items, sorted(item for item in items if item in fixed))


def put(items: list[int], chosen: Sequence[int]) -> None:
    """Give the places of the chosen items to them in this order."""
    if len(chosen) == len(items):
        items[:] = chosen
        return
    among = set(chosen)
    following = iter(chosen)
    items[:] = [next(following) if item in among else item for item in items]


def crossings(wires: Wires, order: Order) -> int:
    """How often two pieces of line cross, if all were straight."""
    count = 0
    for column in range(len(order) - 1):
        places = {item: 16 * place for place, item in enumerate(order[column + 1])}
        seen: list[int] = []
        for item in order[column]:
            ends = [places[target] + row for target, row in wires.links[item]]
            for end in ends:
                count += len(seen) - bisect_right(seen, end)
            for end in ends:
                insort(seen, end)
    return count
