"""The backwards that the next step uses: those since the last step that one stands before."""

from __future__ import annotations

from microtui.watch.events import Backward, Place


class Segment:
    """Where they were called from: where in the loop a call of zero_grad belongs."""

    def __init__(self) -> None:
        self.first: Place | None = None
        self.is_alone = True
        """Whether the first is the only one from its line; else there is a loop around it."""
        self.during_step: int | None = None
        self.added_up = 0
        """How many the step has called, each seen to add to the one before; 0 where one was not."""
        self._is_added_up = True
        self.is_over = False
        """Whether a step has come: another may follow that uses the same."""

    def backward(self, backward: Backward) -> None:
        if self.first is None:
            self.first = backward.place
        elif backward.place == self.first:
            self.is_alone = False
        if backward.during_step is not None:
            self.during_step = backward.during_step
            self._add_up(backward)

    def _add_up(self, backward: Backward) -> None:
        if self.added_up and not all(gradient.held for gradient in backward.gradients):
            self._is_added_up = False
        self.added_up = self.added_up + 1 if self._is_added_up else 0

    def step(self) -> None:
        self.is_over = True
        self.during_step = None
