"""What the box of each node says, in the three sizes that there are."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from rich.cells import cell_len

from engine.arrays import Array, norm
from microtui.session.view import Place
from microtui.widgets.graph.stage import Stage
from microtui.words.graph.node_names import (
    operation_text,
    place_text,
    shown_name,
    units_in,
)
from microtui.words.number_text import signed, with_four_decimals

Size = Literal["roomy", "close", "row"]
"""A box of four lines, one of three, or one line."""

HEIGHTS: dict[Size, int] = {"roomy": 4, "close": 3, "row": 1}

NARROWEST, WIDEST = 14, 18
"""Columns within a box."""

WIDEST_NAME = 10
"""Columns for a name where a node is one line."""

UNKNOWN = "      ?"

PICTURE_WIDTH = 4


@dataclass(frozen=True, eq=False)
class Face:
    """The words and numbers of one node."""

    name: str
    operation: str
    place: str
    """Its place in the order."""
    slope: str
    """`×0.5`: how the chosen node changes with this one, where it is made from it."""
    data: str
    grad: str
    """In seven characters."""
    long_data: str
    long_grad: str
    """In up to nine."""
    strength: float
    """The grad, -1 .. 1, against the largest that is shown."""
    is_finite: bool
    """Whether its data is a number to go on with, as far as it is known."""
    is_folded: bool
    picture: Array | None = None
    """What a neuron computes over the plane, as levels -1 .. 1."""

    @property
    def mark(self) -> str:
        return self.slope or self.place

    @property
    def title(self) -> str:
        """`e *`, `n1.3 tanh`, `*`."""
        operation = "" if self.operation == self.name else self.operation
        return " ".join(filter(None, (self.name, operation)))


def faces_of(
    stage: Stage, pictures: Mapping[Place, Array] | None = None, *, shows_slopes: bool = True
) -> list[Face]:
    """Of all that is shown, in the order of the folding."""
    slopes = slopes_into_chosen(stage) if shows_slopes else {}
    grads = [grad_of(stage, position) for position in range(len(stage.folding.shown))]
    largest = max((abs(grad) for grad in grads if abs(grad) < float("inf")), default=0.0)
    return [
        face_of(stage, position, grad, largest, slopes.get(position), pictures or {})
        for position, grad in enumerate(grads)
    ]


def face_of(
    stage: Stage,
    position: int,
    grad: float,
    largest: float,
    slope: float | None,
    pictures: Mapping[Place, Array],
) -> Face:
    folding, graph = stage.folding, stage.graph
    shown = folding.shown[position]
    output, neuron = shown.output, folding.neuron_at(position)
    is_known = stage.is_known[shown.members[-1]]
    if output is None:
        name, mark = shown_name(folding, position), ""
        data = long_data = f"{units_in(shown, graph)} units".rjust(7)
    else:
        node = graph.nodes[output]
        is_named = node.name or node.is_leaf or shown.kind == "sum"
        name = shown_name(folding, position) if is_named else ""
        mark = place_text(graph, output)
        data = signed(node.data) if is_known else UNKNOWN
        long_data = with_four_decimals(node.data) if is_known else UNKNOWN
    strength = grad / largest if largest > 0.0 else 0.0
    return Face(
        name=name,
        operation=operation_text(folding, position),
        place=mark,
        slope="" if slope is None else f"×{slope:.3g}",
        data=data,
        grad=signed(grad),
        long_data=long_data,
        long_grad=with_four_decimals(grad),
        strength=min(max(strength, -1.0), 1.0) if strength == strength else strength,
        is_finite=output is None or math.isfinite(graph.nodes[output].data) or not is_known,
        is_folded=bool(shown.group),
        picture=None if neuron is None else pictures.get((neuron[0] + 1, neuron[1])),
    )


def grad_of(stage: Stage, position: int) -> float:
    """Of a layer, the norm of those of all that is in it."""
    shown = stage.folding.shown[position]
    if shown.output is not None:
        return stage.grads[shown.output]
    return norm(np.array([stage.grads[member] for member in shown.members]))


def slopes_into_chosen(stage: Stage) -> dict[int, float]:
    """By position, the local derivative of the chosen node by each of its parents, where known."""
    place = stage.place
    output = stage.folding.shown[place].output
    if output is None or not stage.is_known[output]:
        return {}
    return stage.folding.slopes(place)


def inner_width(faces: list[Face]) -> int:
    """Columns that the widest title takes, within bounds, so that all boxes are alike."""
    titles = max((cell_len(face.title) + len(face.place) + 3 for face in faces), default=0)
    numbers = max(
        (len(each) for face in faces for each in (face.long_data, face.long_grad)), default=0
    )
    return min(max(titles, len(" data ") + numbers + 1, NARROWEST), WIDEST)


def name_width(faces: list[Face]) -> int:
    """The same where each is one line."""
    widest = max((cell_len(row_name(face)) for face in faces), default=0)
    return min(max(widest, 4), WIDEST_NAME)


def row_name(face: Face) -> str:
    """`n1.3`, `* #12`: what was made without a name is called by how, and its place."""
    return face.name or f"{face.operation} {face.place}"
