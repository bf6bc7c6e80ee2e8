"""What the held gradient of one parameter is made of: what each past backward added to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Indices
from engine.replay.recording import Recording
from engine.training import PHASES


@dataclass(frozen=True, eq=False)
class Contributions:
    """The last backwards, oldest first.

    `updates` and `added` have shape (backwards,): the number of the update, from 1, and what it
    added to the gradient of the parameter at index `parameter`. `held` is that gradient now, and
    the last `in_gradient` backwards are in it.
    """

    parameter: int
    updates: Indices
    added: Array
    held: float
    in_gradient: int


def contributions(recording: Recording, parameter: int, count: int) -> Contributions:
    """Go through the last `count` updates again, beside the run, and note what they added."""
    end = recording.time
    start = max(len(PHASES) * (end // len(PHASES) - count), recording.start)
    past = recording.copy_at(start)
    updates: list[int] = []
    added: list[float] = []
    while past.time < end:
        is_backward = past.training.phase == 2
        past.run("phase")
        if is_backward:
            updates.append(past.training.updates + 1)
            added.append(float(past.training.model.added[parameter]))
    training = recording.training
    return Contributions(
        parameter=parameter,
        updates=np.array(updates, dtype=np.intp),
        added=np.array(added),
        held=float(training.model.gradients[parameter]),
        in_gradient=training.backwards_summed,
    )


def with_momentum(added: Array, factor: float) -> float:
    """v ← factor·v + g over these gradients: with factor 1 their sum, a forgotten zero_grad."""
    ages = np.arange(len(added))[::-1]
    return float(np.sum(added * factor**ages))
