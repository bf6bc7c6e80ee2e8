"""The run that a command line describes: a new one of these settings, or a saved one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from engine.errors import ConfigurationError
from engine.replay.recording import Recording
from engine.replay.twin import Twin
from engine.run.configuration import Configuration
from engine.run.goal import Goal
from engine.run.suggestions import configured
from microtui.settings.parameters_file import require_all_used
from microtui.settings.plan_text import read_plan
from microtui.settings.run_settings import SETTINGS

if TYPE_CHECKING:
    from engine.replay.saved_run import SavedSession
    from microtui.saving.run_store import RunStore


def described_run(
    context: click.Context, resume: str | None, settings: dict[str, Any], goal: Goal | None
) -> tuple[Recording, Twin | None]:
    """The run at its beginning; or a saved one where it stood, with its twin if it has one.

    Raises `ConfigurationError` where it can never reach the goal, if there is one.
    """
    resumed = saved_session(context, resume)
    if resumed is None:
        changes_on_the_way = settings.pop("at")
        configuration = configuration_of(context, settings)
        plan = read_plan(configuration, changes_on_the_way)
        recording, twin = Recording.begin(configuration, plan), None
    else:
        recording = Recording.from_saved(resumed.run)
        twin = None if resumed.twin is None else Twin.from_saved(resumed.twin)
    if goal is not None:
        goal.require_fitting(recording.training.configuration)
    return recording, twin


def saved_session(context: click.Context, resume: str | None) -> SavedSession | None:
    """The run to go on with; it has its own settings, so none may be typed beside it."""
    if resume is None:
        return None
    files = {"--data", "--scale", "--parameters"}
    flags = {"--preset", "--at", *files, *(setting.flag for setting in SETTINGS)}
    other = [option for option in given_on_command_line(context) if option in flags]
    if other:
        raise click.UsageError(
            f"a run that is resumed goes on with its own settings: leave out {other[0]}, "
            "and change it in the application"
        )
    from microtui.saving.chosen_run import load

    return load(resume)


def given_on_command_line(context: click.Context) -> list[str]:
    """The options that were typed."""
    source = click.core.ParameterSource.COMMANDLINE
    return [
        parameter.opts[0]
        for parameter in context.command.params
        if parameter.name and context.get_parameter_source(parameter.name) is source
    ]


def configuration_of(context: click.Context, settings: dict[str, Any]) -> Configuration:
    """What was typed; then a preset, or what stands in the settings file; then what suits the
    data."""
    default, file = click.core.ParameterSource.DEFAULT, click.core.ParameterSource.DEFAULT_MAP
    sources = {name: context.get_parameter_source(name) for name in settings}
    # Whether to scale has been heeded where the table was read.
    del sources["scale"], sources["preset"]
    scale = settings["scale"]
    if scale is not None and settings["table"] is None:
        raise ConfigurationError(
            f"--{'scale' if scale else 'no-scale'} is about the columns of your own file, and the "
            "built-in datasets are as they are: name a file with --data, or leave it out"
        )
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


def store_if(save: bool) -> RunStore | None:
    """Where the run is saved, if it is to be."""
    from microtui.saving.run_store import RunStore

    return RunStore() if save else None
