"""A saved run to go on with, and what was typed beside it: nothing but what that run is already.

So the line that began a run goes on with it, once `--resume` stands behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import click

from engine.errors import ConfigurationError
from engine.replay.reconfiguration import differing
from engine.replay.saved_run import SavedRun, SavedSession
from microtui.command_line.described.differences import differences
from microtui.command_line.described.options import DEFAULT_EPOCHS
from microtui.command_line.described.typed_settings import typed_parameters
from microtui.settings.run_settings import SETTINGS


def saved_session(
    context: click.Context, resume: str, settings: Mapping[str, Any], plan: Sequence[str]
) -> SavedSession:
    """The run to go on with.

    Raises `ConfigurationError` where something was typed that it neither began with nor is now.
    """
    from microtui.saving.chosen_run import load

    saved = load(resume)
    for difference in differences(context, settings, plan, saved.run):
        raise ConfigurationError(difference.sentence)
    return saved


def remarks(context: click.Context, settings: Mapping[str, Any], run: SavedRun) -> Iterator[str]:
    """What goes otherwise than the line reads, where no screen shows it."""
    has_screen, is_quiet = isinstance(context.command, click.Group), context.params.get("quiet")
    if has_screen or is_quiet:
        return
    typed = {parameter.name for parameter in typed_parameters(context)}
    now = run.changes[run.applied - 1].configuration
    for setting in SETTINGS:
        is_otherwise = settings[setting.field] != getattr(now, setting.field)
        if setting.field in typed & changed_by_hand(run) and is_otherwise:
            yield (
                f"{setting.flag} was set to {setting.text(now)} in the saved run later on, and "
                "stays so"
            )
    trains = context.command.name == "train" or "epochs" in typed
    if trains and run.state.epoch >= (context.params.get("epochs") or DEFAULT_EPOCHS):
        yield (
            f"the saved run has {run.state.epoch} epochs behind it already: --epochs N goes on to "
            "N in all"
        )


def changed_by_hand(run: SavedRun) -> set[str]:
    """The fields that no plan has changed on the way."""
    by_hand = [
        differing(before.configuration, change.configuration)
        for before, change in pairwise(run.changes[: run.applied])
        if change.planned is None
    ]
    return {field for values in by_hand for field in values}
