"""A number moved by h, and all along their gradients: what is said of it is what comes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import ConfigurationError
from engine.graph.scratchpad.descent import Descent, moved_along
from engine.graph.scratchpad.examples import EXAMPLES
from engine.graph.scratchpad.nudge import Nudge, leaf_of, nudged
from engine.graph.scratchpad.program import evaluate
from engine.graph.walk import Walk

LECTURE = EXAMPLES["lecture"].text


def nudge(text: str, name: str, step: float) -> Nudge:
    evaluated = evaluate(text)
    leaf = next(each for each in evaluated.leaves if each.name == name)
    node = evaluated.leaf_nodes[evaluated.leaves.index(leaf)]
    assert node is not None
    assert leaf_of(evaluated, node) == leaf
    return nudged(text, evaluated, leaf, step, Walk(evaluated.graph).grads[node])


def descent(text: str, rate: float) -> Descent:
    evaluated = evaluate(text)
    return moved_along(text, evaluated, Walk(evaluated.graph).grads, rate)


def test_the_quotients_of_the_lectures_parabola_come_close_and_go_away_again() -> None:
    """y = 3x² - 4x + 5 has, at 3, the slope 14, and (f(x + h) - f(x)) / h is 14 + 3h."""
    found = nudge(EXAMPLES["slope"].text, "x", 0.001)
    assert found.grad == 14.0
    assert found.before == 20.0
    assert found.after == pytest.approx(20.0 + 0.014 + 3e-6, abs=1e-12)
    steps, quotients = zip(*found.quotients, strict=True)
    assert steps == tuple(10.0**-decimals for decimals in range(3, 14))
    assert quotients[:4] == pytest.approx([14.0 + 3.0 * h for h in steps[:4]], abs=1e-8)
    off = [abs(quotient - 14.0) for quotient in quotients]
    assert min(off) < off[0]
    assert min(off) < off[-1], "rounding is most of the smallest"


@settings(max_examples=25)
@given(
    st.floats(-100.0, 100.0).map(lambda number: round(number, 3)),
    st.floats(-100.0, 100.0).map(lambda number: round(number, 3)),
    st.sampled_from([0.1, -0.001, 1e-5]),
)
def test_the_text_with_a_number_moved_computes_what_is_said(a: float, b: float, h: float) -> None:
    found = nudge(f"a = {a!r}\nb = {b!r}\nL = a*a*b", "a", h)
    x, y = (leaf.data for leaf in evaluate(found.text).leaves)
    assert x == pytest.approx(a + h, abs=1e-9)
    assert y == b
    assert len(repr(x)) <= 9 or "e" in repr(x), "added as by hand, without a tail of nines"
    assert found.after == x * x * y
    assert found.change == pytest.approx(found.predicted + h * h * b, abs=1e-6)


def test_what_is_too_small_to_change_a_number_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="a larger h is needed"):
        nudge("a = 1e20\nL = a*2", "a", 0.001)


def test_the_lectures_own_step_makes_its_result_rise_to_what_it_prints() -> None:
    """`a.data += 0.01 * a.grad` and so on: its next forward pass prints -7.286496."""
    assert descent(LECTURE, 0.01).after == pytest.approx(-7.286496, abs=1e-6)
    falling = descent(LECTURE, -0.01)
    assert (falling.before, falling.count) == (-8.0, 4)
    assert falling.text.startswith("a = 1.94\nb = -2.96\nc = 10.02\n")
    assert evaluate(falling.text).graph.result.data == falling.after < -8.0


def test_only_numbers_with_a_name_are_moved() -> None:
    assert descent("x = 3.0\ny = 3*x**2 - 4*x + 5", -0.01).text == "x = 2.86\ny = 3*x**2 - 4*x + 5"
    with pytest.raises(ConfigurationError, match="no number here has a name"):
        descent("3 * 4", -0.01)


@pytest.mark.parametrize(
    ("text", "rate", "sentence"),
    [
        ("a = 1.0\nL = log(a)", -2.0, "a smaller lr is needed"),
        ("a = 0.0\nL = sqrt(a)", -0.01, "the grad of a is inf"),
        ("a = -1.0\nL = log(a) * 0 + a**0.5", -0.01, "the grad of a is nan"),
    ],
)
def test_a_step_to_what_is_no_number_is_refused(text: str, rate: float, sentence: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        descent(text, rate)
    assert sentence in str(error.value)
