"""The settings that were typed, and the configuration that they and all else come to."""

from __future__ import annotations

from typing import Any

import click

from engine.errors import ConfigurationError
from engine.run.configuration import Configuration
from engine.run.suggestions import configured
from microtui.command_line.described.table_options import OF_A_TABLE, require_data
from microtui.settings.parameters_file import require_all_used


def typed_parameters(context: click.Context) -> list[click.Parameter]:
    """The options that were typed: what is by default or stands in the settings file is not."""
    source = click.core.ParameterSource.COMMANDLINE
    return [
        parameter
        for parameter in context.command.params
        if parameter.name and context.get_parameter_source(parameter.name) is source
    ]


def configuration_of(context: click.Context, settings: dict[str, Any]) -> Configuration:
    """What was typed; then a preset, or what stands in the settings file; then what suits the
    data."""
    default, file = click.core.ParameterSource.DEFAULT, click.core.ParameterSource.DEFAULT_MAP
    sources = {name: context.get_parameter_source(name) for name in settings}
    # How to read the table has been heeded where it was read.
    for name in ("preset", *OF_A_TABLE):
        del sources[name]
    require_data(settings)
    if settings["table"] is not None and sources["dataset"] not in (default, file):
        raise ConfigurationError("--data and --dataset both say what to learn: leave out one")
    preset = settings["preset"]
    configuration = configured(
        {name: settings[name] for name in sources if sources[name] not in (default, file)},
        {name: settings[name] for name in sources if sources[name] is file}
        if preset is None
        else vars(preset.configuration),
    )
    if settings["parameters"] is not None:
        require_all_used(settings["parameters"], configuration.sizes, configuration.parameter_count)
    return configuration
