"""A neuron's sum in numbers: whoever computes with what stands there gets what stands there."""

from __future__ import annotations

import math
import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.formulas.activations import ACTIVATIONS
from engine.formulas.elementary import FLOATS
from engine.formulas.losses import LOSSES
from microtui.words.results import shown, significant
from microtui.words.samples.loss_sum import loss_formula, loss_pieces
from microtui.words.samples.unit_sum import (
    UnitSum,
    activation_pieces,
    sum_lines,
)

USUAL = st.floats(-20.0, 20.0)
NUMBERS = st.one_of(USUAL, st.floats(-1e-3, 1e-3), st.floats(-1e6, 1e6), st.just(0.0))
OF_ONE_SCORE = [name for name, loss in LOSSES.items() if not loss.is_over_classes]
NUMBER = r"\(?(-?[\d.]+(?:e-?\d+)?)\)?"


def unit(weights: list[float], inputs: list[float], bias: float) -> UnitSum:
    return UnitSum(weights, inputs, bias, "tanh", 0.0)


def text_of(each: UnitSum, width: int, lines: int) -> str:
    shown_lines = sum_lines(each, "neuron 0.0, sample 7:", width, lines)
    return " ".join(line.strip() for line in shown_lines)


def half_a_digit(text: str) -> Decimal:
    """How far the number that is shown so may be from the true one, and a hair more."""
    exponent = Decimal(text).as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal("0.500002").scaleb(exponent)


def python(formula: str) -> str:
    """The formula as Python has it."""
    for ours, theirs in (("·", "*"), ("²", "**2"), ("^", "**"), ("leaky-", "leaky_")):
        formula = formula.replace(ours, theirs)
    return re.sub(r"\be\b", "math.e", formula)


def value(formula: str) -> float:
    names = {each.replace("-", "_"): entry.function for each, entry in ACTIVATIONS.items()}
    functions = {name: lambda x, f=function: f(FLOATS, x) for name, function in names.items()}
    return float(eval(python(formula), {"math": math, "log": math.log, "max": max, **functions}))


@example([(0.0, 0.0)], 5e-324, 40, 2)
@given(
    st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=20),
    NUMBERS,
    st.sampled_from([40, 58, 76, 118]),
    st.integers(3, 9),
)
def test_the_numbers_of_a_sum_come_to_its_total(
    products: list[tuple[float, float]], bias: float, width: int, lines: int
) -> None:
    each = unit([w for w, _ in products], [x for _, x in products], bias)
    text = text_of(each, width, lines)
    sum_text, sign, total = re.fullmatch(r".*w·x \+ b = (.*) ([=≈]) (\S+)", text).groups()  # type: ignore[union-attr]
    *terms, last = sum_text.split(" + ")
    come_to = Decimal(re.fullmatch(NUMBER, last)[1])  # type: ignore[index]
    count = 0
    for term in terms:
        if more := re.fullmatch(rf"\((?:… )?(\d+) (?:more|products): {NUMBER}\)", term):
            come_to += Decimal(more[2])
            count += int(more[1])
        else:
            w, x = re.fullmatch(f"{NUMBER}·{NUMBER}", term).groups()  # type: ignore[union-attr]
            come_to += Decimal(w) * Decimal(x)
            count += 1
    assert count == len(products)
    assert abs(Decimal(each.total) - Decimal(total)) <= half_a_digit(total)
    if sign == "=":
        assert abs(come_to - Decimal(total)) <= half_a_digit(total)


@given(st.lists(st.tuples(st.floats(-2.0, 2.0), st.floats(-2.0, 2.0)), min_size=2, max_size=3))
def test_what_does_not_add_up_says_so(products: list[tuple[float, float]]) -> None:
    """Here the terms cancel to nearly nothing: the digits that are left were never shown."""
    weights, inputs = [w for w, _ in products], [x for _, x in products]
    bias = 1e-7 - sum((w * x for w, x in products), 0.0)
    text = text_of(unit(weights, inputs, bias), 200, 9)
    numbers = re.sub(r".*w·x \+ b = (.*) [=≈] \S+", r"\1", text)
    if abs(value(numbers) - 1e-7) > 1e-8:
        assert " ≈ 1.00e-7" in text


