"""The changes of a run in a row, and how far along them the run is.

Time is counted in phases since the start: 4 · updates + phase.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from engine.errors import ConfigurationError
from engine.replay.past import put_at
from engine.replay.plan import with_plan
from engine.replay.reconfiguration import changed, differing
from engine.replay.saved_run import Change, Checkpoint, Future, Planned
from engine.run.configuration import Configuration
from engine.run.progress import Unit
from engine.run.state import State
from engine.training import PHASES, Training


def time_of(where: Training | State) -> int:
    return len(PHASES) * where.updates + where.phase


@dataclass(frozen=True, eq=False)
class Timeline:
    """What is changed about a run on its way, and what of it lies ahead.

    The first of `changes` is what the run began with; `applied` of them have been made. The others
    are planned, or they and the `future` are there since it has been stepped back, until it has
    come there again.
    """

    changes: tuple[Change, ...]
    applied: int = 1
    future: Future | None = None

    @classmethod
    def beginning(cls, training: Training, plan: Iterable[Planned] = ()) -> Timeline:
        """That of a run which nothing has happened to yet, with what is planned for it."""
        return cls(with_plan((change_at(training),), plan))

    @property
    def start(self) -> int:
        return self.changes[0].time

    @property
    def configuration(self) -> Configuration:
        """What the run goes by, with the changes made that have been made."""
        return self.changes[self.applied - 1].configuration

    @property
    def configuration_by_hand(self) -> Configuration:
        """What the run began with, and what has been set by hand since: the same, without a plan.

        Where that cannot be, for want of what is planned, it is what the run goes by.
        """
        values: dict[str, Any] = {}
        for before, change in pairwise(self.changes[: self.applied]):
            if change.planned is None:
                values |= differing(before.configuration, change.configuration)
        try:
            return replace(self.changes[0].configuration, **values)
        except ConfigurationError:
            return self.configuration

    @property
    def plan(self) -> list[Planned]:
        """All that is planned for it, whether it has been made by now or not."""
        return [change.planned for change in self.changes if change.planned is not None]

    @property
    def plan_ahead(self) -> list[Planned]:
        """What is planned and has not been made yet."""
        ahead = self.changes[self.applied :]
        return [change.planned for change in ahead if change.planned is not None]

    @cached_property
    def next_time(self) -> float:
        """When the next change is due; inf when there is none."""
        is_last = self.applied == len(self.changes)
        return math.inf if is_last else self.changes[self.applied].time

    def caught_up(self, training: Training) -> tuple[Training, Timeline]:
        """The training with the changes that are due where it is, and the timeline after them."""
        timeline = self
        while time_of(training) >= timeline.next_time:
            change = timeline.changes[timeline.applied]
            training = changed(training, change.configuration, change.parameter)
            timeline = timeline.with_next_made(training)
        return training, timeline

    def with_next_made(self, training: Training) -> Timeline:
        """With one change more made, by this training; of one that was planned it is known only
        now what it began with."""
        made = self.changes[self.applied]
        if made.loss is None:
            made = replace(change_at(training, made.parameter), planned=made.planned)
        changes = (*self.changes[: self.applied], made, *self.changes[self.applied + 1 :])
        return replace(self, changes=changes, applied=self.applied + 1)

    def taken_to(self, checkpoint: Checkpoint, training: Training) -> tuple[Training, Timeline]:
        """A training, this one if it will do, where the checkpoint was kept, and what lies ahead.

        The future must be known, as it is after `with_future`.
        """
        assert self.future is not None
        timeline = replace(self, applied=checkpoint.changes)
        if training.configuration != timeline.configuration:
            training = Training(timeline.configuration)
        put_at(training, checkpoint.state, self.future)
        return timeline.caught_up(training)

    def branched(self, change: Change) -> Timeline:
        """With a change made where the run is now: of what lay ahead only the plan will be."""
        made = (*self.changes[: self.applied], change)
        return Timeline(with_plan(made, self.plan_ahead), self.applied + 1)

    def with_future(self, training: Training) -> Timeline:
        """Remember what has been reached, before the run is stepped back from there."""
        if self.future is not None:
            return self
        histories = training.train_history.copy(), training.test_history.copy()
        return replace(self, future=Future(time_of(training), training.epoch, *histories))

    def without_future(self) -> Timeline:
        """The furthest has been reached again."""
        return replace(self, future=None)

    def time_of_epoch(self, epoch: int) -> int:
        """When so many epochs were finished; the start, if they were before it."""
        change = next(
            (each for each in reversed(self.changes) if (each.epoch, each.batch) <= (epoch, 0)),
            self.changes[0],
        )
        epochs, batches = epoch - change.epoch, change.configuration.batches
        return len(PHASES) * (change.updates + max(epochs * batches - change.batch, 0))

    def time_before(self, training: Training, unit: Unit) -> int:
        """One phase before here, or the beginning of the update or epoch that leads here."""
        if unit == "phase":
            return time_of(training) - 1
        if unit == "batch":
            return len(PHASES) * (training.updates if training.phase else training.updates - 1)
        is_inside = training.batch > 0 or training.phase > 0
        return self.time_of_epoch(training.epoch if is_inside else training.epoch - 1)


def change_at(training: Training, parameter: tuple[int, float] | None = None) -> Change:
    """The configuration of a training, as what it goes by from where it is."""
    train, _ = training.evaluate()
    return Change(
        time_of(training),
        training.configuration,
        training.updates,
        training.epoch,
        training.batch,
        parameter,
        train.loss,
        train.accuracy,
        float(np.abs(training.model.parameters).max()),
    )
