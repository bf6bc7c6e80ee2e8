"""`microtui check`: the table and the verdict go to stdout, progress to stderr."""

from __future__ import annotations

import sys
from typing import Any

import click

from microtui.command_line.described.described_run import described_run
from microtui.command_line.described.options import (
    DEFAULT_EPOCHS,
    epochs_before_option,
    goal_of,
    goal_options,
    json_option,
    resume_option,
    run_options,
    screen_options,
    telling_options,
)


@click.command()
@run_options
@screen_options(are_of_use=False)
@epochs_before_option
@goal_options
@telling_options
@resume_option
@json_option
@click.pass_context
def check(
    context: click.Context,
    /,
    epochs: int | None,
    resume: str | None,
    until_loss: float | None,
    until_accuracy: float | None,
    quiet: bool,
    log_every: int | None,
    as_json: bool,
    **settings: Any,
) -> None:
    """Check backward against finite differences and between all engines that are there."""
    from engine.check.gradient_check import check_gradients
    from microtui.command_line.check_report import as_json_text, as_text
    from microtui.command_line.training.headless import train_with_progress
    from microtui.command_line.training.progress import Telling

    telling = Telling(quiet, log_every)
    goal = goal_of(until_loss, until_accuracy)
    recording, _ = described_run(context, resume, settings, goal)
    if epochs is not None or goal is not None:
        result = train_with_progress(recording, epochs or DEFAULT_EPOCHS, None, goal, telling)
        if result.status:
            sys.exit(result.status)
    elif recording.is_untouched:
        # Of two updates, what the second finds: without zero_grad its gradient is not the only one.
        for _ in range(2):
            recording.run("batch")
    found = check_gradients(recording)
    click.echo(as_json_text(found) if as_json else as_text(found))
    # Not 0 either where nothing can be said.
    sys.exit(0 if found.agrees and found.forms_agree else 1)
