"""Everything that decides a run: one frozen record, validated in one place.

Randomness is keyed by `seed`, so two runs with equal configurations are equal bit for bit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from engine.data.datasets import DATASETS, Dataset
from engine.data.features import FEATURES
from engine.data.split import train_count
from engine.data.table import Table
from engine.errors import ConfigurationError, require_name, require_number, require_whole
from engine.formulas.activations import ACTIVATIONS, Activation
from engine.formulas.losses import LOSSES
from engine.formulas.optimizers import OPTIMIZERS
from engine.formulas.schedules import SCHEDULES
from engine.mistakes import MISTAKES, Mistake
from engine.network.flat import parameter_count
from engine.network.initialization import INITIALIZATIONS
from engine.network.pytorch.presence import require_pytorch
from engine.run.outputs import OUTPUT_LAYERS, require_count, require_loss, require_output_layer
from engine.run.starting_parameters import StartingParameters

ENGINES = ("matrix", "scalar", "pytorch")

MOST_PARAMETERS = 100_000
"""A parameter costs about a hundred bytes with its gradient, its optimiser's slots and the states
that stepping back keeps: a hundred thousand fit in 10 MB."""

MOST_SAMPLES = 10_000
"""A sample costs about a kilobyte in the scalar form, and a mark on the map."""

MOST_LAYERS = 16

MOST_SCHEDULE_EPOCHS = 1_000_000


@dataclass(frozen=True)
class Configuration:
    """What a run is: data, network, loss, optimiser and the seed of all randomness.

    The defaults are what suits moons; see `engine.run.suggestions` for what suits others. Raises
    `ConfigurationError` when a setting cannot work, with a sentence that says what would.
    """

    dataset: str = "moons"
    samples: int = 200
    noise: float = 10.0
    """Percent, 0 to 50; each dataset says what it scales."""
    train_share: float = 0.5
    """The share of the samples to train on, 0.1 to 1; the others, if any, are the test set."""
    features: tuple[str, ...] = ("x", "y")
    hidden: tuple[int, ...] = (16, 16)
    activation: str = "tanh"
    loss: str = "mse"
    optimizer: str = "sgd"
    learning_rate: float = 0.1
    batch_size: int | None = 20
    """Samples per update; None takes the whole training set."""
    l1: float = 0.0
    l2: float = 0.002
    seed: int = 1337
    engine: str = "matrix"
    zero_grad: bool = True
    """Off, the phase zero_grad does nothing, and gradients pile up."""
    mistakes: tuple[str, ...] = ()
    """Other mistakes to make on purpose: names from `engine.mistakes`."""
    table: Table | None = None
    """The reader's own data, to be learned in place of `dataset`."""
    schedule: str = "constant"
    """How the learning rate changes from epoch to epoch."""
    learning_rate_end: float | None = None
    """What the schedule ends at; None is a hundredth of the learning rate."""
    schedule_epochs: int = 100
    """After how many epochs it is there."""
    parameters: StartingParameters | None = None
    """What the run begins with in place of random parameters. Where they are not as many as the
    network has, they are left behind: then this is None."""
    initialization: str = "glorot"
    """What the random parameters are drawn from."""
    output: str = "auto"
    """What the output layer applies to its sums, one of `OUTPUT_LAYERS`."""

    def __post_init__(self) -> None:
        require_name("dataset", self.dataset, DATASETS)
        require_name("activation", self.activation, ACTIVATIONS)
        require_name("loss", self.loss, LOSSES)
        require_name("optimizer", self.optimizer, OPTIMIZERS)
        require_name("engine", self.engine, ENGINES)
        if self.engine == "pytorch":
            require_pytorch()
        require_name("schedule", self.schedule, SCHEDULES)
        require_name("initialization", self.initialization, INITIALIZATIONS)
        require_name("output layer", self.output, OUTPUT_LAYERS)
        require_whole("samples", self.samples, 4, MOST_SAMPLES)
        require_number("noise", self.noise, 0.0, 50.0, "percent")
        require_number("train share", self.train_share, 0.1, 1.0)
        require_number("L1", self.l1, 0.0, 10.0)
        require_number("L2", self.l2, 0.0, 10.0)
        require_whole("seed", self.seed, 0, 2**63 - 1)
        require_whole("schedule epochs", self.schedule_epochs, 1, MOST_SCHEDULE_EPOCHS)
        if not (math.isfinite(self.learning_rate) and self.learning_rate > 0.0):
            raise ConfigurationError(
                f"learning rate must be a positive number, such as 0.1, got {self.learning_rate}"
            )
        self._require_rate_end()
        self._require_features()
        self._require_network()
        self._require_batch_size()
        self._require_mistakes()
        require_count(self.data)
        require_loss(self.loss, self.data)
        require_output_layer(self.output, self.task, self.loss)
        if self.parameters is not None and len(self.parameters.values) != self.parameter_count:
            object.__setattr__(self, "parameters", None)

    def _require_rate_end(self) -> None:
        end = self.learning_rate_end
        if end is None:
            return
        if not (math.isfinite(end) and end >= 0.0):
            raise ConfigurationError(
                f"learning rate at the end must be 0 or a positive number, such as 0.01, got {end}"
            )
        if end == 0.0 and SCHEDULES[self.schedule].divides:
            raise ConfigurationError(
                f"learning rate at the end must be above 0 for schedule {self.schedule}, which "
                "comes there by dividing: choose such as 0.01, or linear or cosine"
            )

    def _require_features(self) -> None:
        if not self.features:
            raise ConfigurationError(f"features must name at least one of {', '.join(FEATURES)}")
        for feature in self.features:
            require_name("feature", feature, FEATURES)
        if len(set(self.features)) < len(self.features):
            raise ConfigurationError(
                f"features must differ from one another, got {','.join(self.features)}"
            )

    def _require_network(self) -> None:
        if len(self.hidden) > MOST_LAYERS:
            raise ConfigurationError(
                f"hidden layers can be {MOST_LAYERS} at most, got {len(self.hidden)}"
            )
        for units in self.hidden:
            if units < 1:
                raise ConfigurationError(
                    f"a hidden layer must have at least 1 neuron, such as in 16,16, got {units}"
                )
        if self.parameter_count > MOST_PARAMETERS:
            raise ConfigurationError(
                f"the network can have {MOST_PARAMETERS:,} parameters at most, so that it fits in "
                f"memory with its history; {'-'.join(map(str, self.sizes))} has "
                f"{self.parameter_count:,}: choose smaller hidden layers"
            )

    def _require_batch_size(self) -> None:
        if self.batch_size is None:
            return
        if self.batch_size < 1:
            raise ConfigurationError(
                f"batch size must be at least 1, or full, got {self.batch_size}"
            )
        if self.batch_size > self.train_count and not self.data.fixed:
            raise ConfigurationError(
                f"batch size must be at most {self.train_count}, the size of the training set "
                f"({self.train_share:.0%} of {self.sample_count} samples), got {self.batch_size}"
            )

    def _require_mistakes(self) -> None:
        for mistake in self.mistakes:
            require_name("mistake", mistake, MISTAKES)
        if len(set(self.mistakes)) < len(self.mistakes):
            raise ConfigurationError(
                f"mistakes must differ from one another, got {','.join(self.mistakes)}"
            )
        for made in self.mistakes_made:
            if made.walk is None or self.engine == "scalar":
                continue
            if self.engine == "pytorch":
                raise ConfigurationError(
                    f"mistake {made.name} cannot be made in PyTorch, whose backward is its own and "
                    "always adds: choose the scalar engine for it"
                )
            raise ConfigurationError(
                f"mistake {made.name} happens where values are shared in a graph: choose "
                f"the scalar engine for it, got {self.engine}"
            )

    @property
    def mistakes_made(self) -> tuple[Mistake, ...]:
        """What the names in `mistakes` stand for."""
        return tuple(MISTAKES[name] for name in self.mistakes)

    @property
    def data(self) -> Dataset:
        return DATASETS[self.dataset] if self.table is None else self.table.dataset

    @property
    def sample_count(self) -> int:
        """Samples in all."""
        return self.data.count or self.samples

    @property
    def task(self) -> str:
        return self.data.task

    @property
    def input_names(self) -> tuple[str, ...]:
        """What the network is given: the features of a point, or its columns as they are."""
        return self.features if len(self.data.input_names) == 2 else self.data.input_names

    @property
    def outputs(self) -> int:
        """How many scores there are for a sample."""
        return self.data.outputs

    @property
    def sizes(self) -> tuple[int, ...]:
        """Units per layer, inputs first."""
        return (len(self.input_names), *self.hidden, self.outputs)

    @property
    def parameter_count(self) -> int:
        return parameter_count(self.sizes)

    @property
    def output_activation(self) -> str:
        """What was chosen; else tanh where a class is fitted as -1 or 1, as in the lecture, and
        where not the score as it is."""
        if self.output != "auto":
            return self.output
        fits_classes = self.task == "classification" and LOSSES[self.loss].for_regression
        return "tanh" if fits_classes else "linear"

    @property
    def activations(self) -> tuple[Activation, ...]:
        """What each layer applies to its sums, the output layer last."""
        names = [self.activation] * len(self.hidden) + [self.output_activation]
        return tuple(ACTIVATIONS[name] for name in names)

    def rate_at(self, epoch: int) -> float:
        """The learning rate in force once so many epochs are finished."""
        rate = SCHEDULES[self.schedule].rate
        return rate(self.learning_rate, self.last_rate, epoch, self.schedule_epochs)

    @property
    def last_rate(self) -> float:
        """What the schedule comes to."""
        end = self.learning_rate_end
        return self.learning_rate / 100.0 if end is None else end

    @property
    def train_count(self) -> int:
        """Samples in the training set."""
        count = self.sample_count
        return count if self.data.fixed else train_count(count, self.train_share)

    @property
    def has_test_set(self) -> bool:
        return self.train_count < self.sample_count

    @property
    def samples_per_update(self) -> int:
        return min(self.batch_size or self.train_count, self.train_count)

    @property
    def batches(self) -> int:
        """Updates per epoch; the last may see fewer samples than the others."""
        return -(-self.train_count // self.samples_per_update)
