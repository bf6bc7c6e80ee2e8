"""The scalar and the matrix form are one network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from two_forms import COMBINATIONS, assert_the_same, name_of

from engine import Value
from engine.formulas.losses import LOSSES
from engine.run.configuration import Configuration
from engine.training import Training

SOME = COMBINATIONS[::19]
"""A stride that every pair of choices occurs with; `tests/parity` has all of them."""


@pytest.mark.parametrize("configuration", SOME, ids=name_of)
def test_both_forms_give_the_same_numbers_over_100_updates(configuration: Configuration) -> None:
    assert_the_same(configuration)


def test_those_runs_have_every_pair_of_choices() -> None:
    fields = ("activation", "loss", "optimizer", "zero_grad", "batch_size", "l1", "l2")
    for one, other in combinations(fields, 2):
        seen, there_are = (
            {(getattr(each, one), getattr(each, other)) for each in runs}
            for runs in (SOME, COMBINATIONS)
        )
        assert seen == there_are


@pytest.mark.parametrize("hidden", [(), (1,), (5,), (2, 3, 4, 5)])
def test_both_forms_agree_whatever_the_shape(hidden: tuple[int, ...]) -> None:
    configuration = Configuration(samples=20, hidden=hidden, batch_size=7, features=("x", "xy"))
    matrix = Training(configuration)
    scalar = Training(replace(configuration, engine="scalar"))
    for _ in range(10):
        matrix.run_batch()
        scalar.run_batch()
    np.testing.assert_allclose(
        scalar.model.parameters, matrix.model.parameters, rtol=1e-12, atol=1e-14
    )


@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_is_what_the_lecture_would_write_with_values(name: str) -> None:
    """The loss node of the scalar form against the same loss made of single operations."""
    numbers, targets = [0.3, -1.2, 2.0, 0.9], [1.0, 1.0, -1.0, 1.0]
    by_name: dict[str, Callable[[Value, float], Value]] = {
        "sse": lambda s, t: (s - t) ** 2,
        "mse": lambda s, t: (s - t) ** 2 / 4.0,
        "hinge": lambda s, t: (1 + -t * s).relu() / 4.0,
        "bce": lambda s, t: -((s * t).sigmoid().log()) / 4.0,
    }
    spelled_out = by_name[name]
    scores = [Value(number) for number in numbers]
    expected = sum((spelled_out(s, t) for s, t in zip(scores, targets, strict=True)), Value(0.0))
    expected.backward()

    model = Training(Configuration(engine="scalar")).model
    own_scores = [Value(number) for number in numbers]
    loss = model.criterion(name, 0.0, 0.0)(own_scores, targets)
    loss.backward()
    assert loss.data == pytest.approx(expected.data, rel=1e-14)
    assert [s.grad for s in own_scores] == pytest.approx([s.grad for s in scores], rel=1e-14)


def test_predicting_in_the_middle_of_an_update_disturbs_nothing() -> None:
    """A prediction over as many points as a batch has must not use the batch's arrays."""
    configuration = Configuration(samples=20, batch_size=None)
    disturbed, undisturbed = Training(configuration), Training(configuration)
    disturbed.run_phase()
    undisturbed.run_phase()
    disturbed.model.predict(np.ones((disturbed.data.train_count, 2)) * 5.0)
    for training in (disturbed, undisturbed):
        training.run_batch()
    assert disturbed.model.parameters.tobytes() == undisturbed.model.parameters.tobytes()
