"""Which node of a graph is meant by a name."""

from __future__ import annotations

from engine.graph.graph import Graph
from engine.value import shown


def node_named(graph: Graph, name: str) -> int | None:
    """The last one of that name, as in the lines it has it last; or the one at that place, `#3`."""
    for number in reversed(range(len(graph.nodes))):
        if name in names_of(graph, number):
            return number
    return None


def names_of(graph: Graph, number: int) -> tuple[str, ...]:
    """`a = b` is both, and each of them."""
    label = graph.nodes[number].name
    name = name_of(graph, number)
    place = graph.places[number]
    return (name, *label.split(" = "), *([f"#{place}"] if place else []))


def name_of(graph: Graph, number: int) -> str:
    """As the screen calls it: by its label, its number, or its place among the operations."""
    node = graph.nodes[number]
    return node.name or (typed(node.data) if node.is_leaf else f"#{graph.places[number]}")


def typed(number: float) -> str:
    """`2.0`, as one types it, with four decimals at most."""
    text = shown(number)
    if "." not in text or "e" in text:
        return text
    text = text.rstrip("0")
    return f"{text}0" if text.endswith(".") else text
