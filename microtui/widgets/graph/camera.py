"""Which part of a graph is in view."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Region, Size

from microtui.widgets.graph.layout.shapes import Placed


def within(offset: tuple[int, int], extent: tuple[int, int], room: Size) -> tuple[int, int]:
    """The nearest place of the window at which it shows as much of the graph as it can."""
    x, y = (
        min(max(at, 0), wide - has) if wide > has else (wide - has) // 2
        for at, wide, has in zip(offset, extent, room, strict=True)
    )
    return x, y


def showing(window: Region, boxes: Sequence[Placed], extent: tuple[int, int]) -> tuple[int, int]:
    """Where the window goes so that these boxes are in it, the first of them if there is no room
    for all: not at all, or far enough that the picture then stands still for some steps."""
    regions = [Region(box.x, box.y, box.width, box.height) for box in boxes]
    whole = Region.from_union(regions)
    wanted = whole if whole.width <= window.width and whole.height <= window.height else regions[0]
    x = along(window.x, window.width, wanted.x, wanted.width)
    y = along(window.y, window.height, wanted.y, wanted.height)
    return within((x, y), extent, window.size)


def along(start: int, length: int, at: int, size: int) -> int:
    """The same in one direction: what is farther on comes to a third of the window, what is
    farther back to two thirds."""
    if start <= at and at + size <= start + length:
        return start
    middle = length // 3 if at >= start else 2 * length // 3
    return min(max(at + size // 2 - middle, at + size - length), at)
