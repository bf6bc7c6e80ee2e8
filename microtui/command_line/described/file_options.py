"""The options that name the reader's own files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import click

from engine.run.starting_parameters import StartingParameters
from microtui.command_line.described.table_options import table_options, take_standard_input
from microtui.command_line.offers import completion
from microtui.settings.parameters_file import read_parameters
from microtui.terminal.served import is_served

Command = Callable[..., Any]


def read_parameters_given(
    context: click.Context, parameter: click.Parameter, text: str | None
) -> StartingParameters | None:
    # A shell that asks how to go on must not wait for a file, least of all for standard input.
    if text is None or context.resilient_parsing:
        return None
    if text == "-":
        take_standard_input(context, "--parameters")
    given = read_parameters(text)
    # On a page they are called as the file is: where it lies is not for visitors.
    return replace(given, name=given.short_name) if is_served() else given


def file_options(command: Command) -> Command:
    """Gives a command the options that name the reader's own files."""
    parameters = click.option(
        "--parameters",
        metavar="FILE",
        callback=read_parameters_given,
        shell_complete=completion.file_ending_with(".json"),
        help="Begin with these parameters: what train --json printed, or - for standard input.",
    )
    return table_options(parameters(command))
