"""Which column each box stands in."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def columns(
    parents: Sequence[Sequence[int]],
    children: Sequence[Sequence[int]],
    together: Sequence[Collection[int]],
) -> list[int]:
    """The column of each box: right of all its parents.

    The boxes of each group of `together` share a column: the leftmost that one of them would have
    on its own where all are leaves, else the rightmost.

    Raises:
        ValueError: If the edges run in a circle, or a box is to share a column with its parent.
    """
    first = [0] * len(parents)
    operations = [group for group in together if any(parents[box] for box in group)]
    grouped = {box for group in operations for box in group}
    # Each time, at least one more group has got to where it stays.
    for _ in range(len(operations) + 1):
        column = columns_alone(parents, children, first, grouped)
        for group in operations:
            rightmost = max(column[box] for box in group)
            for box in group:
                first[box] = rightmost
        if all(column[box] == first[box] for box in grouped):
            break
    else:
        raise ValueError("a box cannot share a column with one that it was made from")
    for group in together:
        leftmost = min((column[box] for box in group), default=0)
        for box in group:
            column[box] = leftmost
    return column


def columns_alone(
    parents: Sequence[Sequence[int]],
    children: Sequence[Sequence[int]],
    first: Sequence[int],
    grouped: Collection[int],
) -> list[int]:
    """The column of each box, where none is tied to another one.

    An operation stands as far left as it can; a leaf stands left of its first user, and so does
    an operation that no line becomes longer for, unless it is `grouped`.
    """
    order = topological(parents, children)
    column = list(first)
    for box in order:
        if parents[box]:
            column[box] = max(first[box], 1 + max(column[parent] for parent in parents[box]))
    for box in reversed(order):
        if not children[box] or box in grouped:
            continue
        furthest = min([column[child] for child in children[box]]) - 1
        if furthest <= column[box]:
            continue
        before = [parent for parent in parents[box] if parents[parent]]
        if any(len(children[parent]) == 1 for parent in before):
            continue
        # Up to there the lines from its parents are drawn anyway. One may become longer: that of
        # its parent's other children is the same line, and they may come along.
        drawn = sorted(
            max(column[other] for other in children[parent] if other != box) for parent in before
        )
        column[box] = max(column[box], min([furthest, *drawn[1:]]))
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
