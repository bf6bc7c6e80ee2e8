"""Named starts are what they are known for, figure by figure where there are figures."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from engine import MLP
from engine.data.datasets import DATASETS
from engine.data.generators import circles
from engine.randomness import generator
from engine.run.presets import PRESETS
from engine.training import Training

NOTEBOOK = PRESETS["notebook"].configuration
PRINTED = {
    0: 0.8958441028683,
    1: 1.7235905336972,
    10: 0.2450702385366,
    50: 0.0987511476562,
    99: 0.0109783701355,
}
"""The loss that micrograd's demo computes in step k, penalty included."""


@pytest.mark.parametrize(("engine", "updates"), [("matrix", 100), ("scalar", 11)])
def test_the_notebook_prints_the_losses_of_micrograd_s_demo(engine: str, updates: int) -> None:
    """To the thirteenth digit; beyond that, it matters in which order sums are taken."""
    training = Training(replace(NOTEBOOK, engine=engine))
    losses = []
    for _ in range(updates):
        training.run_batch()
        losses.append(training.loss.data)
    expected = {step: loss for step, loss in PRINTED.items() if step < updates}
    assert {step: losses[step] for step in expected} == pytest.approx(expected, abs=5e-13)
    if engine == "matrix":
        train, test = training.evaluate()
        assert train.accuracy == 1.0
        assert test is None


def test_the_notebook_s_rate_goes_from_one_to_a_tenth() -> None:
    rates = [NOTEBOOK.rate_at(epoch) for epoch in range(100)]
    assert rates == pytest.approx([1.0 - 0.9 * k / 100 for k in range(100)], rel=1e-15)


def test_the_notebook_s_points_are_those_of_make_moons_shuffled() -> None:
    """The first and last of scikit-learn 1.9 after np.random.seed(1337)."""
    points, targets = DATASETS["notebook"].generate(4, 50.0, generator(1, "data"))
    assert points.shape == (100, 2)
    assert points[0].tolist() == pytest.approx([1.12211461, 0.08147717], abs=1e-8)
    assert points[1].tolist() == pytest.approx([-0.81882941, 0.05879006], abs=1e-8)
    assert targets[:4].tolist() == [-1.0, -1.0, 1.0, -1.0]
    assert targets.sum() == 0.0


def test_the_lecture_begins_with_the_network_of_the_lecture() -> None:
    configuration = PRESETS["lecture"].configuration
    random.seed(configuration.seed)
    network = MLP(3, [4, 4, 1])
    training = Training(configuration)
    assert configuration.engine == "scalar"
    assert configuration.sizes == (3, 4, 4, 1)
    assert training.model.parameters.tolist() == [value.data for value in network.parameters()]
    scores = [network(point) for point in training.data.inputs.tolist()]
    loss = sum(
        (score - target) ** 2 for score, target in zip(scores, training.data.targets, strict=True)
    )
    training.forward()
    assert training.loss.data == pytest.approx(loss.data, rel=1e-14)


def test_in_the_lecture_forgetting_zero_grad_usually_wins() -> None:
    """As its words have it, so they must be true."""
    won = 0
    for seed in range(8):
        losses = []
        for zero_grad in (True, False):
            configuration = PRESETS["lecture"].configuration
            training = Training(
                replace(configuration, seed=seed, zero_grad=zero_grad, engine="matrix")
            )
            for _ in range(20):
                training.run_epoch()
            losses.append(training.evaluate()[0].loss)
        won += losses[1] < losses[0]
    assert won >= 5


def test_the_playground_takes_the_steps_that_tensorflow_playground_would() -> None:
    """There a sample's loss is (score - target)² / 2, and the batch's gradients are averaged."""
    configuration = PRESETS["playground"].configuration
    assert configuration.sizes == (2, 4, 2, 1)
    assert configuration.train_count == 250
    training = Training(configuration)
    before = training.model.parameters.copy()
    x, y = training.batches[0]
    scores = training.model(x)
    # d mean((s - t)² / 2) is half of d mean((s - t)²).
    training.model.criterion("mse", 0.0, 0.0)(scores, y).backward()
    theirs = before - 0.03 * training.model.gradients / 2.0
    training.model.zero_grad()
    training.run_batch()
    np.testing.assert_allclose(training.model.parameters, theirs, rtol=1e-12)
    points, targets = circles(500, 0.0, generator(1, "data"))
    assert np.array_equal(np.hypot(*points.T) < 2.5, targets > 0)


@pytest.mark.parametrize("name", ["playground", "xor", "lecture"])
@pytest.mark.parametrize("seed", [1337, 1, 2])
def test_a_start_learns_what_it_is_to_learn(name: str, seed: int) -> None:
    training = Training(replace(PRESETS[name].configuration, seed=seed, engine="matrix"))
    for _ in range(100):
        training.run_epoch()
    assert training.evaluate()[0].accuracy == 1.0


def test_without_a_hidden_layer_the_four_points_cannot_be_learned() -> None:
    training = Training(replace(PRESETS["xor"].configuration, hidden=()))
    for _ in range(300):
        training.run_epoch()
    accuracy = training.evaluate()[0].accuracy
    assert accuracy is not None
    assert accuracy <= 0.75
