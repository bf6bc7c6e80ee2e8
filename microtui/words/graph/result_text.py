"""What a typed text comes to, in one line."""

from __future__ import annotations

from engine.graph.scratchpad.program import Evaluated
from microtui.words.graph.node_text import first_trouble
from microtui.words.number_text import as_float


def result_text(evaluated: Evaluated) -> str:
    """`L = -8.0`, and where it comes from if that is no finite number."""
    name = f"{evaluated.result_name} = " if evaluated.result_name else "The result is "
    result = f"{name}{as_float(evaluated.graph.result.data)}"
    trouble = first_trouble(evaluated.graph)
    return result if trouble is None else f"{result}; {trouble[1]}"
