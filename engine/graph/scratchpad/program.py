"""The lines of the scratchpad, as one: from text to the graph of its result.

a = 2.0; b = -3.0
e = a*b          # the name is the label
L = tanh(e + 10) # the last line is the result
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.graph.graph import Graph, graph_of, numbers_of
from engine.graph.scratchpad.formulas import Formulas
from engine.graph.scratchpad.leaves import Leaf, with_numbers
from engine.graph.scratchpad.reading.order import check_order
from engine.graph.scratchpad.reading.refusals import ScratchpadError, refusal
from engine.graph.scratchpad.reading.syntax import Places, parsed
from engine.graph.scratchpad.reading.tokens import tokens_of

__all__ = ["Evaluated", "Leaf", "ScratchpadError", "evaluate", "with_numbers"]


@dataclass(frozen=True)
class Evaluated:
    """What a text computes."""

    result_name: str
    """As its node has it; empty where the last line gives no name."""
    graph: Graph
    """Of the last line."""
    leaves: tuple[Leaf, ...]
    """Every number typed, but for exponents, in the order of the text."""
    leaf_nodes: tuple[int | None, ...]
    """The number of each leaf's node in the graph; None where the result does not depend on it."""


def evaluate(text: str) -> Evaluated:
    """Compute the lines one after the other; the last is the result.

    Division by zero and the like are no errors: as everywhere in the engine they give infinity or
    NaN. Raises `ScratchpadError` for anything that is no formula; nothing is ever executed.
    """
    check_order(text, tokens_of(text))
    statements = parsed(text)
    if not statements:
        nothing = "nothing is typed yet: type lines such as a = 2.0, b = -3.0 and L = a*b"
        raise refusal(text, 0, nothing)
    formulas = Formulas(text, Places(text))
    for statement in statements:
        result = formulas.compute(statement)
    numbers = numbers_of(result, {})
    literals = sorted(formulas.literals, key=lambda literal: literal[1])
    return Evaluated(
        result.label,
        graph_of(result),
        tuple(Leaf(value.label, value.data, start, end) for value, start, end in literals),
        tuple(numbers.get(value) for value, _, _ in literals),
    )
