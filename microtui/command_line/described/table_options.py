"""The options that name a file of the reader's own data, and say how it is to be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

import click

from engine.data.table import Table
from engine.errors import ConfigurationError, require_name
from microtui.command_line.offers import completion
from microtui.settings.home_path import expanded
from microtui.tables.column_names import names_typed
from microtui.tables.table_options import Missing, TableOptions, Task
from microtui.words.plain_text import without_controls

Command = Callable[..., Any]

OF_A_TABLE = ("scale", "target", "columns", "classes", "task", "missing")
"""The parameters that say how the file is to be read; None where one was not typed."""

INPUT_TAKEN, REMARKS = "microtui.input_taken", "microtui.remarks"
"""Where in a context's notes stands which option has read standard input, and what was decided when
the file was read."""


def typed_table_options(settings: Mapping[str, Any]) -> TableOptions:
    """How the file is to be read, as far as that was typed."""
    typed = {name: settings.get(name) for name in OF_A_TABLE}
    return TableOptions(**{name: value for name, value in typed.items() if value is not None})


def require_data(settings: Mapping[str, Any]) -> None:
    """Raises `ConfigurationError` for a file that is to be read somehow, and is not named."""
    if settings["table"] is not None:
        return
    for name in OF_A_TABLE:
        if settings[name] is not None:
            raise ConfigurationError(
                f"{flag_of(name, settings[name])} is about the columns of your own file, and the "
                "built-in datasets are as they are: name a file with --data, or leave it out"
            )


def flag_of(name: str, value: object) -> str:
    """The option that was typed to give a parameter this value."""
    return "--no-scale" if value is False else f"--{name}"


def remarks_on_the_table(context: click.Context) -> tuple[str, ...]:
    """What was read, and what was decided where nobody said; nothing without a file."""
    return tuple(without_controls(remark) for remark in context.meta.get(REMARKS, ()))


def read_data(context: click.Context, parameter: click.Parameter, text: str | None) -> Table | None:
    """The options that say how are eager, so that they are known by now."""
    if text is None or context.resilient_parsing:
        return None
    if text == "-":
        take_standard_input(context, "--data")
    # Who has no file of their own does not wait for what reads it.
    from microtui.tables.read_table import read_table

    read = read_table(expanded(text), typed_table_options(context.params))
    context.meta[REMARKS] = read.remarks
    return read.table


def take_standard_input(context: click.Context, flag: str) -> None:
    """Raises `ConfigurationError` where another option has taken it: it can be read only once."""
    taker = context.meta.setdefault(INPUT_TAKEN, flag)
    if taker != flag:
        raise ConfigurationError(
            f"{taker} and {flag} both read standard input: name a file in one of them"
        )


def read_names(
    context: click.Context, parameter: click.Parameter, text: str | None
) -> tuple[str, ...] | None:
    if text is None or context.resilient_parsing:
        return None
    names = names_typed(text)
    if not names:
        raise ConfigurationError(
            f"--{parameter.name} needs a name, or several with commas between, got {text!r}"
        )
    return names


def read_choice(context: click.Context, parameter: click.Parameter, text: str | None) -> str | None:
    if text is None or context.resilient_parsing:
        return None
    name = str(parameter.name)
    require_name(name, text, CHOICES[name])
    return text


CHOICES = {"task": get_args(Task), "missing": get_args(Missing)}


def table_options(command: Command) -> Command:
    """Gives a command the options that name the reader's own data, and say how they are read."""
    data = click.option(
        "--data",
        "table",
        metavar="FILE.csv",
        callback=read_data,
        shell_complete=completion.file_ending_with(".csv"),
        help="Learn from your own file, or - for standard input: samples in rows, with a target.",
    )
    scale = click.option(
        "--scale/--no-scale",
        default=None,
        is_eager=True,
        help="Bring each column of --data to mean 0 and deviation 1 (on by default), or take it as "
        "it is. A target that is a number goes to -1 .. 1 either way; several stay, too.",
    )
    target = names_option(
        "target",
        "NAME|N[,...]",
        "The column of --data to be learned, by its name or by its number from 1; several are "
        "numbers to be fitted at once.",
    )
    columns = names_option(
        "columns", "NAME|N[,...]", "The columns of --data to learn from; all others are left out."
    )
    classes = names_option(
        "classes", "NAME[,...]", "The classes of --data to tell apart; other rows are left out."
    )
    task = choice_option("task", "Tell classes apart, or fit numbers; else the target decides.")
    missing = choice_option(
        "missing",
        "Leave out the rows of --data in which something is missing (by default), or put the mean "
        "of its column there.",
    )
    return data(scale(target(columns(classes(task(missing(command)))))))


def names_option(name: str, metavar: str, explanation: str) -> Callable[[Command], Command]:
    return click.option(
        f"--{name}", metavar=metavar, callback=read_names, is_eager=True, help=explanation
    )


def choice_option(name: str, explanation: str) -> Callable[[Command], Command]:
    return click.option(
        f"--{name}",
        metavar="|".join(CHOICES[name]),
        callback=read_choice,
        is_eager=True,
        shell_complete=completion.one_of(CHOICES[name]),
        help=explanation,
    )
