"""A run frozen between two phases: with its configuration, all there is to it.

Nothing random is in here: what is random is keyed by the seed and the epoch, so a run goes on from
its state bit for bit as it would have gone on by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.arrays import Array


@dataclass(frozen=True, eq=False)
class State:
    """Position, parameters, gradients and the optimiser's memory; arrays of its own.

    `epoch` and `batch` count what is finished, `phase` is the index of the phase that comes next.
    `slots` has shape (slots of the rule, parameters).
    """

    epoch: int
    batch: int
    phase: int
    updates: int
    backwards_summed: int
    batch_loss: float | None
    parameters: Array
    gradients: Array
    added: Array
    slots: Array
    steps: int

    @property
    def size(self) -> int:
        """Bytes in memory, about."""
        arrays = (self.parameters, self.gradients, self.added, self.slots)
        return sum(array.nbytes for array in arrays) + 500
