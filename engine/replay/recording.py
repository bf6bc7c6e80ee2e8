"""A run that can be stepped back, as far as its start, and gone through again.

What is random in a run depends on where it is, so that it is the same each time it is gone through:
a state kept from time to time, and every change of the configuration with its time, are the whole
of the past. Time is counted in phases since the start: 4 · updates + phase.
"""

from __future__ import annotations

import copy
import math
from dataclasses import replace

from engine.replay.checkpoints import Checkpoints
from engine.replay.reconfiguration import changes_at_once, reconfigured, start_of
from engine.replay.saved_run import Change, Checkpoint, Future, SavedRun
from engine.run.configuration import Configuration
from engine.training import PHASES, Training, Unit

UPDATES_PER_CHECKPOINT = 16
"""Of the matrix form: so few that going through them again takes a moment. The scalar form, which
takes longer for one update than the other for all these, keeps one each time."""

MOST_BYTES = 48_000_000
"""For all checkpoints together, about."""


CHECKPOINTS_SAVED = 16


def empty_checkpoints(training: Training) -> Checkpoints[Checkpoint]:
    """As many as fit into the memory meant for them."""
    window = int(MOST_BYTES / training.state().size / 16)
    return Checkpoints(min(max(window, 2), 64))


class Recording:
    """A training with its past, and, once it has been stepped back, with its future.

    Going on from a point in the past goes through the same again, changes of the configuration
    included; a new change there begins a new future.
    """

    def __init__(self, configuration: Configuration) -> None:
        self.restart(configuration)

    def restart(self, configuration: Configuration) -> None:
        """Begin anew; the past is forgotten."""
        self.go_on_from(Training(configuration))

    def go_on_from(self, training: Training) -> None:
        """Record this training from where it is."""
        self.training = training
        self._changes = [self._change_here(training.configuration)]
        self._applied = 1
        self._next_change = math.inf
        self._future: Future | None = None
        self._first_update = training.updates
        self._checkpoints = empty_checkpoints(training)
        self._checkpoints.add(0, Checkpoint(training.state(), 1))

    def saved(self) -> SavedRun:
        """All that it takes to go on from here elsewhere, and to step back there too."""
        training = self.training
        return SavedRun(
            changes=tuple(self._changes),
            applied=self._applied,
            state=training.state(),
            divergence=training.divergence,
            train_history=training.train_history.copy(),
            test_history=training.test_history.copy(),
            future=self._future,
            first_update=self._first_update,
            checkpoints=tuple(self._checkpoints.spread(CHECKPOINTS_SAVED)),
        )

    def go_on_from_saved(self, saved: SavedRun) -> None:
        """Be the recording that this was saved from."""
        self._changes = list(saved.changes)
        self._applied = saved.applied
        self.training = Training(self._changes[self._applied - 1].configuration)
        self.training.train_history = saved.train_history.copy()
        self.training.test_history = saved.test_history.copy()
        self.training.restore(saved.state)
        self.training.divergence = saved.divergence
        self._future = saved.future
        self._first_update = saved.first_update
        self._checkpoints = empty_checkpoints(self.training)
        for place, checkpoint in saved.checkpoints:
            self._checkpoints.add(place, checkpoint)
        self._look_ahead()

    @property
    def time(self) -> int:
        return len(PHASES) * self.training.updates + self.training.phase

    @property
    def is_untouched(self) -> bool:
        """Whether nothing has happened yet that would be lost."""
        return self.time == self.start and len(self._changes) == 1 and self._future is None

    @property
    def was_changed(self) -> bool:
        """Whether the run has come here under more than one configuration."""
        return self._applied > 1

    @property
    def start(self) -> int:
        """The earliest time one can step back to."""
        return self._changes[0].time

    @property
    def last_epoch(self) -> int:
        """The furthest that has been reached, in finished epochs."""
        return max(self._future.epoch if self._future else 0, self.training.epoch)

    # -- going on --------------------------------------------------------------------------------

    def run_batch(self) -> None:
        """Go on to the end of the update under way, or to the phase at which it diverges."""
        if self.time + len(PHASES) > self._next_change:
            self._run_phase()
            while self.training.phase != 0 and self.training.divergence is None:
                self._run_phase()
        else:
            self.training.run_batch()
            self._reached()

    def run(self, unit: Unit) -> None:
        """Go on by one phase, to the end of the update under way, or to that of the epoch."""
        if unit == "phase":
            self._run_phase()
            return
        epoch = self.training.epoch
        self.run_batch()
        while unit == "epoch" and self.training.epoch == epoch:
            if self.training.divergence is not None:
                return
            self.run_batch()

    def _run_phase(self) -> None:
        self.training.run_phase()
        self._reached()

    def _reached(self) -> None:
        """Note where the run is now: keep a checkpoint, make the changes made here before."""
        while self.time >= self._next_change:
            self._apply_next_change()
        if self.training.phase == 0:
            self._keep_checkpoint()
        if self._future is not None and self.time >= self._future.time:
            self._future = None

    def configure(self, configuration: Configuration) -> None:
        """Go on with this configuration; see `engine.replay.reconfiguration`."""
        old = self.training.configuration
        if configuration == old:
            return
        if start_of(configuration) != start_of(old):
            self.restart(configuration)
            return
        if self.training.phase != 0 and not changes_at_once(old, configuration):
            self.run_batch()
        self._forget_future()
        self.training = reconfigured(self.training, configuration)
        self._note(self._change_here(configuration))

    def set_parameter(self, index: int, value: float) -> None:
        """Go on with this parameter set by hand; an update that is under way is finished first."""
        if self.training.phase != 0:
            self.run_batch()
        self._forget_future()
        self._put(index, value)
        change = self._change_here(self.training.configuration)
        self._note(replace(change, parameter=(index, value)))

    def _put(self, index: int, value: float) -> None:
        parameters = self.training.model.parameters.copy()
        parameters[index] = value
        self.training.model.parameters = parameters

    def _note(self, change: Change) -> None:
        self._changes.append(change)
        self._applied += 1

    def _change_here(self, configuration: Configuration) -> Change:
        training = self.training
        return Change(self.time, configuration, training.updates, training.epoch, training.batch)

    def _apply_next_change(self) -> None:
        change = self._changes[self._applied]
        self.training = reconfigured(self.training, change.configuration)
        if change.parameter is not None:
            self._put(*change.parameter)
        self._applied += 1
        self._look_ahead()

    def _look_ahead(self) -> None:
        is_last = self._applied == len(self._changes)
        self._next_change = math.inf if is_last else self._changes[self._applied].time

    def _keep_checkpoint(self) -> None:
        place = self.training.updates - self._first_update
        is_due = self.training.configuration.engine == "scalar" or (
            place % UPDATES_PER_CHECKPOINT == 0
        )
        if is_due and place > self._checkpoints.last_place:
            self._checkpoints.add(place, Checkpoint(self.training.state(), self._applied))

    def _forget_future(self) -> None:
        self._future = None
        self._next_change = math.inf
        del self._changes[self._applied :]
        self._checkpoints.forget_after(self.training.updates - self._first_update)

    # -- going back ------------------------------------------------------------------------------

    def back(self, unit: Unit) -> None:
        """Go back by one phase, or to the beginning of the update or of the epoch before here."""
        training = self.training
        if unit == "phase":
            self.go_to(self.time - 1)
        elif unit == "batch":
            self.go_to(len(PHASES) * (training.updates if training.phase else training.updates - 1))
        else:
            is_inside = training.batch > 0 or training.phase > 0
            self.go_to_epoch(training.epoch if is_inside else training.epoch - 1)

    def go_to_epoch(self, epoch: int) -> None:
        """Go to the end of this many epochs, or as near to it as the run has ever been."""
        if epoch > self.last_epoch:
            self.go_to(self._future.time if self._future else self.time)
            return
        change = next(
            (each for each in reversed(self._changes) if (each.epoch, each.batch) <= (epoch, 0)),
            self._changes[0],
        )
        epochs, batches = epoch - change.epoch, change.configuration.batches
        self.go_to(len(PHASES) * (change.updates + max(epochs * batches - change.batch, 0)))

    def go_to(self, time: int) -> None:
        """Go to a time between the start and the furthest that has been reached."""
        end = self._future.time if self._future else self.time
        time = min(max(time, self.start), end)
        if time == self.time:
            return
        self._remember_future()
        assert self._future is not None
        checkpoint = self._checkpoints.latest(time // len(PHASES) - self._first_update)
        if self.time > time or self._time_of(checkpoint) > self.time:
            self._restore(checkpoint, self._future)
        while self.time < time:
            is_far = time - self.time >= len(PHASES) and self.training.phase == 0
            if is_far and self.training.divergence is None:
                self.run_batch()
            else:
                self._run_phase()

    def copy_at(self, time: int) -> Recording:
        """The same run at a time of its past, to be gone through again beside it."""
        copied = copy.copy(self)
        copied._remember_future()
        assert copied._future is not None
        copied.training = Training(self.training.configuration)
        checkpoint = self._checkpoints.latest(time // len(PHASES) - self._first_update)
        copied._restore(checkpoint, copied._future)
        copied.go_to(time)
        return copied

    def _time_of(self, checkpoint: Checkpoint) -> int:
        return len(PHASES) * checkpoint.state.updates + checkpoint.state.phase

    def _remember_future(self) -> None:
        if self._future is None:
            training = self.training
            self._future = Future(
                self.time,
                training.epoch,
                training.train_history.copy(),
                training.test_history.copy(),
            )

    def _restore(self, checkpoint: Checkpoint, future: Future) -> None:
        configuration = self._changes[checkpoint.changes - 1].configuration
        if self.training.configuration != configuration:
            self.training = Training(configuration)
        self.training.train_history = future.train_history.copy()
        self.training.test_history = future.test_history.copy()
        self.training.restore(checkpoint.state)
        self._applied = checkpoint.changes
        self._look_ahead()
        while self.time >= self._next_change:
            self._apply_next_change()
