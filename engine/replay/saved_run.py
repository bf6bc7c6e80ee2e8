"""All there is of a recorded run and of its twin, to be kept elsewhere and gone on with later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.run.configuration import Configuration
from engine.run.history import History
from engine.run.progress import Divergence
from engine.run.state import State

FEW = 16
"""Checkpoints of a run that is kept for long."""


@dataclass(frozen=True)
class Planned:
    """A change that is to be made once the run has come to a place on its way.

    It is made when `epoch` epochs are finished, `batch` updates of the next one, and `phase` phases
    of the next update. `values` are by field of the configuration; `parameter` is the name of one,
    and what it is set to.
    """

    epoch: int
    batch: int
    phase: int
    values: Mapping[str, Any]
    parameter: tuple[str, float] | None = None


@dataclass(frozen=True)
class Change:
    """A configuration, and from where on the run went on with it; or a parameter set by hand."""

    time: int
    configuration: Configuration
    updates: int
    epoch: int
    batch: int
    parameter: tuple[int, float] | None = None
    """The index of the parameter that was set there, and its value."""
    loss: float | None = None
    """On the training set, from there on; None where an older version saved the run."""
    accuracy: float | None = None
    """Likewise; None for regression, too."""
    largest: float | None = None
    """The largest absolute value of a parameter, from there on."""
    planned: Planned | None = None
    """What had it made there; None where it was made by hand."""


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """A state, and how many changes had been made before it."""

    state: State
    changes: int


@dataclass(frozen=True, eq=False)
class Future:
    """What was reached before stepping back: up to where, and the loss curves up to there."""

    time: int
    epoch: int
    train_history: History
    test_history: History


@dataclass(frozen=True, eq=False)
class SavedRun:
    """A recording at one moment; nothing in it changes afterwards.

    `changes` begins with the configuration that the run began with; the first `applied` of them
    have been made. `checkpoints` have each the updates since the first of them, which is the
    beginning; where they are few, stepping back takes longer.
    """

    changes: tuple[Change, ...]
    applied: int
    state: State
    divergence: Divergence | None
    train_history: History
    test_history: History
    future: Future | None
    first_update: int
    checkpoints: tuple[tuple[int, Checkpoint], ...]

    def with_few_checkpoints(self) -> SavedRun:
        """The same with the first of them, the last and some between them."""
        step = max(-(-len(self.checkpoints) // (FEW - 1)), 1)
        few = dict([*self.checkpoints[::step], *self.checkpoints[-1:]])
        return replace(self, checkpoints=tuple(few.items()))


@dataclass(frozen=True, eq=False)
class SavedTwin:
    """A twin and where it parted from the run beside it: epoch and batch, from 0."""

    run: SavedRun
    start_epoch: int
    parted: tuple[int, int] | None


@dataclass(frozen=True, eq=False)
class SavedSession:
    """What is gone on with together: a run, and its twin if there is one."""

    run: SavedRun
    twin: SavedTwin | None = None

    def with_few_checkpoints(self) -> SavedSession:
        """The same, in less memory."""
        twin = self.twin and replace(self.twin, run=self.twin.run.with_few_checkpoints())
        return SavedSession(self.run.with_few_checkpoints(), twin)
