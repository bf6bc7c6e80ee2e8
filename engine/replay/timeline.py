"""The changes of a run in a row, and how far along them the run is.

Time is counted in phases since the start: 4 · updates + phase.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

from engine.replay.saved_run import Change, Future
from engine.run.configuration import Configuration
from engine.run.state import State
from engine.training import PHASES, Training


def time_of(where: Training | State) -> int:
    return len(PHASES) * where.updates + where.phase


@dataclass(frozen=True, eq=False)
class Timeline:
    """What is changed about a run on its way, and what of it lies ahead.

    The first of `changes` is what the run began with; `applied` of them have been made. The others,
    and the `future`, are there once it has been stepped back, until it has come there again.
    """

    changes: tuple[Change, ...]
    applied: int = 1
    future: Future | None = None

    @classmethod
    def beginning(cls, training: Training) -> Timeline:
        """That of a run which nothing has happened to yet."""
        return cls((change_at(training),))

    @property
    def start(self) -> int:
        return self.changes[0].time

    @cached_property
    def next_time(self) -> float:
        """When the next change is due; inf when there is none."""
        is_last = self.applied == len(self.changes)
        return math.inf if is_last else self.changes[self.applied].time

    @property
    def next_change(self) -> Change:
        return self.changes[self.applied]

    def configuration_after(self, applied: int) -> Configuration:
        """What the run goes by once so many changes have been made."""
        return self.changes[applied - 1].configuration

    def at(self, applied: int) -> Timeline:
        """The same, with so many changes made."""
        return replace(self, applied=applied)

    def with_future(self, training: Training) -> Timeline:
        """Remember what has been reached, before the run is stepped back from there."""
        if self.future is not None:
            return self
        histories = training.train_history.copy(), training.test_history.copy()
        return replace(self, future=Future(time_of(training), training.epoch, *histories))

    def without_future(self) -> Timeline:
        """The furthest has been reached again."""
        return replace(self, future=None)

    def branched(self, change: Change) -> Timeline:
        """With a change made where the run is now: what lay ahead will not be."""
        return Timeline((*self.changes[: self.applied], change), self.applied + 1)

    def time_of_epoch(self, epoch: int) -> int:
        """When so many epochs were finished; the start, if they were before it."""
        change = next(
            (each for each in reversed(self.changes) if (each.epoch, each.batch) <= (epoch, 0)),
            self.changes[0],
        )
        epochs, batches = epoch - change.epoch, change.configuration.batches
        return len(PHASES) * (change.updates + max(epochs * batches - change.batch, 0))


def change_at(training: Training, parameter: tuple[int, float] | None = None) -> Change:
    """The configuration of a training, as what it goes by from where it is."""
    return Change(
        time_of(training),
        training.configuration,
        training.updates,
        training.epoch,
        training.batch,
        parameter,
    )
