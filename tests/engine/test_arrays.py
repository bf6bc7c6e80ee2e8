"""How long an array is, whatever it holds."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.arrays import norm


@given(st.lists(st.floats(-1e150, 1e150), max_size=30))
def test_a_norm_is_the_root_of_the_squares(numbers: list[float]) -> None:
    assert norm(np.array(numbers)) == pytest.approx(math.hypot(*numbers), rel=1e-12)


@pytest.mark.parametrize("size", [1e-320, 1e-200, 3.3e154, 1e300])
def test_a_norm_whose_squares_no_float_can_hold(size: float) -> None:
    assert norm(np.array([3.0 * size, -4.0 * size])) == pytest.approx(5.0 * size)


@pytest.mark.filterwarnings("error")
def test_a_norm_of_what_is_not_finite_is_not_finite_either() -> None:
    assert norm(np.array([1.0, -math.inf])) == math.inf
    assert math.isnan(norm(np.array([1.0, math.nan])))
    assert norm(np.array([])) == 0.0
