"""Which edges of a graph are drawn: all, but of a folded neuron only where most comes from."""

from __future__ import annotations

from engine.graph.folding import Folding
from microtui.widgets.graph.layout.shapes import Edge

FEW = 4
"""So many edges into one node are all drawn."""

STRONGEST = 2
"""So many are where there are more."""


def drawn_edges(folding: Folding) -> list[Edge]:
    """From left to right; those of the penalty, which every parameter leads to, are left out."""
    return [
        Edge(parent, position)
        for position in range(len(folding.shown))
        for parent in drawn_parents(folding, position)
    ]


def drawn_parents(folding: Folding, position: int) -> list[int]:
    """One for each use of it, where a single node uses it twice."""
    shown = folding.shown[position]
    if is_penalty(folding, position):
        return []
    if shown.kind == "node":
        nodes, position_of = folding.graph.nodes, folding.position_of
        return [position_of[parent] for parent in nodes[shown.members[0]].parents]
    if len(shown.parents) <= FEW or shown.kind == "sum":
        return list(shown.parents)
    slopes = folding.slopes(position)
    strongest = sorted(slopes, key=lambda parent: -abs(slopes[parent]))[:STRONGEST]
    return [parent for parent in shown.parents if parent in strongest]


def is_penalty(folding: Folding, position: int) -> bool:
    output = folding.shown[position].output
    return output is not None and folding.graph.nodes[output].operation == "penalty"


def others_of(folding: Folding, position: int, drawn: set[Edge]) -> list[Edge]:
    """The edges to and from this one that are not drawn as it is."""
    edges = [Edge(parent, position) for parent in folding.shown[position].parents]
    edges += [
        Edge(position, child)
        for child, shown in enumerate(folding.shown)
        if position in shown.parents and not is_penalty(folding, child)
    ]
    return [edge for edge in edges if edge not in drawn]
