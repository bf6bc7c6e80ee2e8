"""The options that name the reader's own files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from engine.data.table import Table
from engine.run.starting_parameters import StartingParameters
from microtui.command_line.offers import completion
from microtui.settings.home_path import expanded
from microtui.settings.parameters_file import read_parameters
from microtui.tables.read_table import read_table
from microtui.tables.table_options import TableOptions

Command = Callable[..., Any]


def read_data(context: click.Context, parameter: click.Parameter, text: str | None) -> Table | None:
    """The table, scaled or not; `--scale` is eager, so that it is known by now."""
    if text is None or context.resilient_parsing:
        return None
    scale = context.params.get("scale") is not False
    return read_table(Path(expanded(text)), TableOptions(scale=scale)).table


def read_parameters_given(
    context: click.Context, parameter: click.Parameter, text: str | None
) -> StartingParameters | None:
    # A shell that asks how to go on must not wait for a file, least of all for standard input.
    return None if text is None or context.resilient_parsing else read_parameters(text)


def file_options(command: Command) -> Command:
    """Gives a command the options that name the reader's own files."""
    data = click.option(
        "--data",
        "table",
        metavar="FILE.csv",
        callback=read_data,
        shell_complete=completion.file_ending_with(".csv"),
        help="Learn from your own file: numbers in columns, the target in the last one.",
    )
    scale = click.option(
        "--scale/--no-scale",
        default=None,
        is_eager=True,
        help="Bring each column of --data to mean 0 and deviation 1 (on by default), or take it as "
        "it is. Targets that are numbers go to -1 .. 1 either way.",
    )
    parameters = click.option(
        "--parameters",
        metavar="FILE",
        callback=read_parameters_given,
        shell_complete=completion.file_ending_with(".json"),
        help="Begin with these parameters: what train --json printed, or - for standard input.",
    )
    return data(scale(parameters(command)))
