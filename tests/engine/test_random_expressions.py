"""The gradient of any expression is its slope."""

from __future__ import annotations

import math

from expressions import Expression, expressions, leaves
from hypothesis import assume, given, settings

from engine import Value
from engine.check.finite_differences import slope_at


@settings(max_examples=150, deadline=None)
@given(expressions, leaves)
def test_random_expressions_agree_with_central_differences(
    expression: Expression, numbers: list[float]
) -> None:
    values = [Value(number) for number in numbers]
    results = expression(values)
    # Between the two sides of a kink there is no one slope.
    assume(all(kink > 0.01 for kink in expression.kinks(numbers, [r.data for r in results])))
    results[-1].backward()
    for i, value in enumerate(values):

        def result_at(x: float, i: int = i) -> float:
            moved = [Value(x if j == i else number) for j, number in enumerate(numbers)]
            data: float = expression(moved)[-1].data
            return data

        slope = slope_at(result_at, numbers[i])
        if math.isinf(slope.uncertainty):
            # As flat as x³ at 0, where no step sees anything of a slope.
            assert abs(value.grad) < 1e-6
            continue
        assert slope.uncertainty < 1e-4 * max(1.0, abs(value.grad))
        assert math.isclose(
            value.grad, slope.central, rel_tol=1e-6, abs_tol=1e-9 + 3.0 * slope.uncertainty
        )


@settings(max_examples=50, deadline=None)
@given(expressions, leaves)
def test_a_second_backward_through_the_same_graph_adds_the_same_again(
    expression: Expression, numbers: list[float]
) -> None:
    values = [Value(number) for number in numbers]
    result = expression(values)[-1]
    result.backward()
    once = [value.grad for value in values]
    result.backward()
    # To rounding, for what is added part by part rounds otherwise from another start.
    scale = max(1.0, *map(abs, once))
    for value, grad in zip(values, once, strict=True):
        assert math.isclose(value.grad, 2.0 * grad, rel_tol=1e-9, abs_tol=1e-12 * scale)
