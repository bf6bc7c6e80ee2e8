"""A small map of a graph that is larger than its window: where its nodes are, and what one sees."""

from __future__ import annotations

from textual.geometry import Region

from microtui.widgets.graph.layout.shapes import Layout


def minimap(layout: Layout, window: Region, columns: int, lines: int) -> list[str]:
    """So many lines: `■` is a node in view, `·` one that is not, `▒` what else is in view."""
    scale_x = max(layout.width, 1) / columns
    scale_y = max(layout.height, 1) / lines
    seen = {
        (x, y)
        for y in range(lines)
        for x in range(columns)
        if window.overlaps(
            Region(int(x * scale_x), int(y * scale_y), max(int(scale_x), 1), max(int(scale_y), 1))
        )
    }
    nodes = {
        (
            min(int((box.x + box.width / 2) / scale_x), columns - 1),
            min(int((box.y + box.height / 2) / scale_y), lines - 1),
        )
        for box in layout.boxes
    }
    return [
        "".join(
            ("■" if (x, y) in seen else "·")
            if (x, y) in nodes
            else ("▒" if (x, y) in seen else " ")
            for x in range(columns)
        )
        for y in range(lines)
    ]
