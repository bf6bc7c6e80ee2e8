"""What an expression comes to, against the same computed by NumPy."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lesson_moments import first_snapshot, moment_of, scratchpad_moment, worth

from engine.arrays import quiet
from microtui.course.figures.figure import Worth
from microtui.course.moment import Moment


def with_loss(loss: float, *, test_loss: float | None = None) -> Moment:
    """And the epoch, by which it can be told from others."""
    snapshot = replace(first_snapshot(), loss=loss, test_loss=test_loss, epoch=round(10 * loss))
    return moment_of(snapshot)


NOW, BEFORE, START = with_loss(0.5), with_loss(0.8), with_loss(2.0)


def at_three(text: str) -> Worth:
    return worth(text, NOW, before=BEFORE, start=START, answer=7.0)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("loss", 0.5),
        ("loss before", 0.8),
        ("loss at start", 2.0),
        ("2 * loss at start", 4.0),
        ("-loss at start ** 2", -4.0),
        ("loss - loss before * 2", -1.1),
        ("(loss * loss) at start", 4.0),
        ("(loss before + loss) at start", 2.8),
        ("max(loss, loss before, loss at start)", 2.0),
        ("min(loss, 3)", 0.5),
        ("abs(loss - loss at start)", 1.5),
        ("2 ** 3 ** 2", 512),
        ("7 - 2 - 1", 4),
        ("answer / 2", 3.5),
        ("loss < loss before < loss at start", True),
        ("loss < loss before > loss at start", False),
        ("loss < loss before < 0.6", False),
        ("not loss > 1 and loss at start > 1", True),
        ("loss > 1 or loss before > 1 or loss at start > 1", True),
        ('dataset == "moons"', True),
        ('dataset != "moons"', False),
        ('"at start" == "before"', False),
    ],
)
def test_a_figure_is_read_at_its_own_moment(text: str, value: float | bool) -> None:
    result = at_three(text)
    assert result == pytest.approx(value, rel=1e-15)
    assert isinstance(result, bool) == isinstance(value, bool)


def test_an_argument_may_be_of_another_moment_than_the_figure() -> None:
    longer = replace(first_snapshot().train_curve, low=np.arange(30.0), high=np.arange(30.0))
    longer = replace(longer, epochs=np.arange(30.0), last_epoch=29)
    now, before = (
        moment_of(replace(first_snapshot(), train_curve=longer, epoch=epoch)) for epoch in (29, 12)
    )
    assert worth("loss_at(epoch before)", now, before=before) == 12.0
    assert worth("loss_at(epoch) before", now, before=before) == 12.0
    assert worth("loss_at(epoch)", now, before=before) == 29.0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("epoch before - epoch", 3),
        ("2 * epoch", 10),
        ("max(epoch, 7)", 7),
        ("-epoch", -5),
        ("epoch / 5", 1),
    ],
)
def test_what_is_counted_stays_a_whole_number(text: str, value: int) -> None:
    result = at_three(text)
    assert result == value
    assert type(result) is int


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 / 0", math.inf),
        ("-1 / 0", -math.inf),
        ("0 / 0", math.nan),
        ("1e308 * 10", math.inf),
        ("(-8) ** 0.5", math.nan),
        ("0 ** -1", math.inf),
        ("10 ** 400", math.inf),
        ("max(0 / 0, 1)", math.nan),
        ("1 / 0 - 1 / 0", math.nan),
    ],
)
def test_nothing_that_is_computed_is_an_error(text: str, value: float) -> None:
    np.testing.assert_equal(at_three(text), value)


@pytest.mark.parametrize("compared", ["<", "<=", ">", ">=", "==", "!="])
def test_what_there_is_not_makes_every_comparison_false(compared: str) -> None:
    assert at_three("test_loss") is None
    assert at_three("2 * abs(test_loss) + max(1, -test_loss)") is None
    assert at_three(f"test_loss {compared} 1") is False
    assert at_three(f"1 {compared} test_loss") is False
    assert at_three(f"test_loss {compared} test_loss") is False
    assert at_three(f"not test_loss {compared} 1") is True
    assert at_three("loss_at(test_loss)") is None


def test_a_condition_that_there_is_not_is_false() -> None:
    assert at_three("walking") is False
    assert at_three("not walking") is True
    assert at_three("walking or loss < 1") is True


def test_text_of_a_figure_stands_in_brackets_of_another() -> None:
    moment = scratchpad_moment("a = 2.0\nb = a*a")
    assert worth("node(chosen).data", moment) == 4.0


@dataclass(frozen=True)
class Written:
    """An expression, what it comes to, and how tightly it binds: 0 loosely."""

    text: str
    value: Any


OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "**": operator.pow,
}
leaves = st.sampled_from(
    [
        Written("loss", 0.5),
        Written("loss before", 0.8),
        Written("loss at start", 2.0),
        Written("epoch", 5),
        Written("3", 3),
        Written("0", 0),
        Written("1e200", 1e200),
    ]
)


@quiet()
def joined(left: Written, sign: str, right: Written) -> Written:
    value = OPERATIONS[sign](np.float64(left.value), np.float64(right.value))
    return Written(f"({left.text}) {sign} ({right.text})", value)


numbers = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(joined, inner, st.sampled_from(list(OPERATIONS)), inner),
        inner.map(lambda each: Written(f"-({each.text})", -each.value)),
        inner.map(lambda each: Written(f"abs({each.text})", np.abs(each.value))),
        st.builds(
            lambda a, b: Written(f"min({a.text}, {b.text})", np.minimum(a.value, b.value)),
            inner,
            inner,
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None)
@given(numbers)
def test_any_number_is_what_numpy_makes_of_it(written: Written) -> None:
    result = at_three(written.text)
    np.testing.assert_allclose(np.float64(result), np.float64(written.value), rtol=1e-12)
