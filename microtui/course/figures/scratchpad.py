"""Figures of the scratchpad: the numbers typed, and what comes of moving one by a little."""

from __future__ import annotations

import numpy as np

from engine.arrays import quiet
from engine.errors import ConfigurationError
from engine.graph.graph import Graph
from engine.graph.scratchpad.leaves import Leaf
from engine.graph.scratchpad.nudge import result_at
from engine.network.pytorch.presence import is_installed
from microtui.course.figures.figure import Argument, Figure, condition, number
from microtui.course.figures.nodes import node_named
from microtui.course.moment import Moment

NAME = Argument("name", "text", '"a"')
H = Argument("h", "number", "0.001")


def leaf_named(moment: Moment, name: str) -> Leaf | None:
    """The last number typed that has this name."""
    evaluated = moment.scratchpad.evaluated if moment.scratchpad else None
    leaves = evaluated.leaves if evaluated else ()
    return next((leaf for leaf in reversed(leaves) if name in leaf.name.split(" = ")), None)


def number_typed(moment: Moment, name: str) -> float | None:
    leaf = leaf_named(moment, name)
    return None if leaf is None else leaf.data


def slope(moment: Moment, name: str) -> float | None:
    return slope_with(moment, name, moment.scratchpad.h) if moment.scratchpad else None


@quiet()
def slope_with(moment: Moment, name: str, h: float) -> float | None:
    """(f(a + h) - f(a)) / h; None where a + h is no number that can be typed."""
    leaf, scratchpad = leaf_named(moment, name), moment.scratchpad
    if leaf is None or scratchpad is None or scratchpad.evaluated is None:
        return None
    before = scratchpad.evaluated.graph.result.data
    try:
        after = result_at(scratchpad.text, leaf, leaf.data + h)
    except ConfigurationError:
        return None
    return float(np.divide(after - before, h))


@quiet()
def single(moment: Moment, number: float) -> float:
    """As a tensor holds it that is not told to be `double`."""
    return float(np.float32(number))


def torch_grad(moment: Moment, name: str) -> float | None:
    graph = graph_for_pytorch(moment)
    node = None if graph is None else node_named(graph, name)
    if graph is None or node is None:
        return None
    from microtui.course.figures.pytorch_graph import grads_of

    return grads_of(graph)[node]


def torch_result(moment: Moment) -> float | None:
    graph = graph_for_pytorch(moment)
    if graph is None:
        return None
    from microtui.course.figures.pytorch_graph import result_of

    return result_of(graph)


def graph_for_pytorch(moment: Moment) -> Graph | None:
    """None where there is no formula, or no PyTorch that can be imported."""
    evaluated = moment.scratchpad.evaluated if moment.scratchpad else None
    if evaluated is None or not is_installed():
        return None
    try:
        import microtui.course.figures.pytorch_graph  # noqa: F401
    except (ImportError, OSError):
        return None
    return evaluated.graph


FIGURES: tuple[Figure, ...] = (
    condition(
        "is_formula",
        "can the lines be computed",
        lambda m: m.scratchpad is not None and m.scratchpad.evaluated is not None,
    ),
    number("number", "what is typed for that name", number_typed, NAME),
    number("h", "by how much a key moves a number", lambda m: m.scratchpad and m.scratchpad.h),
    number(
        "scratchpad_rate",
        "lr: how far a key moves all along their gradients",
        lambda m: m.scratchpad and m.scratchpad.learning_rate,
    ),
    number("slope", "(f(a + h) - f(a)) / h, with the h in force", slope, NAME),
    number("slope_with", "the same with that h", slope_with, NAME, H),
    number("single", "a number as 32 bits hold it", single, Argument("a", "number", "0.1")),
    condition("torch", "is PyTorch installed", lambda m: is_installed()),
    number("torch_grad", "the gradient that PyTorch finds, in double", torch_grad, NAME),
    number("torch_result", "the result that PyTorch finds, in double", torch_result),
)
