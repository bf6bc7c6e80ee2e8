"""Which classes a network takes for which others, counted."""

from __future__ import annotations

import math

import numpy as np

from engine.run.confusion import confusion_of, shares_right

SCORES = np.array(
    [[5.0, 1.0, 0.0, 2.0, 9.0], [0.0, 2.0, 1.0, 1.0, 8.0], [-1.0, 0.0, 3.0, 0.0, 7.0]]
)
"""Of five samples, a column each: they are put into classes 0, 1, 2, 0 and 0."""


def one_hot(*classes: int) -> np.ndarray:
    return np.eye(3)[list(classes)]


def test_a_row_is_what_they_are_and_a_column_what_they_are_taken_for() -> None:
    counts = confusion_of(np.array([0, 1, 1, 2, 0]), np.array([0, 1, 2, 0, 0]), 3)
    assert counts.tolist() == [[2, 0, 0], [0, 1, 1], [1, 0, 0]]


def test_each_class_has_a_share_that_is_right() -> None:
    assert shares_right(SCORES, one_hot(0, 1, 1, 2, 0)) == (1.0, 0.5, 0.0)
    assert shares_right(np.array([0.2, -3.0, 1.0]), np.array([1.0, -1.0, -1.0])) == (0.5, 1.0)


def test_a_class_without_a_sample_has_none() -> None:
    assert shares_right(SCORES, one_hot(0, 0, 0, 1, 1)) == (1 / 3, 0.0, None)


def test_where_a_score_is_not_a_number_no_class_has_one() -> None:
    assert shares_right(np.array([0.2, math.nan]), np.array([1.0, -1.0])) is None
