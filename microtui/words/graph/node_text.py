"""A node in words: what it is, what it was made from, and a word on what is no number."""

from __future__ import annotations

import math

from engine.graph.folding import Folding
from engine.graph.graph import Graph
from microtui.words.graph.node_names import (
    base,
    made_of,
    name_of,
    operation_text,
    shown_name,
    units_in,
)
from microtui.words.number_text import as_float


def node_text(
    folding: Folding, position: int, grads: list[float], *, overwrites: bool | None = False
) -> str:
    """`e = a * b: data -6.0, grad -2.0; used twice`; where it is not told how backward goes, no
    more than that."""
    graph = folding.graph
    shown = folding.shown[position]
    name = shown_name(folding, position)
    if shown.output is None:
        return f"{name}: {units_in(shown, graph)} neurons folded into one; enter opens it."
    node = graph.nodes[shown.output]
    if shown.kind == "sum":
        what = f"sum of the bias and {len(shown.parents) - 1} products w · x"
    elif shown.group:
        count = sum(graph.nodes[each].is_leaf for each in shown.members)
        what = f"neuron {name}: {operation_text(folding, position)} of a sum, {count} parameters"
    elif node.is_leaf:
        what = "a leaf" if node.name == "" else f"{name}, a leaf"
    else:
        what = (
            f"{name} = {made_of(graph, shown.output)}"
            if node.name
            else made_of(graph, shown.output)
        )
    carried = f", of it carried {as_float(node.carried)}" if node.carried != 0.0 else ""
    numbers = f"data {as_float(node.data)}, grad {as_float(grads[shown.output])}{carried}"
    trouble = trouble_of(graph, shown.output)
    return f"{what}: {numbers}{uses_text(graph, shown.output, overwrites)}" + (
        f". {trouble}" if trouble else ""
    )


def uses_text(graph: Graph, number: int, overwrites: bool | None) -> str:
    """How often it was used, where that is more than once, and what its grad is made of then."""
    uses = sum(node.parents.count(number) for node in graph.nodes)
    if uses < 2:
        return ""
    often = "twice" if uses == 2 else f"{uses} times"
    if overwrites is None:
        return f"; used {often}"
    so = "but = keeps only the last use" if overwrites else "so its grad is a sum"
    return f"; used {often}, {so}"


def trouble_of(graph: Graph, number: int) -> str:
    """Why this one is NaN or infinite where what it was made from is not; else nothing."""
    node = graph.nodes[number]
    parents = [graph.nodes[parent].data for parent in node.parents]
    if all(map(math.isfinite, parents)):
        if not math.isfinite(node.data):
            return reason(node.operation, parents, node.data)
        if not all(map(math.isfinite, node.derivatives)):
            return f"Its slope is infinite here: {operation_at(node.operation, parents)}."
    return ""


def reason(operation: str, parents: list[float], result: float) -> str:
    at = operation_at(operation, parents)
    if operation == "/" and parents[1] == 0.0:
        return f"{at} is {as_float(result)}: nothing can be divided by zero."
    if operation == "log":
        what = "below zero there is no logarithm" if parents[0] < 0.0 else "it falls without end"
        return f"{at} is {as_float(result)}: {what}."
    if operation == "sqrt" or operation.startswith("**"):
        if math.isnan(result):
            return f"{at} is nan: below zero there is no such root."
        if parents[0] == 0.0:
            return f"{at} is {as_float(result)}: it divides by zero."
    return f"{at} is {as_float(result)}: too large for a float."


def operation_at(operation: str, parents: list[float]) -> str:
    numbers = [as_float(number) for number in parents]
    if len(numbers) == 2:
        return f"{numbers[0]} {operation} {numbers[1]}"
    if operation.startswith("**"):
        return f"{base(parents[0])}{operation}"
    return f"{operation}({', '.join(numbers)})"


def too_many(count: int, most: int) -> str:
    """Why not everything is unfolded."""
    return (
        f"That would be {count:,} nodes, and at most {most:,} are drawn at once: they stay folded. "
        "Press enter to open the one that is chosen."
    )


def first_trouble(graph: Graph) -> tuple[int, str] | None:
    """The first node that is no finite number though what it was made from is, and why."""
    for number in range(len(graph.nodes)):
        trouble = trouble_of(graph, number)
        if trouble:
            return number, f"{name_of(graph, number)}: {trouble}"
    return None
