"""Where a training without a screen has got to, as it is printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import click

from engine.arrays import norm, quiet
from engine.run.confusion import shares_right
from engine.run.goal import Goal
from engine.training import Training
from microtui.command_line.training.progress import divergence_line
from microtui.exports.state_json import finite
from microtui.settings.configuration_dict import as_dict
from microtui.words.plain_text import without_controls


@dataclass(frozen=True)
class Result:
    """Where a run got to."""

    training: Training
    status: int
    """What to exit with: 0, or 128 + the signal that ended it."""
    goal: Goal | None
    """What it was to stop at."""


def print_result(result: Result, *, as_json: bool) -> None:
    training = result.training
    numbers = as_dictionary(training)
    if as_json:
        click.echo(json.dumps(numbers))
        return
    click.echo(f"epoch {training.epoch}")
    for name in ("loss", "test_loss", "accuracy", "test_accuracy", "grad_norm", "objective"):
        if numbers[name] is not None:
            click.echo(f"{name} {numbers[name]:.6g}")
    for line in class_lines(numbers):
        click.echo(line)
    if training.divergence is not None:
        click.echo(divergence_line(training.divergence))
    if result.goal is not None:
        is_reached = "reached" if training.has_reached(result.goal) else "not reached"
        click.echo(f"{is_reached}: {result.goal.text}")
    if result.status:
        click.echo("interrupted", err=True)


def class_lines(numbers: dict[str, Any]) -> Iterator[str]:
    """A line for each of more than two classes, by the names that the whole result has."""
    names, none = numbers.get("classes", ()), repeat(None)
    train = numbers.get("class_accuracy") or none
    test = numbers.get("test_class_accuracy") or none
    for name, *shares in zip(names, train, test, strict=False):
        pairs = zip(("accuracy", "test_accuracy"), shares, strict=True)
        known = [f"{what} {share:.4g}" for what, share in pairs if share is not None]
        if known:
            yield "  ".join([f"class {without_controls(name)}", *known])


def as_dictionary(training: Training) -> dict[str, Any]:
    """The result as `train --json` prints it; numbers that are not finite become None."""
    train, test = training.evaluate()
    numbers: dict[str, Any] = finite(
        {
            "epoch": training.epoch,
            "loss": train.loss,
            "test_loss": test.loss if test else None,
            "accuracy": train.accuracy,
            "test_accuracy": test.accuracy if test else None,
            **of_classes(training),
            "grad_norm": norm(training.model.gradients),
            "objective": training.objective(),
            "diverged": training.divergence is not None,
            "parameters": training.model.parameters.tolist(),
            "config": as_dict(training.configuration),
        }
    )
    return numbers


@quiet()
def of_classes(training: Training) -> dict[str, Any]:
    """What share of each class is put into it, where there are more than two."""
    configuration, data = training.configuration, training.data
    if not configuration.data.has_several_classes:
        return {}
    scores, count = training.model.predict(data.inputs), data.train_count
    return {
        "classes": configuration.data.classes,
        "class_accuracy": shares_right(scores[:, :count], data.targets[:count]),
        "test_class_accuracy": shares_right(scores[:, count:], data.targets[count:])
        if configuration.has_test_set
        else None,
    }
