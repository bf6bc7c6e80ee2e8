"""Which column each box stands in."""

from __future__ import annotations

from collections.abc import Sequence


def columns(
    parents: Sequence[Sequence[int]],
    children: Sequence[Sequence[int]],
    first: Sequence[int],
) -> list[int]:
    """The column of each box: right of all its parents, and not left of the `first` it may be in.

    An operation stands as far left as it can; a leaf stands left of its first user, and so does
    an operation that no line becomes longer for.
    """
    order = topological(parents, children)
    column = list(first)
    for box in order:
        if parents[box]:
            column[box] = max(first[box], 1 + max(column[parent] for parent in parents[box]))
    for box in reversed(order):
        if not children[box]:
            continue
        furthest = min([column[child] for child in children[box]]) - 1
        for parent in parents[box]:
            if furthest <= column[box]:
                break
            if parents[parent]:
                furthest = min(
                    furthest,
                    max((column[other] for other in children[parent] if other != box), default=0),
                )
        column[box] = max(column[box], furthest)
    return column


def topological(parents: Sequence[Sequence[int]], children: Sequence[Sequence[int]]) -> list[int]:
    """All boxes, each after its parents.

    Raises:
        ValueError: If the edges run in a circle.
    """
    missing = [len(of_box) for of_box in parents]
    order = [box for box, count in enumerate(missing) if not count]
    for box in order:
        for child in children[box]:
            missing[child] -= 1
            if not missing[child]:
                order.append(child)
    if len(order) < len(parents):
        raise ValueError("a graph whose edges run in a circle cannot be drawn left to right")
    return order
