"""`microtui train`."""

from __future__ import annotations

import sys
from typing import Any

import click

from microtui.command_line.described.described_run import described_run, store_if
from microtui.command_line.described.options import (
    DEFAULT_EPOCHS,
    epochs_option,
    goal_of,
    goal_options,
    json_option,
    resume_option,
    run_options,
    save_option,
    screen_options,
    telling_options,
)


@click.command()
@run_options
@screen_options(are_of_use=False)
@epochs_option
@goal_options
@telling_options
@resume_option
@save_option
@json_option
@click.pass_context
def train(
    context: click.Context,
    /,
    epochs: int | None,
    as_json: bool,
    save: bool,
    resume: str | None,
    until_loss: float | None,
    until_accuracy: float | None,
    quiet: bool,
    log_every: int | None,
    **settings: Any,
) -> None:
    """Train without a screen: progress on stderr, the result on stdout."""
    from microtui.command_line.training.headless import train_with_progress
    from microtui.command_line.training.progress import Telling
    from microtui.command_line.training.result import print_result

    telling = Telling(quiet, log_every)
    goal = goal_of(until_loss, until_accuracy)
    recording, _ = described_run(context, resume, settings, goal)
    result = train_with_progress(recording, epochs or DEFAULT_EPOCHS, store_if(save), goal, telling)
    print_result(result, as_json=as_json)
    sys.exit(result.status)
