"""The scalar engine against the lecture, micrograd's README and finite differences."""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine import Value
from engine.value import topological_order

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
    (Value.sin, math.sin),
    (Value.cos, math.cos),
    (Value.sqrt, math.sqrt),
    (Value.softplus, lambda x: math.log(1.0 + math.exp(x))),
    (lambda v: (-v).softplus(), lambda x: math.log(1.0 + math.exp(-x))),
    (lambda v: abs(-v), abs),
    (lambda v: max(v, v * v), lambda x: max(x, x * x)),
    (lambda v: min(v, v * v), lambda x: min(x, x * x)),
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
    # max(x, x²) and min(x, x²) have a kink at 1.
    assume(abs(x - 1.0) > h)
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


@pytest.mark.parametrize(
    "power",
    [
        lambda: Value(2.0) ** Value(2.0),  # type: ignore[operator]
        lambda: 2.0 ** Value(2.0),
        lambda: np.float64(2.0) ** Value(2.0),
    ],
)
def test_the_exponent_must_be_a_number(power: Callable[[], object]) -> None:
    with pytest.raises(TypeError, match=r"exponent .* must be an int or a float, got Value"):
        power()


@pytest.mark.parametrize("exponent", [np.int64(3), np.float32(0.5), np.uint8(2), True, 0])
def test_numpys_numbers_are_fine_as_exponents(exponent: float) -> None:
    value = Value(3.0)
    result = value**exponent
    result.backward()
    n = float(exponent)
    assert type(result.data) is float
    assert (result.data, value.grad) == pytest.approx((3.0**n, n * 3.0 ** (n - 1.0)))


@pytest.mark.parametrize("x", [0.0, -0.0, 2.0, -3.0, math.inf])
def test_to_the_power_of_zero_nothing_depends_on_the_value(x: float) -> None:
    value = Value(x)
    (value**0).backward()
    assert value.grad == 0.0


@pytest.mark.parametrize(
    "what",
    [
        *("a", None, [1], (), 1j, Value(1.0), Decimal(1)),
        *(np.array([1.0]), np.array(1.0), np.bool_(True), np.zeros((1000, 1000))),
    ],
)
def test_what_is_no_real_number_is_refused_with_a_sentence(what: Any) -> None:
    with pytest.raises(TypeError, match=r"holds one real number, such as 2\.0, got ") as refusal:
        Value(what)
    assert type(what).__name__ in str(refusal.value)
    assert len(str(refusal.value)) < 200
    if not isinstance(what, Value):
        with pytest.raises(TypeError, match="holds one real number"):
            Value(2.0) * what


@pytest.mark.parametrize(
    "kind", [bool, int, np.int8, np.uint8, np.int64, np.float16, np.float32, np.float64, Fraction]
)
def test_data_is_a_float_of_pythons_whatever_number_it_was(kind: Callable[[int], Any]) -> None:
    one = Value(kind(1))
    assert type(one.data) is float
    for result in (one + kind(1), kind(1) - one, one * kind(1), one / kind(1), -one, one.exp()):
        assert type(result.data) is float
        result.backward()
    assert type(one.grad) is float


def test_small_integers_do_not_wrap_round_and_nothing_warns() -> None:
    numbers: list[Any] = [np.uint8(1), np.uint8(2), np.int8(100), np.float32(0.1)]
    one, two, hundred, tenth = map(Value, numbers)
    assert (one - two).data == -1.0
    assert (hundred * 2).data == 200.0
    assert (Value(np.float64(1e300)) * np.float64(1e300)).data == math.inf
    assert tenth.data == float(np.float32(0.1))


@given(st.floats(allow_nan=False), st.floats(allow_nan=False).filter(bool))
def test_a_quotient_is_correctly_rounded(x: float, y: float) -> None:
    assert repr((Value(x) / y).data) == repr(x / y)
    assert repr((x / Value(y)).data) == repr(x / y)


