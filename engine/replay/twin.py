"""A second network that starts from the same state and differs in one thing."""

from __future__ import annotations

import numpy as np

from engine.replay.past import put_at
from engine.replay.reconfiguration import new_start
from engine.replay.recording import Recording
from engine.replay.saved_run import Change, SavedTwin
from engine.replay.timeline import time_of
from engine.run.configuration import Configuration
from engine.training import Training


class Twin:
    """Goes through the same times as another run, under another configuration.

    What it differs in must not be such that a run begins anew with it. Where it diverges, it stops.
    """

    def __init__(
        self, recording: Recording, start_epoch: int, parted: tuple[int, int] | None = None
    ) -> None:
        self._recording = recording
        self.start_epoch = start_epoch
        self.parted = parted
        """Epoch and batch, from 0, of the update that first left them with different parameters."""

    @classmethod
    def beside(cls, original: Training, configuration: Configuration) -> Twin:
        """The twin of a run, from where that is now."""
        training = Training(original.configuration)
        put_at(training, original.state(), original)
        recording = Recording.of(training)
        recording.configure(configuration)
        return cls(recording, original.epoch)

    @classmethod
    def from_saved(cls, saved: SavedTwin) -> Twin:
        """The twin that this was saved from."""
        return cls(Recording.from_saved(saved.run), saved.start_epoch, saved.parted)

    def saved(self, *, whole: bool = False) -> SavedTwin:
        run = self._recording.saved(whole=whole)
        return SavedTwin(run, self.start_epoch, self.parted)

    @property
    def training(self) -> Training:
        return self._recording.training

    @property
    def start(self) -> int:
        """The time, in phases, at which it began."""
        return self._recording.start

    @property
    def changes_made(self) -> tuple[Change, ...]:
        """What the run beside it was when it began, and what it has differed in since."""
        return self._recording.changes_made

    def parameters_set(self, original: Recording) -> tuple[Change, ...]:
        """The changes of the run beside it that set a parameter by hand, and not that of this."""
        first = self._recording.first_state.parameters
        return tuple(
            change
            for change in original.changes_made
            if change.parameter is not None
            # At the very time of its start it may have begun with the parameter set already.
            and change.time >= self.start
            and (change.time > self.start or first[change.parameter[0]] != change.parameter[1])
        )

    def can_follow(self, original: Recording) -> bool:
        """Not to before its own start, nor where the other has begun anew in another way."""
        if original.time < self.start:
            return False
        if new_start(self.training.configuration, original.training.configuration) is not None:
            return False
        return not original.is_untouched or np.array_equal(
            original.first_state.parameters, self._recording.first_state.parameters
        )

    def follow(self, original: Training) -> None:
        """Be at the same time as the original, which lies at or after the start of both."""
        time = time_of(original)
        recording = self._recording
        if time < recording.time:
            recording.go_to(time)
            if self._is_same(original):
                self.parted = None
        recording.run_to(time)
        if self.parted is None and not self._is_same(original):
            epoch, batch = original.epoch, original.batch - 1
            if batch < 0 < epoch:
                epoch, batch = epoch - 1, len(original.batches) - 1
            # Before the first update only a hand can have parted them.
            self.parted = epoch, max(batch, 0)

    def _is_same(self, original: Training) -> bool:
        return bool(np.array_equal(original.model.parameters, self.training.model.parameters))
