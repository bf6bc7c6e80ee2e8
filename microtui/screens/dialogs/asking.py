"""The dialogs of the main screen: each asks for something and makes a command of the answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import ConfigurationError
from microtui.changes.revisions import with_mistake_switched
from microtui.changes.twins import DIFFERENCES
from microtui.exports.formats import FORMATS
from microtui.exports.new_file import write_file
from microtui.screens.dialogs.epoch_screen import EpochScreen
from microtui.screens.dialogs.file_screen import ChosenFile, FileScreen
from microtui.screens.dialogs.parameter_screen import ParameterScreen
from microtui.screens.dialogs.questions import (
    PICTURE,
    which_difference,
    which_export,
    which_mistake,
)
from microtui.screens.dialogs.settings_screen import SettingsScreen
from microtui.session.commands import Command, Configure, Export, GoToEpoch, SetParameter, StartTwin
from microtui.session.snapshot import Snapshot

if TYPE_CHECKING:
    from microtui.screens.main_screen import MainScreen

    Ask = Callable[[MainScreen, Snapshot], Awaitable[Command | None]]


async def epoch(screen: MainScreen, snapshot: Snapshot) -> Command | None:
    chosen = await screen.app.push_screen_wait(EpochScreen(snapshot.progress.last_epoch))
    return None if chosen is None else GoToEpoch(chosen)


async def mistake(screen: MainScreen, snapshot: Snapshot) -> Command | None:
    name = await screen.app.push_screen_wait(which_mistake())
    return None if name is None else Configure(with_mistake_switched(name))


async def twin(screen: MainScreen, snapshot: Snapshot) -> Command | None:
    name = await screen.app.push_screen_wait(which_difference())
    return None if name is None else StartTwin(DIFFERENCES[name].revision)


async def parameter(screen: MainScreen, snapshot: Snapshot) -> Command | None:
    """Beginning with the one at the top of the table."""
    dialog = ParameterScreen(snapshot, screen.first_parameter)
    assignment = await screen.app.push_screen_wait(dialog)
    return None if assignment is None else SetParameter(*assignment)


async def options(
    screen: MainScreen, snapshot: Snapshot, field: str | None = None
) -> Command | None:
    """Every setting, this one first."""
    old = snapshot.configuration
    new = await screen.app.push_screen_wait(SettingsScreen(old, field))
    return None if new is None or new == old else Configure(lambda _: new)


async def export(screen: MainScreen, snapshot: Snapshot) -> Command | None:
    """Ask for a format and a file. A picture is written here, the run by the session."""
    name = await screen.app.push_screen_wait(which_export())
    if name is None:
        return None
    form = FORMATS.get(name)
    what, suffix = (form.label, form.suffix) if form else (PICTURE.label, ".svg")
    stem = Path(snapshot.configuration.data.name).stem
    suggestion = f"{stem}-epoch-{snapshot.epoch}{suffix}"
    chosen = await screen.app.push_screen_wait(FileScreen(what, suggestion))
    if chosen is None:
        return None
    if form is not None:
        return Export(form.text, partial(write, screen, chosen))
    write(screen, chosen, screen.app.export_screenshot(simplify=True))
    return None


def write(screen: MainScreen, chosen: ChosenFile, text: str) -> None:
    """Any thread may call this."""
    try:
        write_file(chosen.path, text, overwrite=chosen.overwrite)
    except ConfigurationError as error:
        screen.say(str(error), is_warning=True)
    else:
        screen.say(f"Written to {chosen.path.absolute()}")


DIALOGS: dict[str, Ask] = {
    "epoch": epoch,
    "mistake": mistake,
    "twin": twin,
    "parameter": parameter,
    "options": options,
    "export": export,
}
"""By the names that `microtui.screens.main_keys` has for them."""
