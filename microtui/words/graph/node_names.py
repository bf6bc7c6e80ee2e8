"""What the nodes of a graph are called."""

from __future__ import annotations

from engine.graph.folding import Folding, Shown
from engine.graph.graph import Graph
from microtui.words.number_text import as_float

SIGNS = {"neg": "-"}
"""Operations that have a shorter name in formulas."""


def sign_of(operation: str) -> str:
    return SIGNS.get(operation, operation)


def place_text(graph: Graph, number: int) -> str:
    """`#3` for the third operation; nothing for a leaf, which backward only arrives at."""
    place = graph.places[number]
    return f"#{place}" if place else ""


def name_of(graph: Graph, number: int) -> str:
    """Its label; of a number within a formula, that number; else its place in the order."""
    node = graph.nodes[number]
    if node.name:
        return node.name
    return as_float(node.data) if node.is_leaf else place_text(graph, number)


def shown_name(folding: Folding, position: int) -> str:
    """That of a node, or of the neuron or layer that stands in its place."""
    shown = folding.shown[position]
    if shown.kind == "layer":
        return f"layer {shown.group[0]}"
    assert shown.output is not None
    if shown.kind == "sum":
        return "sum"
    return name_of(folding.graph, shown.output)


def operation_text(folding: Folding, position: int) -> str:
    """What made it: `*`, `tanh`; of a folded neuron, how its sum is activated."""
    output = folding.shown[position].output
    if output is None or folding.shown[position].kind == "sum":
        return ""
    return sign_of(folding.graph.nodes[output].operation)


def made_of(graph: Graph, number: int) -> str:
    """Its formula, `e + c`, with the names of what it was made from."""
    node = graph.nodes[number]
    operation = sign_of(node.operation)
    names = [name_of(graph, parent) for parent in node.parents]
    if len(names) == 2 and operation in ("+", "-", "*", "/"):
        return f"{names[0]} {operation} {names[1]}"
    if operation.startswith("**"):
        return f"{names[0]}{operation}"
    if operation == "-":
        return f"-{names[0]}"
    if operation == "penalty":
        return f"penalty of {len(names)} parameters"
    return f"{operation}({', '.join(names)})" if names else ""


def base(number: float) -> str:
    """Of a power: in brackets below zero, for -2.0**2 would be -(2.0**2)."""
    text = as_float(number)
    return f"({text})" if text.startswith("-") else text


def units_in(shown: Shown, graph: Graph) -> int:
    """How many neurons a folded layer has."""
    return len({graph.nodes[number].group[:2] for number in shown.members})
