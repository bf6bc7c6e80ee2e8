"""The same random expressions over `Value` and over PyTorch's doubles."""

from __future__ import annotations

import numpy as np
import torch
from expressions import Expression, expressions, leaves
from hypothesis import assume, given, settings

from engine import Value


@settings(max_examples=300, deadline=None)
@given(expressions, leaves)
def test_every_result_and_every_gradient_agrees_with_pytorch(
    expression: Expression, numbers: list[float]
) -> None:
    """To 1e-12 of the largest number in the graph: where such cancel, only rounding is left.

    Not only leaves are compared but all that lies between, so that nothing hides behind a factor
    of zero.
    """
    ours = expression([Value(number) for number in numbers])
    theirs = expression([torch.tensor(x, dtype=torch.float64, requires_grad=True) for x in numbers])
    # On a kink, which side a result is on is a matter of its rounding.
    assume(all(kink > 1e-12 for kink in expression.kinks(numbers, [r.data for r in ours])))
    for result in theirs:
        result.retain_grad()
    ours[-1].backward()
    theirs[-1].backward()
    expected = np.array([result.item() for result in theirs])
    gradients = np.array([0.0 if r.grad is None else r.grad.item() for r in theirs])
    for found, truth in (
        (np.array([result.data for result in ours]), expected),
        (np.array([result.grad for result in ours]), gradients),
    ):
        np.testing.assert_allclose(found, truth, rtol=1e-12, atol=1e-12 * np.abs(truth).max())
    assert gradients[-1] == 1.0
