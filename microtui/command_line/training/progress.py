"""What is told on stderr while a run trains: a bar that fills, a line now and then, or nothing."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

import click

from engine.arrays import norm
from engine.errors import ConfigurationError
from engine.run.progress import Divergence
from engine.training import Training

BAR_PERIOD = 0.1


class Progress(Protocol):
    """What is told of a training on its way, and once it has come to its end."""

    def after_batch(self, training: Training) -> None: ...

    def at_end(self, training: Training) -> None: ...


@dataclass(frozen=True)
class Telling:
    """What the reader wants to be told: a bar on a terminal, unless anything else is said."""

    is_quiet: bool = False
    log_every: int | None = None

    def __post_init__(self) -> None:
        if self.is_quiet and self.log_every is not None:
            raise ConfigurationError(
                "--quiet asks for no word on the way, --log-every for a line now and then: "
                "leave out one"
            )


@contextmanager
def progress_on_stderr(telling: Telling, training: Training, epochs: int) -> Iterator[Progress]:
    """Within this, what is told on the way to so many epochs in all."""
    if telling.log_every is not None:
        yield Log(telling.log_every, training.epoch)
    elif telling.is_quiet or sys.stderr is None or not sys.stderr.isatty():
        yield Silence()
    else:
        with bar(training, epochs) as progress:
            yield progress


class Silence:
    """No word."""

    def after_batch(self, training: Training) -> None:
        pass

    def at_end(self, training: Training) -> None:
        pass


class Log:
    """A plain line whenever so many epochs are done, and one of the end: for a file, or to be read
    aloud."""

    def __init__(self, every: int, epoch: int) -> None:
        self._every = every
        self._epoch = epoch
        self._told: int | None = None

    def after_batch(self, training: Training) -> None:
        if training.epoch != self._epoch:
            self._epoch = training.epoch
            if self._epoch % self._every == 0:
                self._tell(training)

    def at_end(self, training: Training) -> None:
        if training.divergence is not None:
            write_line(divergence_line(training.divergence))
        elif training.batch == 0 and training.epoch != self._told:
            self._tell(training)

    def _tell(self, training: Training) -> None:
        self._told = training.epoch
        write_line(log_line(training))


def write_line(line: str) -> None:
    """For a log that has no room the run is not given up; it is for one that nobody reads."""
    try:
        click.echo(line, err=True)
    except BrokenPipeError:
        raise
    except OSError:
        pass


def log_line(training: Training) -> str:
    """How good the network is at the end of an epoch, by the names that the result has for it."""
    train, test = training.evaluate()
    numbers = {
        "loss": train.loss,
        "test_loss": test and test.loss,
        "accuracy": train.accuracy,
        "test_accuracy": test and test.accuracy,
        "grad_norm": norm(training.model.gradients),
    }
    known = (f"{name} {number:.4g}" for name, number in numbers.items() if number is not None)
    return "  ".join([f"epoch {training.epoch}", *known])


def divergence_line(divergence: Divergence) -> str:
    return f"diverged in epoch {divergence.epoch}, batch {divergence.batch}: {divergence.what}"


@contextmanager
def bar(training: Training, epochs: int) -> Iterator[Progress]:
    """Within this, a bar on the terminal, which is gone afterwards."""
    # It takes its time to import, and most logs and scripts go without it.
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as RichProgress

    rich_progress = RichProgress(
        TextColumn("epoch"),
        MofNCompleteColumn(),
        BarColumn(),
        TextColumn("{task.fields[loss]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = rich_progress.add_task(
        "", total=epochs, completed=training.epoch, loss=loss_text(training)
    )
    drawn = 0.0

    class Bar(Silence):
        """The bar of this task."""

        def after_batch(self, training: Training) -> None:
            nonlocal drawn
            if time.monotonic() - drawn > BAR_PERIOD:
                drawn = time.monotonic()
                rich_progress.update(task, completed=training.epoch, loss=loss_text(training))

    with rich_progress:
        yield Bar()


def loss_text(training: Training) -> str:
    """What the last batch has cost; nothing where there was none yet, or no number any more."""
    loss = training.batch_loss
    return "" if loss is None or not math.isfinite(loss) else f"batch loss {loss:.4f}"
