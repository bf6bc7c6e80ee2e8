"""Figures of the graph on the screen, as far as it is walked through."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from engine.graph.walk import Walk
from engine.value import Value
from microtui.course.figures.figure import Argument, Figure, condition, number, text
from microtui.course.figures.nodes import name_of, node_named
from microtui.course.moment import GraphSeen, Moment

NODE = Argument("node", "text", '"b"')
SIGNS = {"neg": "-"}
"""What the screen calls an operation, where that is not its own name."""

Found = TypeVar("Found")


def of_graph(read: Callable[[GraphSeen], Found]) -> Callable[[Moment], Found | None]:
    return lambda moment: None if moment.graph is None else read(moment.graph)


def of_node(read: Callable[[GraphSeen, int], Found]) -> Callable[[Moment, str], Found | None]:
    def read_named(moment: Moment, name: str) -> Found | None:
        graph = moment.graph
        found = None if graph is None else node_named(graph.walk.graph, name)
        return None if graph is None or found is None else read(graph, found)

    return read_named


def reached(graph: GraphSeen) -> int:
    """How many steps of the walk are done: all where nobody walks."""
    return len(graph.walk.steps) if graph.position is None else graph.position


def data(graph: GraphSeen, node: int) -> float | None:
    is_known = graph.walk.is_known_at(reached(graph))[node]
    return graph.walk.graph.nodes[node].data if is_known else None


def grad(graph: GraphSeen, node: int) -> float | None:
    """None before the walk has come to it, but for what is carried over from other backwards."""
    walk, done = graph.walk, reached(graph)
    arrived = any(step.parent == node for step in walk.steps[walk.forward_steps : done])
    if not arrived and walk.graph.nodes[node].carried == 0.0:
        return None
    return walk.grads_at(done)[node]


def final_grad(graph: GraphSeen, node: int) -> float:
    return graph.walk.grads[node]


def right_grad(graph: GraphSeen, node: int) -> float:
    return Walk(graph.walk.graph).grads[node]


def uses(graph: GraphSeen, node: int) -> int:
    return sum(each.parents.count(node) for each in graph.walk.graph.nodes)


def representation(graph: GraphSeen, node: int) -> str | None:
    """As Python shows a Value; its grad is 0 until backward comes to it."""
    known = data(graph, node)
    if known is None:
        return None
    value = Value(known)
    value.grad = graph.walk.grads_at(reached(graph))[node]
    return repr(value)


def operation(graph: GraphSeen, node: int) -> str:
    """Empty for a leaf."""
    name = graph.walk.graph.nodes[node].operation
    return SIGNS.get(name, name)


def result(graph: GraphSeen) -> float | None:
    return data(graph, len(graph.walk.graph.nodes) - 1)


FIGURES: tuple[Figure, ...] = (
    number("node.data", "its value, once forward has come to it", of_node(data), NODE),
    number("node.grad", "its gradient, once backward has come to it", of_node(grad), NODE),
    number("node.final_grad", "its gradient at the end of the walk", of_node(final_grad), NODE),
    number("node.right_grad", "the same without the mistake", of_node(right_grad), NODE),
    number("node.uses", "in how many places it is used", of_node(uses), NODE),
    text("node.repr", "as Python shows it", of_node(representation), NODE),
    text("node.operation", "what made it", of_node(operation), NODE),
    number("result", "the value of the last node", of_graph(result)),
    number("nodes", "how many the graph has", of_graph(lambda g: len(g.walk.graph.nodes))),
    number("operations", "how many of them are computed", of_graph(lambda g: g.walk.forward_steps)),
    number("walk_step", "how many steps of the walk are done", of_graph(reached)),
    number("walk_steps", "how many it has", of_graph(lambda g: len(g.walk.steps))),
    condition("walking", "does anybody walk", of_graph(lambda g: g.position is not None)),
    condition(
        "forward_done",
        "are all values computed",
        of_graph(lambda g: reached(g) >= g.walk.forward_steps),
    ),
    condition(
        "walked", "are all gradients computed", of_graph(lambda g: reached(g) == len(g.walk.steps))
    ),
    text(
        "chosen", "the name of the chosen node", of_graph(lambda g: name_of(g.walk.graph, g.chosen))
    ),
    number(
        "unfolded", "how many layers, neurons and sums are open", of_graph(lambda g: g.unfolded)
    ),
    condition(
        "overwrites", "does backward set where it should add", of_graph(lambda g: g.walk.overwrites)
    ),
)
