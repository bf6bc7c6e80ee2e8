"""`microtui export`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from microtui.command_line.described.described_run import described_run
from microtui.command_line.described.options import (
    DEFAULT_EPOCHS,
    epochs_before_option,
    goal_of,
    goal_options,
    resume_option,
    run_options,
    screen_options,
    telling_options,
)
from microtui.command_line.offers.completion import file_ending_with, format_of_a_file
from microtui.settings.home_path import expanded


@click.command()
@click.argument("name", metavar="pytorch|csv|json", shell_complete=format_of_a_file)
@run_options
@screen_options(are_of_use=False)
@epochs_before_option
@goal_options
@telling_options
@resume_option
@click.option(
    "--output",
    "path",
    metavar="FILE",
    shell_complete=file_ending_with(),
    help="Write here, not to stdout.",
)
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@click.pass_context
def export(
    context: click.Context,
    /,
    name: str,
    epochs: int | None,
    resume: str | None,
    until_loss: float | None,
    until_accuracy: float | None,
    quiet: bool,
    log_every: int | None,
    path: str | None,
    force: bool,
    **settings: Any,
) -> None:
    """Write a run as a PyTorch script, its history as CSV, or its whole state as JSON."""
    from microtui.command_line.training.headless import train_with_progress
    from microtui.command_line.training.progress import Telling
    from microtui.exports.formats import format_named
    from microtui.exports.new_file import write_file

    form = format_named(name)
    telling = Telling(quiet, log_every)
    goal = goal_of(until_loss, until_accuracy)
    path = None if path is None else expanded(path)
    recording, _ = described_run(context, resume, settings, goal)
    status = 0
    if epochs is not None or goal is not None:
        result = train_with_progress(recording, epochs or DEFAULT_EPOCHS, None, goal, telling)
        status = result.status
    text = form.text(recording)
    if path is None:
        click.echo(text, nl=False)
    else:
        write_file(Path(path), text, overwrite=force)
    sys.exit(status)
