"""The options that describe a run, the same for every command that has one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from engine.data.datasets import DATASETS
from engine.data.table import Table
from engine.errors import ConfigurationError
from engine.run.configuration import Configuration
from microtui.settings.run_settings import DEFAULTS, SETTINGS, Setting
from microtui.settings.table_file import read_table


def option(setting: Setting) -> Callable[[Any], Any]:
    """The option that sets this field of the configuration."""
    if setting.field == "zero_grad":
        return click.option(
            "--zero-grad/--no-zero-grad",
            default=DEFAULTS.zero_grad,
            help="Clear the gradients before each backward, or forget to.",
        )
    return click.option(
        setting.flag,
        setting.field,
        metavar=setting.metavar,
        default=setting.text(DEFAULTS),
        show_default=setting.text(DEFAULTS) != "",
        help=setting.explanation,
        callback=lambda context, parameter, text: setting.read(text),
    )


def read_data(context: click.Context, parameter: click.Parameter, text: str | None) -> Table | None:
    if text is None:
        return None
    return read_table(Path(text))


data_option = click.option(
    "--data",
    "table",
    metavar="FILE.csv",
    callback=read_data,
    help="Learn from your own file: numbers in columns, the target in the last one.",
)


def configuration_of(context: click.Context, settings: dict[str, Any]) -> Configuration:
    """What was asked for; what was not typed gives way to what was.

    Where numbers are to be fitted, the loss is one that can; where there are few samples, a batch
    is all of them.
    """
    table = settings["table"]
    typed = [
        name
        for name in ("dataset", "loss", "batch_size")
        if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
    ]
    if table is not None and "dataset" in typed:
        raise ConfigurationError("--data and --dataset both say what to learn: leave out one")
    data = table.dataset if table is not None else DATASETS.get(settings["dataset"])
    if data is not None and data.task == "regression" and "loss" not in typed:
        settings = {**settings, "loss": "mse"}
    if "batch_size" not in typed and settings["batch_size"] is not None:
        full = Configuration(**{**settings, "batch_size": None})
        if settings["batch_size"] > full.train_count:
            return full
    return Configuration(**settings)


def run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command all the options that describe a run."""
    command = data_option(command)
    for setting in reversed(SETTINGS):
        command = option(setting)(command)
    return command
