"""The scalar and the matrix form are one network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from several_outputs import of_classes, of_targets
from two_forms import COMBINATIONS, assert_the_same, name_of

from engine import Value
from engine.formulas.regularizers import penalty, penalty_gradient, penalty_one_by_one
from engine.network.scalar import ScalarLoss
from engine.run.configuration import Configuration
from engine.training import Training

TEN = {"loss": "mse", "table": of_targets(10, 25)}

SOME = COMBINATIONS[::31]
"""A stride that every pair of choices occurs with; `tests/parity` has all of them."""


@pytest.mark.parametrize("configuration", SOME, ids=name_of)
def test_both_forms_give_the_same_numbers_over_100_updates(configuration: Configuration) -> None:
    assert_the_same(configuration)


def test_those_runs_have_every_pair_of_choices() -> None:
    fields = ("activation", "optimizer", "zero_grad", "batch_size", "l1", "l2")

    def choices(configuration: Configuration) -> list[Any]:
        aim = configuration.loss, configuration.outputs
        return [aim, *(getattr(configuration, field) for field in fields)]

    for pair in combinations(range(len(fields) + 1), 2):
        seen, there_are = (
            {tuple(choices(each)[place] for place in pair) for each in runs}
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


@pytest.mark.parametrize("hidden", [(), (1,), (2, 3, 4)])
@pytest.mark.parametrize("batch_size", [1, 5, None])
@pytest.mark.parametrize(
    "aim", [*({"loss": "cross-entropy", "table": of_classes(k, 25)} for k in (4, 10)), TEN], ids=str
)
def test_both_forms_agree_however_many_outputs_there_are(
    aim: dict[str, Any], batch_size: int | None, hidden: tuple[int, ...]
) -> None:
    configuration = Configuration(hidden=hidden, batch_size=batch_size, l1=0.001, **aim)
    matrix = Training(configuration)
    scalar = Training(replace(configuration, engine="scalar"))
    for _ in range(10):
        matrix.run_batch()
        scalar.run_batch()
        assert scalar.loss.data == pytest.approx(matrix.loss.data, rel=1e-12)
    for numbers in ("parameters", "gradients", "added"):
        np.testing.assert_allclose(
            getattr(scalar.model, numbers), getattr(matrix.model, numbers), rtol=1e-11, atol=1e-13
        )


SPELLED_OUT: dict[str, Callable[[Value, float], Value]] = {
    "sse": lambda s, t: (s - t) ** 2,
    "mse": lambda s, t: (s - t) ** 2 / 4.0,
    "hinge": lambda s, t: (1 + -t * s).relu() / 4.0,
    "bce": lambda s, t: -((s * t).sigmoid().log()) / 4.0,
}
"""What one of four samples contributes, as the lecture or micrograd's demo would write it."""


@pytest.mark.parametrize("name", SPELLED_OUT)
def test_a_loss_is_what_the_lecture_would_write_with_values(name: str) -> None:
    numbers, targets = [0.3, -1.2, 2.0, 0.0], [1.0, 1.0, -1.0, 1.0]
    scores = [Value(number) for number in numbers]
    terms = (SPELLED_OUT[name](s, t) for s, t in zip(scores, targets, strict=True))
    expected = sum(terms, Value(0.0))
    expected.backward()

    model = Training(Configuration(engine="scalar")).model
    own_scores = [Value(number) for number in numbers]
    loss = model.criterion(name, 0.0, 0.0)(own_scores, targets)
    loss.backward()
    assert loss.data == pytest.approx(expected.data, rel=1e-14)
    assert [s.grad for s in own_scores] == pytest.approx([s.grad for s in scores], rel=1e-14)


def test_the_graph_of_a_run_ends_in_the_lecture_s_loss() -> None:
    """From each score: less its target, squared, and added to the others."""
    training = Training(
        Configuration(
            dataset="lecture", hidden=(4, 4), loss="sse", batch_size=None, l2=0.0, engine="scalar"
        )
    )
    training.forward()
    assert isinstance(training.loss, ScalarLoss)
    node, terms = training.loss.value, []
    for _ in range(3):
        assert node.operation == "+"
        node, term = node.parents
        terms.append(term)
    terms.append(node)
    for term, target in zip(reversed(terms), training.batches[0][1], strict=True):
        assert term.operation == "**2"
        (error,) = term.parents
        assert error.operation == "-"
        score, target_leaf = error.parents
        assert (score.operation, target_leaf.data) == ("tanh", target)


@pytest.mark.parametrize(("l1", "l2"), [(0.0, 0.002), (0.01, 0.0), (0.01, 0.002)])
def test_a_penalty_is_the_same_in_one_node_and_one_by_one(l1: float, l2: float) -> None:
    """A run computes it in one node, for there are many parameters; a graph may show it whole."""
    numbers = [0.5, -1.25, 0.0, 3.0]
    values = [Value(number) for number in numbers]
    in_full = penalty_one_by_one(values, l1, l2)
    in_full.backward()
    parameters = np.array(numbers)
    assert in_full.data == pytest.approx(penalty(parameters, l1, l2), rel=1e-15)
    assert [v.grad for v in values] == pytest.approx(penalty_gradient(parameters, l1, l2).tolist())
    assert in_full.data == pytest.approx(l1 * 4.75 + l2 * 10.8125)


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
