"""The end of the lecture's graph behind several scores is what the matrix form computes at once."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.arrays import quiet
from engine.formulas.losses import LOSSES
from engine.network.sample_loss import cross_entropy, sample_loss
from engine.value import Value, topological_order

SEVERAL = [name for name, loss in LOSSES.items() if loss.is_over_classes or loss.for_regression]
anything = st.floats(-1e3, 1e3) | st.sampled_from([0.0, -800.0, 800.0, 1e300, -1e300, 1e-300])
"""A score; those that are far apart leave nothing of some powers of e."""


def graph_of(
    name: str, numbers: Sequence[float], targets: Sequence[float]
) -> tuple[float, list[float]]:
    """The loss of one sample and what arrives at each score."""
    scores = [Value(number) for number in numbers]
    loss = sample_loss(LOSSES[name], scores, list(targets))
    loss.backward()
    return loss.data, [score.grad for score in scores]


def arrays_of(
    name: str, numbers: Sequence[float], targets: Sequence[float]
) -> tuple[float, list[float]]:
    losses, slopes = LOSSES[name].losses_and_slopes(
        np.array(numbers)[:, None], np.array(targets)[:, None]
    )
    return float(losses[0]), slopes[:, 0].tolist()


def targets_for(name: str, right: int, count: int) -> list[float]:
    """One-hot for classes; for numbers to fit, any."""
    one_hot = [float(number == right) for number in range(count)]
    return one_hot if LOSSES[name].is_over_classes else [0.5 - each for each in one_hot]


@quiet()
@pytest.mark.parametrize("name", SEVERAL)
@given(st.lists(anything, min_size=3, max_size=10), st.integers(0, 9))
def test_loss_and_slopes_are_those_of_the_matrix_form_however_far_apart_the_scores_are(
    name: str, numbers: list[float], right: int
) -> None:
    targets = targets_for(name, right % len(numbers), len(numbers))
    loss, slopes = graph_of(name, numbers, targets)
    expected_loss, expected_slopes = arrays_of(name, numbers, targets)
    assert loss == pytest.approx(expected_loss, rel=1e-12, abs=1e-14)
    assert math.isfinite(loss) == math.isfinite(expected_loss)
    assert slopes == pytest.approx(expected_slopes, rel=1e-12, abs=1e-14)


@pytest.mark.parametrize("distance", [1.0, 600.0, 660.0, 667.0, 668.0, 745.0, 746.0, 800.0, 1e6])
def test_the_right_class_may_be_as_unlikely_as_there_is_no_float_for(distance: float) -> None:
    """e^-745.2 is the smallest there is; long before that it has few digits."""
    loss, slopes = graph_of("cross-entropy", [0.0, distance, -1.0], [1.0, 0.0, 0.0])
    expected = arrays_of("cross-entropy", [0.0, distance, -1.0], [1.0, 0.0, 0.0])
    assert loss == pytest.approx(expected[0], rel=1e-13)
    assert slopes == pytest.approx(expected[1], rel=1e-13, abs=1e-300)


@quiet()
@pytest.mark.parametrize("number", [math.inf, math.nan])
@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("right", [0, 1])
def test_what_is_no_score_makes_no_loss(number: float, place: int, right: int) -> None:
    numbers = [0.0, 1.0, 2.0]
    numbers[place] = number
    assert math.isnan(graph_of("cross-entropy", numbers, targets_for("cross-entropy", right, 3))[0])


def test_the_scores_become_powers_of_e_a_share_of_their_sum_and_its_log() -> None:
    """CS231n's scores, of which the last is of the right class."""
    scores = [Value(number) for number in (-2.85, 0.86, 0.28)]
    loss = cross_entropy(scores, [0.0, 0.0, 1.0])
    assert loss.data == pytest.approx(1.04, abs=5e-4)
    named = {node.label: node for node in topological_order(loss) if node.label}
    assert set(named) == {"e[0]", "e[1]", "e[2]", "total", "p[2]"}
    shares = [named[f"e[{number}]"].data / named["total"].data for number in range(3)]
    assert shares == pytest.approx((0.016, 0.631, 0.353), abs=6e-4)
    assert named["p[2]"].data == shares[2]
    operations = [loss.operation, loss.parents[0].operation, named["p[2]"].operation]
    assert operations == ["neg", "log", "/"]


def test_the_mean_over_targets_is_their_sum_shared_out() -> None:
    numbers, targets = [0.5, -1.0, 2.0], [0.0, 1.0, 1.0]
    (total, steep), (mean, slopes) = (graph_of(name, numbers, targets) for name in ("sse", "mse"))
    assert total == 0.25 + 4.0 + 1.0
    assert mean == pytest.approx(total / 3.0)
    assert slopes == pytest.approx([each / 3.0 for each in steep])
