"""How good a network is, and what cannot be said of it."""

from __future__ import annotations

import math

import numpy as np

from engine.formulas.losses import LOSSES
from engine.run.evaluation import evaluate


def test_an_accuracy_is_the_share_on_the_right_side() -> None:
    targets = np.array([1.0, -1.0, 1.0, -1.0])
    train, test = evaluate(
        np.array([2.0, 0.5, 0.1, -9.0]), targets, 2, LOSSES["mse"], is_classification=True
    )
    assert test is not None
    assert (train.accuracy, test.accuracy) == (0.5, 1.0)


def test_where_a_score_is_not_a_number_there_is_no_accuracy() -> None:
    """It is on no side, so it is not on the wrong one."""
    targets = np.array([1.0, -1.0, 1.0, -1.0])
    train, test = evaluate(
        np.array([math.nan, -1.0, 1.0, -1.0]), targets, 2, LOSSES["mse"], is_classification=True
    )
    assert test is not None
    assert (train.accuracy, test.accuracy) == (None, 1.0)