def test_numbers_have_the_digits_of_the_tables_and_those_below_zero_stand_in_brackets() -> None:
    each = unit([0.73124, -0.1], [0.52, -1.2], 0.05)
    assert text_of(each, 100, 3) == (
        "neuron 0.0, sample 7: w·x + b = 0.7312·0.5200 + (-0.1000)·(-1.2000) + 0.0500 = 0.5502"
    )
    assert tuple(map(shown, (-1.0, 2.0, 12.34567, 3e-7))) == ("-1", "2", "12.346", "3.0e-7")
    assert (significant(12.0, 2), significant(0.00000412, 2)) == ("12", "4.1e-6")


def test_a_long_sum_is_wrapped_before_a_plus_and_says_how_many_terms_it_puts_together() -> None:
    each = unit([0.5] * 16, [0.25 + i / 100 for i in range(16)], -1.0)
    whole = sum_lines(each, "neuron 0.0, sample 7:", 60, 9)
    assert all(len(line) <= 60 for line in whole)
    assert all(line.startswith(("  + ", "  = ")) for line in whole[1:])
    assert "more" not in " ".join(whole)
    short = sum_lines(each, "neuron 0.0, sample 7:", 60, 3)
    assert len(short) == 3
    counted = re.search(r"\(… (\d+) more", " ".join(short))
    assert counted is not None
    assert int(counted[1]) + " ".join(short).count("·0.") == 16
    assert short[-1].endswith(whole[-1].split(" = ")[1])


def test_where_no_product_fits_the_total_stands_there_all_the_same() -> None:
    each = unit([0.5] * 16, [0.25] * 16, -1.0)
    title = "neuron 0.0, sample 7:"
    assert sum_lines(each, title, 60, 2)[-1].endswith("(… 14 more: 1.7500) + (-1) = 1.000")
    assert sum_lines(each, title, 42, 2) == [
        "neuron 0.0, sample 7: w·x + b =",
        "  (16 products: 2) + (-1) = 1.000",
    ]
    assert sum_lines(each, title, 42, 1) == ["neuron 0.0, sample 7: w·x + b = 1.000"]
    assert sum_lines(each, title, 30, 1) == ["w·x + b = 1.000"]


@given(st.sampled_from(list(ACTIVATIONS)), USUAL)
def test_an_activation_gives_what_stands_behind_it(activation: str, total: float) -> None:
    output = ACTIVATIONS[activation].function(FLOATS, total)
    pieces = activation_pieces(UnitSum([], [], total, activation, output))
    if activation == "linear":
        assert pieces == []
        return
    function, result = pieces
    sign, text = result.split(" ")
    assert function == f"{activation}({shown(total)})"
    assert abs(Decimal(output) - Decimal(text)) <= half_a_digit(text)
    if sign == "=":
        assert abs(Decimal(value(function)) - Decimal(text)) <= half_a_digit(text)


@given(st.sampled_from(OF_ONE_SCORE), USUAL, st.one_of(st.sampled_from([-1.0, 1.0]), USUAL))
def test_the_loss_is_its_formula_with_the_numbers_of_score_and_target(
    loss: str, score: float, target: float
) -> None:
    if not LOSSES[loss].for_regression:
        target = math.copysign(1.0, target)
    name, formula, result = loss_pieces(loss, score, target)
    assert name == f"loss {loss_formula(loss)}"
    sign, text = result.split(" ")
    true = LOSSES[loss].function(FLOATS, score, target)
    assert abs(Decimal(true) - Decimal(text)) <= half_a_digit(text)
    if sign == "=":
        assert abs(Decimal(value(formula.removeprefix("= "))) - Decimal(text)) <= half_a_digit(text)


@pytest.mark.parametrize("loss", OF_ONE_SCORE)
def test_every_loss_has_a_formula_of_score_and_target(loss: str) -> None:
    formula = loss_formula(loss)
    filled = re.sub(r"\b[st]\b", lambda letter: {"s": "0.5", "t": "(-1)"}[letter[0]], formula)
    assert value(filled) == pytest.approx(LOSSES[loss].function(FLOATS, 0.5, -1.0))


@pytest.mark.parametrize(
    ("number", "total", "loss"),
    [
        (math.nan, "nan", "nan"),
        (math.inf, "inf", "inf"),
        (-math.inf, "-inf", "inf"),
        (1e300, "2.000e300", "inf"),
    ],
)
def test_what_is_not_finite_is_shown_as_it_is(number: float, total: str, loss: str) -> None:
    text = text_of(unit([number, 0.5], [2.0, 0.5], 0.1), 100, 3)
    assert text.endswith(f" + 0.1000 = {total}")
    assert loss_pieces("mse", number, 1.0)[-1] == f"= {loss}"
