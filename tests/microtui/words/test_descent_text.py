"""Whether the result fell or rose is said as it is, whichever way was meant."""

from __future__ import annotations

import math

import pytest

from engine.graph.scratchpad.descent import Descent
from microtui.words.graph.descent_text import descent_sentence


@pytest.mark.parametrize(
    ("before", "after", "end"),
    [
        (-8.0, -8.726304, "L fell from -8.0 to -8.726304."),
        (24.7, 30.0, "L rose from 24.7 to 30.0. The step was too large, or the gradient is wrong."),
        (2.0, 2.0, "L did not change: it is 2.0."),
        (math.nan, 2.0, "L went from nan to 2.0."),
    ],
)
def test_it_is_said_which_way_the_result_went(before: float, after: float, end: str) -> None:
    sentence = descent_sentence(Descent("", -0.01, 4, "L", before, after))
    assert sentence == f"Every named leaf by -0.01 · grad: {end}"


def test_a_step_along_the_gradient_is_meant_to_raise() -> None:
    risen = Descent("", 0.01, 1, "", 1.0, 2.0)
    assert descent_sentence(risen) == (
        "The one named leaf by +0.01 · grad: the result rose from 1.0 to 2.0."
    )
