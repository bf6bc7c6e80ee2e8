"""From a node to the next, by the arrow keys."""

from __future__ import annotations

from typing import Literal

from microtui.widgets.graph.layout.shapes import Layout, Placed
from microtui.widgets.graph.stage import Stage

Direction = Literal["up", "down", "left", "right"]


def neighbour(stage: Stage, layout: Layout, direction: Direction) -> int:
    """The node that lies there, or the chosen one where none does.

    To the left is first what it was made from, to the right what was made of it.
    """
    place = stage.place
    here = layout.boxes[place]
    others = [each for each in range(len(layout.boxes)) if each != place]
    if direction in ("up", "down"):
        beyond = [
            each
            for each in others
            if layout.boxes[each].column == here.column
            and (layout.boxes[each].y < here.y) == (direction == "up")
        ]
        return nearest(here, beyond, layout) if beyond else place
    shown = stage.folding.shown
    if direction == "left":
        related = list(shown[place].parents)
        beyond = [each for each in others if layout.boxes[each].column < here.column]
    else:
        related = [each for each in others if place in shown[each].parents]
        beyond = [each for each in others if layout.boxes[each].column > here.column]
    candidates = [each for each in related if each in beyond] or beyond
    return nearest(here, candidates, layout) if candidates else place


def nearest(here: Placed, places: list[int], layout: Layout) -> int:
    """First by how many columns they are away, then by lines, then from the top."""
    boxes = layout.boxes
    return min(
        places,
        key=lambda each: (
            abs(boxes[each].column - here.column),
            abs(boxes[each].y - here.y),
            boxes[each].y,
        ),
    )
