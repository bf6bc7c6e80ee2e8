"""What the held gradient of one parameter is made of: what each past backward added to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.arrays import Array, Indices
from engine.replay.recording import Recording
from engine.training import PHASES


@dataclass(frozen=True)
class Earlier:
    """What the backwards before some others come to together."""

    count: int
    added: float
    """The sum of what they added."""
    held: float | None
    """What of it is in `.grad`; None where zero_grad has cleared it all."""


@dataclass(frozen=True, eq=False)
class Contributions:
    """The last backwards, oldest first.

    `updates` and `added` have shape (backwards,): the number of the update, from 1, and what it
    added to the gradient of the parameter at index `parameter`. `held` is that gradient now, and
    the last `in_gradient` backwards are in it: these can be more than are listed.
    """

    parameter: int
    updates: Indices
    added: Array
    held: float
    in_gradient: int

    @property
    def covered(self) -> int:
        """How many backwards all this says something about: the listed, and those in `held`."""
        return max(len(self.added), self.in_gradient)

    def earlier_than(self, last: int) -> Earlier:
        """Of those covered, all but the last so many, which must be listed."""
        listed = len(self.added)
        held = None
        if self.in_gradient > last:
            held = self.held - float(self.added[listed - last :].sum())
        cleared = self.added[: max(listed - max(last, self.in_gradient), 0)]
        return Earlier(self.covered - last, float(cleared.sum()) + (held or 0.0), held)

    @property
    def undamped(self) -> float:
        """The sum of all that is covered: what momentum with a factor of 1 would hold."""
        return self.earlier_than(0).added

    def damped(self, factor: float) -> float:
        """v ← factor·v + g over those listed: what momentum would hold of them."""
        ages = np.arange(len(self.added))[::-1]
        return float(np.sum(self.added * factor**ages))


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
