"""What the command palette offers: all that has a key, and each setting, choice and step."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from textual.app import App, SystemCommand
from textual.binding import ActiveBinding
from textual.screen import Screen

from engine.run.presets import PRESETS
from microtui.changes.alternatives import alternatives
from microtui.changes.revisions import with_preset
from microtui.screens.dialogs.asking import options
from microtui.screens.main_screen import MainScreen
from microtui.session.commands import Restart
from microtui.settings.run_settings import SETTINGS
from microtui.terminal.application.acting_keys import acting
from microtui.terminal.page.tell_page import tell_page
from microtui.terminal.served import is_served


def palette_commands(app: App[None], screen: Screen[object]) -> Iterator[SystemCommand]:
    """What can be done on this screen now."""
    for active in acting(screen):
        binding = active.binding
        if binding.tooltip and binding.action != "command_palette":
            key = f"key {app.get_key_display(binding)}"
            yield SystemCommand(binding.tooltip, key, partial(run, app, active))
    if isinstance(screen, MainScreen):
        yield from setting_commands(screen)


def page_commands(app: App[None]) -> Iterator[SystemCommand]:
    """What only a page has."""
    if is_served():
        yield SystemCommand(
            "Your name for the class",
            "What the list of the class calls this run; the page asks for it",
            partial(tell_page, app, "ask_name"),
        )


async def run(app: App[None], active: ActiveBinding) -> None:
    """As its key does where it is bound: the application, a screen, or what has the focus there."""
    await app.run_action(active.binding.action, active.node)


def setting_commands(screen: MainScreen) -> Iterator[SystemCommand]:
    """What can be changed about the run on this screen."""
    if screen.snapshot is None or screen.snapshot.is_case:
        return
    for name, preset in PRESETS.items():
        yield SystemCommand(
            f"preset: {name}",
            f"Begin anew: {preset.description}. {preset.reason}",
            partial(screen.carry_out, Restart(with_preset(name))),
        )
    for each in alternatives(screen.snapshot.configuration):
        yield SystemCommand(each.title, each.explanation, partial(screen.carry_out, each.command))
    for setting in SETTINGS:
        yield SystemCommand(
            f"Set {setting.label} …",
            setting.explanation,
            partial(screen.ask, partial(options, field=setting.field)),
        )
