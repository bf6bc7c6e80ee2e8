"""How the learning rate changes on the way from a first one to a last one.

Each schedule is one entry that computes the rate of an epoch from the epochs finished before it and
from nothing else, so that a run which is stepped back or resumed goes on with the rate it had.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Schedule:
    """A way from one learning rate to another.

    `rate(first, last, epoch, epochs)` is the rate of the epoch that comes after `epoch` finished
    ones, on a way that takes `epochs`; from its end on it is `last`.
    """

    name: str
    rate: Callable[[float, float, int, int], float]
    divides: bool
    """Whether it comes to the last rate by dividing, which never leads to 0."""
    pytorch: str
    """The same in Python, on the way: of {first}, {last} and {epochs}, and of a variable epoch."""


def constant(first: float, last: float, epoch: int, epochs: int) -> float:
    """The first rate for good."""
    return first


def linear(first: float, last: float, epoch: int, epochs: int) -> float:
    """first + (last - first) · epoch / epochs, computed in this order.

    As in micrograd's demo, where it reads 1.0 - 0.9*k/100
    (https://github.com/karpathy/micrograd/blob/master/demo.ipynb).
    """
    return last if epoch >= epochs else first + (last - first) * epoch / epochs


def cosine(first: float, last: float, epoch: int, epochs: int) -> float:
    """last + (first - last) · (1 + cos(π · epoch / epochs)) / 2: slow, then fast, then slow.

    I. Loshchilov and F. Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017,
    equation 5, without the restarts; PyTorch's CosineAnnealingLR.
    """
    if epoch >= epochs:
        return last
    return last + (first - last) * (1.0 + math.cos(math.pi * epoch / epochs)) / 2.0


def step(first: float, last: float, epoch: int, epochs: int) -> float:
    """first · (last / first)^(k / 4), where k of the 4 quarters of the way are behind.

    Each step divides by the same number, as PyTorch's StepLR does; with a hundredth as the last
    rate every second step has divided by 10, as K. He et al., "Deep residual learning for image
    recognition", 2016, divide at half of the training.
    """
    if epoch >= epochs:
        return last
    return first * float((last / first) ** (4 * epoch // epochs / 4))


SCHEDULES = {
    each.name: each
    for each in (
        Schedule("constant", constant, divides=False, pytorch="{first}"),
        Schedule(
            "linear",
            linear,
            divides=False,
            pytorch="{first} + ({last} - {first}) * epoch / {epochs}",
        ),
        Schedule(
            "cosine",
            cosine,
            divides=False,
            pytorch="{last} + ({first} - {last}) * (1 + cos(pi * epoch / {epochs})) / 2",
        ),
        Schedule(
            "step",
            step,
            divides=True,
            pytorch="{first} * ({last} / {first}) ** (4 * epoch // {epochs} / 4)",
        ),
    )
}