def test_forty_nine_through_forty_nine_is_one() -> None:
    assert (Value(49.0) / 49.0).data == 1.0


def test_backward_on_a_leaf_adds_one_to_its_gradient() -> None:
    leaf = Value(3.0)
    leaf.backward()
    leaf.backward()
    assert leaf.grad == 2.0


def test_values_compare_by_their_data_and_are_equal_to_themselves_only() -> None:
    small, large = Value(1.0), Value(2.0)
    assert small < large <= large < 3
    assert large > small >= 1.0 > -small
    assert max(small, large, 0.5) is large
    assert sorted([large, small]) == [small, large]
    assert small != Value(1.0)
    assert len({small, Value(1.0)}) == 2


def test_the_larger_of_two_gets_the_gradient() -> None:
    a, b = Value(2.0), Value(3.0)
    (2.0 * max(a, b)).backward()
    assert (a.grad, b.grad) == (0.0, 2.0)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        *((1.5, "1.5000"), (0.0, "0.0000"), (-2.0, "-2.0000"), (1e-9, "1e-09")),
        *((0.0004, "0.0004"), (1e300, "1e+300"), (math.inf, "inf"), (math.nan, "nan")),
        (-123456.789, "-123456.7890"),
    ],
)
def test_repr_shows_data_and_grad_in_few_characters(number: float, text: str) -> None:
    value = Value(number)
    value.grad = number
    assert repr(value) == f"Value(data={text}, grad={text})"


def test_a_value_shows_what_it_is_made_of() -> None:
    a, b = Value(2.0, label="a"), Value(-3.0, label="b")
    product = a * b
    product.label = "e"
    assert (product.parents, product.derivatives) == ((a, b), (-3.0, 2.0))
    assert (product.operation, product.label) == ("*", "e")
    assert (a.parents, a.derivatives, a.operation, a.label) == ((), (), "", "a")
    operations = [a + b, a - b, a / b, a**2, -a, a.exp(), a.tanh(), a.relu(), abs(a), a.sin()]
    assert [each.operation for each in operations] == (
        ["+", "-", "/", "**2", "neg", "exp", "tanh", "relu", "abs", "sin"]
    )


def test_a_sort_broken_off_leaves_no_marks_behind() -> None:
    """ctrl+c in the middle of it, and then backward once more."""
    x = Value(2.0)
    result = x * x + x.tanh() * x

    def interrupt(after: int) -> Callable[..., Any]:
        lines = count()

        def trace(frame: Any, event: str, argument: object) -> Any:
            if frame.f_code is topological_order.__code__ and next(lines) == after:
                raise KeyboardInterrupt
            return trace

        return trace

    for after in range(5, 60, 5):
        sys.settrace(interrupt(after))
        try:
            with pytest.raises(KeyboardInterrupt):
                result.backward()
        finally:
            sys.settrace(None)
    result.backward()
    assert x.grad == pytest.approx(4.0 + math.tanh(2.0) + 2.0 * (1.0 - math.tanh(2.0) ** 2))


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
        (lambda: Value(1000.0).softplus(), 1000.0),
        (lambda: Value(-1000.0).softplus(), 0.0),
        (lambda: -1.0 / Value(0.0), -math.inf),
        (lambda: Value(1.0) / -0.0, -math.inf),
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
    assert math.isnan(Value(-8.0).sqrt().data)
    assert math.isnan((Value(0.0) / 0.0).data)
    assert math.isnan(Value(math.inf).sin().data)
    assert math.isnan(Value(math.inf).cos().data)


def test_shared_parts_in_random_order_of_use() -> None:
    """Each part is used by many later ones: the derivative of a product of sums, by hand."""
    numbers = [random.Random(7).uniform(0.5, 1.5) for _ in range(20)]
    values = [Value(x) for x in numbers]
    total = sum(values, Value(0.0))
    product = total * total * total
    product.backward()
    assert [value.grad for value in values] == pytest.approx([3 * sum(numbers) ** 2] * 20)
