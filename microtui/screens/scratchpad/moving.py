"""What the keys that move numbers do: by how much, to which, and what is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engine.errors import ConfigurationError
from engine.graph.scratchpad.descent import moved_along
from engine.graph.scratchpad.nudge import leaf_of, nudged
from engine.graph.scratchpad.program import Evaluated
from microtui.screens.scratchpad.findings import Report
from microtui.widgets.graph.stage import Stage
from microtui.words.graph.descent_text import descent_sentence
from microtui.words.graph.node_names import name_of

FEWEST_DECIMALS, MOST_DECIMALS = 1, 8
"""Of h."""

LEAST_RATE, LARGEST_RATE = 1e-6, 100.0


@dataclass(frozen=True)
class Sizes:
    """By how much a key moves one number, and all along their gradients."""

    decimals: int = 3
    rate: float = 0.01

    @property
    def h(self) -> float:
        return 10.0**-self.decimals

    def with_h(self, direction: int) -> Sizes:
        decimals = min(max(self.decimals - direction, FEWEST_DECIMALS), MOST_DECIMALS)
        return replace(self, decimals=decimals)

    def with_rate(self, direction: int) -> Sizes:
        rate = self.rate * 2.0**direction
        return replace(self, rate=rate) if LEAST_RATE <= rate <= LARGEST_RATE else self

    @property
    def text(self) -> str:
        return f"h {self.h:g} · lr {self.rate:g}"


def nudge_report(text: str, evaluated: Evaluated, stage: Stage, step: float) -> tuple[str, Report]:
    """The text with the chosen number moved. Raises `ConfigurationError` where none is chosen."""
    number = stage.chosen
    leaf = leaf_of(evaluated, number)
    if leaf is None:
        name = name_of(stage.graph, number)
        is_operation = not stage.graph.nodes[number].is_leaf
        what = "is computed from others" if is_operation else "belongs to a function"
        raise ConfigurationError(
            f"{name} {what}: choose one of the numbers that are typed, at the left, to move it"
        )
    nudge = nudged(text, evaluated, leaf, step, stage.walk.grads[number])
    return nudge.text, Report.of_nudge(nudge)


def descent_report(
    text: str, evaluated: Evaluated, grads: Sequence[float], rate: float
) -> tuple[str, Report]:
    """The text with all named numbers moved along their gradients."""
    descent = moved_along(text, evaluated, grads, rate)
    return descent.text, Report(descent_sentence(descent))
