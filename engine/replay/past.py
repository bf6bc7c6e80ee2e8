"""Where a run has been: states that it can be brought back to."""

from __future__ import annotations

from typing import Protocol

from engine.replay.checkpoints import Checkpoints
from engine.replay.saved_run import Checkpoint, SavedRun
from engine.run.history import History
from engine.run.state import State
from engine.training import PHASES, Training

UPDATES_PER_CHECKPOINT = 16
"""Of the matrix form: so few that going through them again takes a moment. The scalar form, which
takes longer for one update than the other for all these, keeps one each time."""

MOST_BYTES = 48_000_000
"""For all checkpoints together, about."""


class Past:
    """States of one run from its first on, never far from any time it has been at."""

    def __init__(self, first_update: int, bytes_per_state: int) -> None:
        self.first_update = first_update
        window = int(MOST_BYTES / bytes_per_state / 16)
        self._checkpoints: Checkpoints[Checkpoint] = Checkpoints(min(max(window, 2), 64))

    @classmethod
    def beginning(cls, training: Training) -> Past:
        """That of a run which is recorded from here on."""
        state = training.state()
        past = cls(training.updates, state.to_go_on_from().size)
        past._checkpoints.add(0, Checkpoint(state, 1))
        return past

    @classmethod
    def from_saved(cls, saved: SavedRun) -> Past:
        past = cls(saved.first_update, saved.state.to_go_on_from().size)
        for index, checkpoint in saved.checkpoints:
            past._checkpoints.add(index, checkpoint)
        return past

    def saved(self) -> tuple[tuple[int, Checkpoint], ...]:
        """All of them, each with its index: the updates since the first."""
        return tuple(self._checkpoints.items())

    def keep(self, training: Training, changes: int) -> None:
        """Keep the state between two updates, after so many changes, if one is due."""
        index = training.updates - self.first_update
        is_due = training.configuration.engine == "scalar" or index % UPDATES_PER_CHECKPOINT == 0
        if is_due and index > self._checkpoints.last_index:
            self._checkpoints.add(index, Checkpoint(training.state().to_go_on_from(), changes))

    def before(self, time: int) -> Checkpoint:
        """The last one at or before a time since the start, in phases."""
        return self._checkpoints.latest(time // len(PHASES) - self.first_update)

    def forget_after(self, updates: int) -> None:
        self._checkpoints.forget_after(updates - self.first_update)


class Curves(Protocol):
    """What has loss curves: a training, or what was kept of one."""

    @property
    def train_history(self) -> History: ...

    @property
    def test_history(self) -> History: ...


def put_at(training: Training, state: State, curves: Curves) -> None:
    """Have a training stand where that state was, with the loss curves up to there."""
    training.train_history = curves.train_history.copy()
    training.test_history = curves.test_history.copy()
    training.restore(state)
