"""What a run begins with, against the formula or the program that it is from."""

from __future__ import annotations

import random

import numpy as np
import pytest

from engine import MLP
from engine.network.flat import by_layer
from engine.network.initialization import INITIALIZATIONS, initial_parameters

SIZES = (3, 20, 10, 1)


@pytest.mark.parametrize("name", INITIALIZATIONS)
def test_equal_seeds_begin_equal_and_others_do_not(name: str) -> None:
    first = initial_parameters(SIZES, 1, name)
    assert first.tobytes() == initial_parameters(SIZES, 1, name).tobytes()
    assert not np.array_equal(first, initial_parameters(SIZES, 2, name))


@pytest.mark.parametrize(
    ("name", "limit", "bias"), [("uniform", 1.0, 0.0), ("playground", 0.5, 0.1)]
)
def test_weights_fill_their_range_and_biases_are_equal(
    name: str, limit: float, bias: float
) -> None:
    for layer in by_layer(initial_parameters((3, 40, 40, 40), 1, name), (3, 40, 40, 40)):
        assert 0.9 * limit < np.abs(layer[:, :-1]).max() <= limit
        assert layer[:, :-1].min() < -0.9 * limit
        assert set(layer[:, -1].tolist()) == {bias}


def test_glorot_s_range_depends_on_the_layer() -> None:
    for layer in by_layer(initial_parameters((3, 40, 40, 40), 1), (3, 40, 40, 40)):
        outputs, inputs = layer[:, :-1].shape
        limit = np.sqrt(6.0 / (inputs + outputs))
        assert 0.9 * limit < np.abs(layer[:, :-1]).max() <= limit
        assert not layer[:, -1].any()


def test_uniform_draws_as_micrograd_does() -> None:
    """Its neurons draw their weights one by one; the first of MLP(2, [16, 16, 1]) after
    random.seed(1337)."""
    first = initial_parameters((2, 16, 16, 1), 1337, "uniform")[:4].tolist()
    assert first == [0.23550571390294128, 0.06653114721000164, 0.0, -0.26830328150124894]


def test_lecture_draws_as_our_own_neurons_do() -> None:
    random.seed(5)
    values = MLP(3, [20, 10, 1]).parameters()
    assert initial_parameters(SIZES, 5, "lecture").tolist() == [value.data for value in values]
