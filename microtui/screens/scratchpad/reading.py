"""A text, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import ConfigurationError
from engine.graph.scratchpad.nudge import leaf_of
from engine.graph.scratchpad.program import Evaluated, evaluate
from microtui.widgets.graph.stage import Stage
from microtui.words.graph.result_text import result_text


@dataclass(frozen=True)
class Reading:
    text: str
    evaluated: Evaluated | None
    """None where the text is no formula."""
    sentence: str
    """What it comes to, or why it comes to nothing."""

    @classmethod
    def of(cls, text: str) -> Reading:
        try:
            evaluated = evaluate(text)
        except ConfigurationError as error:
            return cls(text, None, str(error))
        return cls(text, evaluated, result_text(evaluated))


def place_of(stage: Stage | None, reading: Reading) -> int | None:
    """Where in the text to type on about the chosen node: behind its number, or at the end for the
    result; None where it stands in no one place."""
    if stage is None or reading.evaluated is None:
        return None
    if stage.chosen == len(stage.graph.nodes) - 1:
        return len(reading.text)
    leaf = leaf_of(reading.evaluated, stage.chosen)
    return None if leaf is None else leaf.end
