"""What the screen is told: the second vocabulary that crosses the thread boundary.

A snapshot is copied out of the training between two updates and never changes afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.arrays import Array, Indices, Mask
from engine.data.datasets import Bounds
from engine.replay.contributions import Contributions
from engine.replay.saved_run import Change, Planned
from engine.run.configuration import Configuration
from engine.run.history import Curve
from engine.run.progress import Divergence
from microtui.session.histogram import Histogram
from microtui.session.run_graph import RunGraph
from microtui.session.view import ExamplesView, Place


@dataclass(frozen=True, eq=False, repr=False)
class Field:
    """The network's output over a rectangle of the plane.

    `levels` has shape (rows, columns), top row first, values -1 .. 1 (NaN where the output is not
    a number). Of more than two classes it holds the probability 0 .. 1 of the likeliest, and
    `winners`, of the same shape, says which that is; else `winners` is None. `bounds` are the
    rectangle's edges.
    """

    levels: Array
    winners: Indices | None
    bounds: Bounds
    x_name: str
    y_name: str
    column_count: int
    """How many columns of the data there are to choose from."""
    share: float | None = None
    """Of principal axes, how much of the variance of the training set they show, 0 .. 1."""
    target: str = ""
    """Which of several targets it is that the network fits here."""

    @property
    def is_line(self) -> bool:
        """Whether there is one column alone: then targets stand up, the field is the same there."""
        return self.column_count == 1


@dataclass(frozen=True, eq=False, repr=False)
class MapSamples:
    """The data points as the map shows them: positions on its two axes, and their targets.

    Where there is one column alone, their targets are their positions from bottom to top, too.
    `targets` has shape (samples,): -1 and 1 for two classes, any numbers in -1 .. 1 for regression,
    and the numbers of the classes, from 0, where there are more than two. `is_train` tells the
    training set from the test set.
    """

    x: Array
    y: Array
    targets: Array
    is_train: Mask


ExchangeKind = Literal[
    "none", "begun anew", "opened", "staged", "a case", "revealed", "taken back", "brought back"
]


@dataclass(frozen=True)
class Exchange:
    """How often the run was exchanged for another one, or for itself as it was; and how last."""

    number: int = 0
    kind: ExchangeKind = "none"

    def next(self, kind: ExchangeKind) -> Exchange:
        return Exchange(self.number + 1, kind)


@dataclass(frozen=True)
class Progress:
    """What the session says of a run, beside what the run itself is."""

    playing: bool
    finished: bool
    """Whether the last epoch asked for has been reached."""
    speed: float | None
    """Epochs a second at most; None is flat out."""
    measured_speed: float
    """Epochs a second lately; 0.0 while paused."""
    last_epoch: int
    """The furthest that has been reached; more than where the run is, once it was stepped back."""
    solved: bool = False
    """Whether the loss or accuracy to stop at is reached, here at the end of an epoch."""
    exchange: Exchange = Exchange()
    serial: int = 0
    """Counts the snapshots of a session: of two, it tells which is the newer one."""


@dataclass(frozen=True, eq=False, repr=False)
class TwinSnapshot:
    """The second network, where it differs from the first."""

    configuration: Configuration
    loss: float
    train_curve: Curve
    field: Field | None
    parted: tuple[int, int] | None
    """Epoch and batch, from 0, of the first update that left the two with different parameters."""
    start: int
    """When it began, in phases."""
    changes: tuple[Change, ...]
    """What the run was when it began, and what this one has gone by since."""
    parameters_set: tuple[Change, ...]
    """Changes of the run that set a parameter since it began, and not that of this one."""


@dataclass(frozen=True, eq=False, repr=False)
class Units:
    """What single units do. Each tuple has an entry a layer, inputs first."""

    pictures: Mapping[Place, Array]
    """The output over the plane: levels -1 .. 1 of shape (rows, columns), top row first."""
    flat_share: tuple[Array, ...]
    """By unit, the share 0 .. 1 of the training set for which next to no gradient gets through:
    tanh and sigmoid are saturated there, relu is off."""
    mean: tuple[Array, ...]
    """By unit, over the training set, as `low` and `high`."""
    low: tuple[Array, ...]
    high: tuple[Array, ...]
    activations: tuple[Histogram, ...]
    """Of all outputs of a layer over the training set; empty where none were asked for."""


@dataclass(frozen=True)
class Health:
    """Through how much of the network gradients still get, over the training set."""

    stuck: int
    """Hidden units that let next to no gradient through: saturated or dead."""
    hidden: int
    """Hidden units in all."""
    silent: int
    """Samples whose loss has a gradient of exactly zero, for every parameter."""


@dataclass(frozen=True, eq=False, repr=False)
class Examples:
    """What the network makes of every sample: a row for each, those of the training set first.

    `points` has shape (samples, columns), as the network's features are made of them; `targets` and
    `scores` have shape (samples,), or (samples, outputs) of several outputs. `losses` has shape
    (samples,): what the loss function gives for that one sample, before the mean or the sum over
    samples is taken. A sample's number is its row, from 0.
    """

    points: Array
    targets: Array
    scores: Array
    losses: Array
    truth: Indices
    """The number of the class that a sample is of, from 0; of no meaning for regression."""
    predicted: Indices
    """The number of the class that it is put into."""
    train_count: int
    order: Indices
    """The numbers of the samples to be listed; by loss, those without a number come first."""
    not_numbers: int
    """How many of the listed losses are NaN."""
    sample: int | None
    """The sample that is followed; None where none is, or where there is no such sample."""
    outputs: tuple[Array, ...]
    """What each unit gives for it: an array (units,) a layer, inputs first; empty for None."""
    listed_by: ExamplesView | None
    """Which samples were asked for, and in what order; None where only one was."""


@dataclass(frozen=True, eq=False, repr=False)
class Confusion:
    """How many samples of each class are taken for each: shape (classes, classes).

    A row is a true class, a column what the network says. `test` is None without a test set.
    """

    train: Indices
    test: Indices | None


@dataclass(frozen=True, eq=False, repr=False)
class Snapshot:
    """The whole state of a run, as far as the screen shows it."""

    configuration: Configuration
    sizes: tuple[int, ...]
    """Units per layer, inputs first: (2, 16, 16, 1)."""
    progress: Progress

    epoch: int
    """Finished epochs."""
    batch: int
    """Finished updates of the epoch under way."""
    batches: int
    """Updates per epoch."""
    phase: int
    """The phase that comes next: 0 forward, 1 zero_grad, 2 backward, 3 update."""
    updates: int
    """Finished updates since the start."""

    loss: float
    """Mean (or sum) over the training set, without the penalties of L1 and L2."""
    test_loss: float | None
    accuracy: float | None
    """Share of the training set, 0 .. 1; None for regression, and where a score is NaN."""
    test_accuracy: float | None
    batch_loss: float | None
    """What the last forward phase computed, penalties included; None before the first."""
    gradient_norm: float
    """Euclidean norm of all held gradients."""
    added_norm: float
    """Euclidean norm of what the last backward added to them."""
    backwards_summed: int
    """How many backwards the held gradient is the sum of; more than one only by mistake."""

    parameters: Array
    gradients: Array
    added: Array
    """What the last backward added to each gradient."""
    carried: Array
    """What each gradient held when it did."""
    parameters_before: Array
    """The parameters before the last update; NaN where they have been set by hand since."""

    train_curve: Curve
    test_curve: Curve | None
    samples: MapSamples
    field: Field | None
    units: Units | None
    divergence: Divergence | None
    changes: tuple[Change, ...]
    """What the run began with, and each change on its way that has been made by now."""
    plan_ahead: tuple[Planned, ...]
    """What is planned for it and has not been made yet."""
    contributions: Contributions | None
    confusion: Confusion | None
    """None where nobody sees it, for regression, and where a score is NaN."""
    examples: Examples | None
    graph: RunGraph | None
    twin: TwinSnapshot | None
    in_full: bool
    """Whether the costly parts are meant to be drawn; else they stay as they were."""
    learning_rate: float
    """The one in force: what the schedule makes of that of the configuration by now."""
    health: Health
    is_case: bool = False
    """Whether what is wrong with the run, if anything, is for the reader to find out.

    Then the configurations are those of a right run, whichever this is, and say nothing of mistakes
    and rates; no words may come of that. See `microtui.session.concealment`.
    """
