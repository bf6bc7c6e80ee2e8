"""Which part of a graph is in view."""

from __future__ import annotations

from textual.geometry import Region, Size

from microtui.widgets.graph.layout.shapes import Placed


def within(offset: tuple[int, int], extent: tuple[int, int], room: Size) -> tuple[int, int]:
    """The nearest place of the window at which it shows as much of the graph as it can."""
    x, y = (
        min(max(at, 0), wide - has) if wide > has else (wide - has) // 2
        for at, wide, has in zip(offset, extent, room, strict=True)
    )
    return x, y


def showing(window: Region, box: Placed, extent: tuple[int, int]) -> tuple[int, int]:
    """Where the window goes so that this box is in it: not at all, or by half of its size at
    least, so that the picture stands still for as many steps as it can."""
    x = along(window.x, window.width, box.x, box.width)
    y = along(window.y, window.height, box.y, box.height)
    return within((x, y), extent, window.size)


def along(start: int, length: int, at: int, size: int) -> int:
    """The same in one direction."""
    if start <= at and at + size <= start + length:
        return start
    return at + size // 2 - (length // 3 if at >= start else 2 * length // 3)
