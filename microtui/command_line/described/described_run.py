"""The run that a command line describes: a new one of these settings, or a saved one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from engine.replay.recording import Recording
from engine.replay.twin import Twin
from engine.run.goal import Goal
from microtui.command_line.described.table_options import remarks_on_the_table
from microtui.command_line.described.typed_settings import configuration_of
from microtui.settings.plan_text import read_plan

if TYPE_CHECKING:
    from microtui.saving.run_store import RunStore


def described_run(
    context: click.Context, resume: str | None, settings: dict[str, Any], goal: Goal | None
) -> tuple[Recording, Twin | None]:
    """The run at its beginning; or a saved one where it stood, with its twin if it has one.

    Raises `ConfigurationError` where it can never reach the goal, if there is one.
    """
    changes_on_the_way = settings.pop("at")
    if resume is None:
        configuration = configuration_of(context, settings)
        plan = read_plan(configuration, changes_on_the_way)
        recording, twin = Recording.begin(configuration, plan), None
    else:
        from microtui.command_line.described.resumed_run import remarks, saved_session

        saved = saved_session(context, resume, settings, changes_on_the_way)
        recording = Recording.from_saved(saved.run)
        twin = None if saved.twin is None else Twin.from_saved(saved.twin)
        for remark in remarks(context, settings, saved.run):
            click.echo(f"microtui: {remark}", err=True)
    if tells_remarks(context):
        for remark in remarks_on_the_table(context):
            click.echo(f"microtui: {remark}", err=True)
    if goal is not None:
        goal.require_fitting(recording.training.configuration)
    return recording, twin


def tells_remarks(context: click.Context) -> bool:
    """Whether what is decided is told: a lesson's run is as its author has it."""
    return isinstance(context.command, click.Group) or context.params.get("quiet") is False


def store_if(save: bool) -> RunStore | None:
    """Where the run is saved, if it is to be."""
    from microtui.saving.run_store import RunStore

    return RunStore() if save else None
