"""What is said of a nudge is true of its numbers."""

from __future__ import annotations

from engine.graph.scratchpad.examples import EXAMPLES
from engine.graph.scratchpad.nudge import Nudge, nudged
from engine.graph.scratchpad.program import evaluate
from engine.graph.walk import Walk
from microtui.words.graph.nudge_text import nudge_sentence, table_across, table_down, verdict


def nudge(text: str, step: float, *, overwrites: bool = False) -> Nudge:
    """Of the first number in the text."""
    evaluated = evaluate(text)
    node = evaluated.leaf_nodes[0]
    assert node is not None
    grad = Walk(evaluated.graph, overwrites).grads[node]
    return nudged(text, evaluated, evaluated.leaves[0], step, grad)


def test_prediction_and_outcome_stand_side_by_side() -> None:
    assert nudge_sentence(nudge(EXAMPLES["slope"].text, 0.001)) == (
        "x by +0.001: y should change by grad · h = 14.0 · 0.001 = +0.014, and changed by "
        "+0.014003: off by 3e-6."
    )
    assert nudge_sentence(nudge("2.0 * 3", -0.5)).startswith(
        "the number 2.0 by -0.5: the result should change by grad · h = 3.0 · -0.5 = -1.5, and "
        "changed by -1.5: off by 0.0."
    )


def test_the_table_has_as_many_columns_as_fit_and_a_line_for_every_h() -> None:
    found = nudge(EXAMPLES["slope"].text, 0.001)
    heading, numbers = table_across(found, 40)
    assert heading.split()[:5] == ["h", "1e-3", "1e-4", "1e-5", "1e-6"]
    assert numbers.split()[:5] == ["off", "by", "3e-3", "3e-4", "3e-5"]
    assert max(len(heading), len(numbers)) <= 40
    assert len(table_down(found)) == 2 + len(found.quotients)


def test_the_verdict_says_why_no_other_h_comes_closer() -> None:
    assert verdict(nudge(EXAMPLES["slope"].text, 0.001)).startswith(
        "Closest at h = 1e-8: the curve"
    )
    assert verdict(nudge(EXAMPLES["lecture"].text, 0.001)).endswith(
        "a smaller h only adds rounding."
    )
    assert verdict(nudge("a = 3.0\nb = a + a", 0.001, overwrites=True)).startswith("No h comes")
    assert verdict(nudge("a = 0.0\nb = relu(a)", 0.001)).startswith("No h comes")
    assert verdict(nudge("a = 0.0\nb = a", 0.001)).startswith("Exact at every h")
    assert verdict(nudge("a = -1.0\nb = log(a)", 0.001)).startswith("There is no number")
