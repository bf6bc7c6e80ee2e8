"""The scalar engine against the lecture, micrograd's README and finite differences."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import Value

moderate = st.floats(-3.0, 3.0)
positive = st.floats(0.2, 3.0)


def test_the_lectures_neuron() -> None:
    x1, x2, w1, w2 = Value(2.0), Value(0.0), Value(-3.0), Value(1.0)
    output = (x1 * w1 + x2 * w2 + 6.8813735870195432).tanh()
    output.backward()
    assert output.data == pytest.approx(0.7071, abs=5e-5)
    assert [x.grad for x in (x1, w1, x2, w2)] == pytest.approx([-1.5, 1.0, 0.5, 0.0])


def test_the_lectures_neuron_with_tanh_spelled_out() -> None:
    x1, w1 = Value(2.0), Value(-3.0)
    n = x1 * w1 + 6.8813735870195432
    e = (2 * n).exp()
    output = (e - 1) / (e + 1)
    output.backward()
    assert output.data == pytest.approx(0.7071, abs=5e-5)
    assert (x1.grad, w1.grad) == pytest.approx((-1.5, 1.0))


def test_micrograds_readme_example() -> None:
    a, b = Value(-4.0), Value(2.0)
    c = a + b
    d = a * b + b**3
    c += c + 1
    c += 1 + c + (-a)
    d += d * 2 + (b + a).relu()
    d += 3 * d + (b - a).relu()
    e = c - d
    f = e**2
    g = f / 2.0
    g += 10.0 / f
    g.backward()
    assert g.data == pytest.approx(24.7041, abs=5e-5)
    assert a.grad == pytest.approx(138.8338, abs=5e-5)
    assert b.grad == pytest.approx(645.5773, abs=5e-5)


@given(moderate, positive)
def test_a_number_works_on_either_side_of_every_operator(x: float, y: float) -> None:
    value = Value(y)
    assert (value + x).data == (x + value).data == y + x
    assert (value * x).data == (x * value).data == y * x
    assert (value - x).data == y - x
    assert (x - value).data == x - y
    assert (x / value).data == pytest.approx(x / y)
    assert (value / 2).data == pytest.approx(y / 2)
    assert (-value).data == -y


FUNCTIONS: list[tuple[Callable[[Value], Value], Callable[[float], float]]] = [
    (Value.exp, math.exp),
    (Value.tanh, math.tanh),
    (Value.log, math.log),
    (Value.relu, lambda x: max(x, 0.0)),
    (Value.sigmoid, lambda x: 1.0 / (1.0 + math.exp(-x))),
    (lambda v: v**3, lambda x: x * x * x),
    (lambda v: v**-0.5, lambda x: 1.0 / math.sqrt(x)),
    (lambda v: 1 / v, lambda x: 1.0 / x),
]


@pytest.mark.parametrize(("of_value", "of_float"), FUNCTIONS)
@given(x=positive)
def test_a_function_and_its_slope_agree_with_the_math_library(
    of_value: Callable[[Value], Value], of_float: Callable[[float], float], x: float
) -> None:
    value = Value(x)
    result = of_value(value)
    result.backward()
    assert result.data == pytest.approx(of_float(x), rel=1e-14)
    h = 1e-5
    slope = (of_float(x + h) - of_float(x - h)) / (2.0 * h)
    assert value.grad == pytest.approx(slope, rel=1e-6, abs=1e-9)


@given(moderate, moderate)
def test_backward_adds_to_what_is_there(x: float, y: float) -> None:
    a, b = Value(x), Value(y)
    (a * b).backward()
    first = (a.grad, b.grad)
    (a * b).backward()
    assert (a.grad, b.grad) == (2 * first[0], 2 * first[1])


def test_backward_twice_through_one_graph_adds_the_same_twice() -> None:
    a = Value(3.0)
    result = (a * a + a).tanh()
    result.backward()
    once = a.grad
    result.backward()
    assert a.grad == 2 * once
    assert result.grad == 1.0


def test_a_hundred_thousand_operations_in_a_chain() -> None:
    x = Value(1.0)
    result = x
    for _ in range(100_000):
        result = result + 1e-5
    result.backward()
    assert result.data == pytest.approx(2.0)
    assert x.grad == 1.0


def test_a_value_used_a_thousand_times() -> None:
    x = Value(0.5)
    total = sum((x * k for k in range(1000)), Value(0.0))
    total.backward()
    assert x.grad == sum(range(1000))


def test_a_graph_whose_paths_double_at_every_step() -> None:
    x = Value(1.0)
    result = x
    for _ in range(60):
        result = result + result
    result.backward()
    assert x.grad == 2.0**60


def test_the_exponent_must_be_a_number() -> None:
    with pytest.raises(TypeError, match=r"exponent .* must be an int or a float, got Value"):
        Value(2.0) ** Value(2.0)  # type: ignore[operator]


def test_repr_shows_data_and_grad() -> None:
    assert repr(Value(1.5)) == "Value(data=1.5000, grad=0.0000)"


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        (lambda: Value(1000.0).exp(), math.inf),
        (lambda: Value(0.0).log(), -math.inf),
        (lambda: Value(1e300) * 1e300, math.inf),
        (lambda: Value(1e300) ** 2, math.inf),
        (lambda: 1.0 / Value(0.0), math.inf),
        (lambda: Value(-1000.0).sigmoid(), 0.0),
        (lambda: Value(1000.0).sigmoid(), 1.0),
    ],
)
def test_overflow_gives_infinity_not_an_exception(
    expression: Callable[[], Value], result: float
) -> None:
    value = expression()
    value.backward()
    assert value.data == result


def test_what_is_undefined_is_nan() -> None:
    assert math.isnan(Value(-1.0).log().data)
    assert math.isnan((Value(-8.0) ** 0.5).data)


def test_shared_parts_in_random_order_of_use() -> None:
    """Each part is used by many later ones: the derivative of a product of sums, by hand."""
    numbers = [random.Random(7).uniform(0.5, 1.5) for _ in range(20)]
    values = [Value(x) for x in numbers]
    total = sum(values, Value(0.0))
    product = total * total * total
    product.backward()
    assert [value.grad for value in values] == pytest.approx([3 * sum(numbers) ** 2] * 20)
