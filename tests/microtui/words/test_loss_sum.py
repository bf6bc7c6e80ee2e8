"""The loss of a sample with several scores, in numbers: whoever computes with what stands there
gets what stands there."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from flowers_and_houses import FLOWERS, flowers, houses
from hypothesis import example, given
from hypothesis import strategies as st
from lesson_moments import seen

from engine.formulas.losses import LOSSES
from engine.replay.recording import Recording
from engine.run.suggestions import configured
from microtui.session.snapshot import Snapshot
from microtui.session.view import View
from microtui.words.number_text import short
from microtui.words.samples.loss_sum import (
    cross_entropy_pieces,
    probability_forms,
    sample_loss_formula,
    total_forms,
)
from microtui.words.samples.unit_sum import unit_lines

SCORES = st.lists(st.floats(-30.0, 30.0), min_size=3, max_size=10)
WIDE = st.lists(st.floats(-1e5, 1e5), min_size=3, max_size=4)


def half_a_digit(text: str) -> Decimal:
    """How far the number that is shown so may be from the true one, and a hair more."""
    exponent = Decimal(text).as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal("0.500002").scaleb(exponent)


def computed(formula: str) -> float:
    """What a reader gets who types it."""
    typed = re.sub(r"e\^(\(-[^)]*\)|[\d.]+(?:e-?\d+)?)", r"math.exp(\1)", formula)
    typed = typed.replace("-log ", "-math.log(") + (")" if "-log" in formula else "")
    return float(eval(typed.replace("²", "**2"), {"math": math}))


def assert_borne_out(pieces: list[str], true: float) -> None:
    """The last piece is the true number, to its digits; where = stands, it is computed, too."""
    *shown, last = pieces
    sign, text = last.split(" ")
    assert abs(Decimal(true) - Decimal(text)) <= half_a_digit(text)
    formula = " ".join(shown).split(" = ")[-1] if " = " in " ".join(shown) else ""
    if sign == "=" and re.search(r"\d", formula):
        assert abs(Decimal(computed(formula)) - Decimal(text)) <= half_a_digit(text)


def softmax_of(scores: list[float]) -> list[float]:
    powers = [math.exp(score - max(scores)) for score in scores]
    return [power / sum(powers) for power in powers]


@example([0.0, 0.0, 0.0])
@given(SCORES)
def test_a_probability_is_its_power_of_e_over_the_sum_of_all(scores: list[float]) -> None:
    for number, p in enumerate(softmax_of(scores)):
        whole, shorter, shortest = probability_forms(scores, number)
        assert whole[0] == shorter[0] == shortest[0] == "p = e^s / Σ e^s"
        assert " ".join(whole).count("e^") == 2 + 1 + len(scores)
        assert_borne_out([" ".join(whole[:-1]), whole[-1]], p)
        assert_borne_out(shorter, p)
        assert_borne_out(shortest, p)


@given(WIDE)
def test_scores_that_e_cannot_be_raised_to_have_probabilities_all_the_same(
    scores: list[float],
) -> None:
    for number, p in enumerate(softmax_of(scores)):
        for form in probability_forms(scores, number):
            text = form[-1].split(" ")[-1]
            assert abs(Decimal(p) - Decimal(text)) <= half_a_digit(text)


@example([1000.0, 0.0, -3.0], 2)
@example([40.0, 0.0, 0.0], 0)
@given(SCORES, st.integers(0, 2))
def test_the_loss_is_minus_the_logarithm_of_what_the_right_class_has(
    scores: list[float], right: int
) -> None:
    pieces = cross_entropy_pieces(scores, right, "setosa")
    assert pieces[:2] == ["loss -log p of the right class,", "setosa"]
    p = softmax_of(scores)[right]
    largest, *others = sorted(scores, reverse=True)
    rest = math.log1p(sum(math.exp(other - largest) for other in others))
    true = largest - scores[right] + rest
    assert_borne_out(pieces, true)
    assert (pieces[2] == "≈ the largest s - its s") == (p < 1e-290)


@pytest.mark.parametrize("loss", ["mse", "sse"])
@given(st.lists(st.tuples(st.floats(-3.0, 3.0), st.floats(-1.0, 1.0)), min_size=2, max_size=10))
def test_the_loss_of_several_targets_is_made_of_their_parts(
    loss: str, pairs: list[tuple[float, float]]
) -> None:
    scores, targets = [s for s, _ in pairs], [t for _, t in pairs]
    parts = [(s - t) ** 2 for s, t in pairs]
    true = sum(parts) / (len(parts) if loss == "mse" else 1)
    for form in total_forms(loss, scores, targets):
        assert form[0].startswith(f"loss, the {LOSSES[loss].reduction} of {len(parts)} parts")
        assert_borne_out(form, true)


def followed(settings: dict[str, Any], sample: int = 3) -> Snapshot:
    recording = Recording.begin(configured({"hidden": (4,), "l2": 0.0, **settings}))
    for _ in range(5):
        recording.run("epoch")
    return seen(recording, View(sample=sample))


@pytest.mark.parametrize("width", [76, 40, 33])
@pytest.mark.parametrize("output", range(3))
def test_every_output_says_what_its_class_has_and_the_right_ones_loss(
    output: int, width: int
) -> None:
    snapshot = followed({"table": flowers()})
    examples = snapshot.examples
    assert examples is not None
    lines = unit_lines(snapshot, (2, output), width, 12)
    assert all(len(line) <= width for line in lines[1:])
    text = " ".join(line.strip() for line in lines)
    assert f"neuron 1.{output} ({FLOWERS[output]}), sample 3:" in text
    assert "p = e^s / Σ e^s = " in text
    assert f"loss -log p of the right class, {FLOWERS[examples.truth[3]]} = -log 0." in text
    assert text.endswith(tuple(f"= {examples.losses[3]:#.{digits}g}" for digits in (4, 3, 2)))


@pytest.mark.parametrize(("loss", "how"), [("mse", "the mean"), ("sse", "the sum")])
def test_of_several_targets_each_output_says_its_part(loss: str, how: str) -> None:
    snapshot = followed({"table": houses(), "loss": loss, "learning_rate": 0.01})
    examples = snapshot.examples
    assert examples is not None
    text = " ".join(line.strip() for line in unit_lines(snapshot, (2, 1), 100, 9))
    assert "neuron 1.1 (heat), sample 3:" in text
    assert "its part (s - t)² = " in text
    assert f"loss, {how} of 2 parts = " in text
    assert float(text.split(" ")[-1]) == pytest.approx(examples.losses[3], rel=0.01)


def test_with_little_room_there_are_fewer_numbers_but_all_results() -> None:
    snapshot = followed({"table": flowers()})
    whole, less, least = (unit_lines(snapshot, (2, 0), 44, lines) for lines in (9, 4, 3))
    assert [len(whole) > 4, len(less), len(least)] == [True, 4, 3]
    p = whole[-3].split(" ")[-1]
    assert " ".join(whole).count("e^") > " ".join(less).count("e^") > 2
    assert less[-3].endswith(p) or less[-4].endswith(p)
    assert less[-2:] == whole[-2:]
    assert least[1] == f"p = e^s / Σ e^s {whole[-3].strip()[-len(p) - 2 :]}"


@pytest.mark.parametrize(
    ("settings", "formula"),
    [
        ({}, "(s - t)²"),
        ({"table": flowers()}, "-log p of the right class"),
        ({"table": houses()}, "the mean of (s - t)²"),
        ({"table": houses(), "loss": "sse"}, "the sum of (s - t)²"),
    ],
)
def test_in_one_line_the_loss_of_a_sample_is_this(settings: dict[str, Any], formula: str) -> None:
    assert sample_loss_formula(configured(settings)) == formula


def test_scores_that_are_no_numbers_are_shown_as_they_are() -> None:
    scores = [math.nan, 1.0, 2.0]
    assert all(form[-1].endswith("nan") for form in probability_forms(scores, 1))
    assert cross_entropy_pieces(scores, 1, "setosa")[-1] == "= nan"


def test_a_loss_of_nothing_has_no_sign() -> None:
    loss = LOSSES["cross-entropy"].sample_losses(np.array([[900.0], [0.0]]), np.eye(2)[:, :1])
    assert (short(float(loss[0])), short(-0.0)) == ("0.0000", "0.0000")
    assert math.copysign(1.0, float(loss[0])) == 1.0


def test_scores_far_below_0_are_divided_by_nothing_that_is_shown_as_0() -> None:
    forms = probability_forms([-800.0, -799.0, -801.0], 0)
    assert all("/ 0" not in piece for form in forms for piece in form)
    assert forms[0][-1].endswith("0.2447")
