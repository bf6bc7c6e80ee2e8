"""The command palette's entries for settings: each to be set, each choice, each step."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.app import SystemCommand

from microtui.changes.alternatives import alternatives
from microtui.screens.dialogs.asking import options
from microtui.screens.main_screen import MainScreen
from microtui.settings.run_settings import SETTINGS


def setting_commands(screen: MainScreen) -> Iterator[SystemCommand]:
    """What can be changed about the run on this screen."""
    if screen.snapshot is None:
        return
    for each in alternatives(screen.snapshot.configuration):
        yield SystemCommand(each.title, each.explanation, partial(screen.carry_out, each.command))
    for setting in SETTINGS:
        yield SystemCommand(
            f"Set {setting.label} …",
            setting.explanation,
            partial(screen.ask, partial(options, field=setting.field)),
        )
