"""A run frozen between two phases: with its configuration, all there is to it.

Nothing random is in here: what is random is keyed by the seed and the epoch, so a run goes on from
its state bit for bit as it would have gone on by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

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
    carried: Array | None = None
    """What each gradient held when the last backward ran."""
    before: Array | None = None
    """The parameters before the last update. Neither of the two is needed to go on: a state from
    which the run is only gone on with does without them."""

    def to_go_on_from(self) -> State:
        """The same without what only the screen shows."""
        return replace(self, carried=None, before=None)

    @property
    def size(self) -> int:
        """Bytes in memory, about."""
        arrays = (
            self.parameters,
            self.gradients,
            self.added,
            self.slots,
            self.carried,
            self.before,
        )
        return sum(array.nbytes for array in arrays if array is not None) + 500
