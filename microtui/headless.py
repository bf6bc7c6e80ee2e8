"""Training without a screen: a progress bar on stderr, the result on stdout."""

from __future__ import annotations

import json
import math
import sys
from dataclasses import asdict, dataclass
from typing import Any

import click
import numpy as np
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from engine.configuration import Configuration
from engine.training import Training


@dataclass(frozen=True)
class Result:
    """Where a run got to."""

    training: Training
    interrupted: bool
    """Whether ctrl-C ended it."""


def train_with_progress(configuration: Configuration, epochs: int) -> Result:
    """Train up to this many epochs in all, or to divergence, or to ctrl-C."""
    training = Training(configuration)
    console = Console(stderr=True)
    progress = Progress(
        TextColumn("epoch"),
        MofNCompleteColumn(),
        BarColumn(),
        TextColumn("loss {task.fields[loss]:.4f}"),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )
    try:
        with progress:
            task = progress.add_task("", total=epochs, completed=training.epoch, loss=math.nan)
            while training.epoch < epochs and training.divergence is None:
                training.run_epoch()
                progress.update(task, completed=training.epoch, loss=training.batch_loss)
    except KeyboardInterrupt:
        return Result(training, interrupted=True)
    return Result(training, interrupted=False)


def as_dictionary(training: Training) -> dict[str, Any]:
    """The result as `train --json` prints it; numbers that are not finite become None."""
    train, test = training.evaluate()
    return {
        "epoch": training.epoch,
        "loss": finite(train.loss),
        "test_loss": finite(test.loss) if test else None,
        "accuracy": train.accuracy,
        "test_accuracy": test.accuracy if test else None,
        "grad_norm": finite(float(np.linalg.norm(training.model.gradients))),
        "diverged": training.divergence is not None,
        "parameters": [finite(number) for number in training.model.parameters.tolist()],
        "config": asdict(training.configuration),
    }


def finite(number: float | None) -> float | None:
    return number if number is not None and math.isfinite(number) else None


def print_result(result: Result, *, as_json: bool) -> None:
    training = result.training
    numbers = as_dictionary(training)
    if as_json:
        click.echo(json.dumps(numbers))
        return
    click.echo(f"epoch {training.epoch}")
    for name in ("loss", "test_loss", "accuracy", "test_accuracy", "grad_norm"):
        if numbers[name] is not None:
            click.echo(f"{name} {numbers[name]:.6g}")
    if training.divergence is not None:
        where = training.divergence
        click.echo(f"diverged in epoch {where.epoch}, batch {where.batch}: {where.what}")
    if result.interrupted:
        click.echo("interrupted", err=True)
    sys.stdout.flush()
