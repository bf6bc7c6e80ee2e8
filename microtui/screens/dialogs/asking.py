"""What the keys do that takes more than a command: ask the reader, or show how things are now."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from textual.app import App

from engine.mistakes import MISTAKES
from engine.run.suggestions import on_data
from microtui.changes.revisions import with_changes, with_mistake_switched
from microtui.changes.twins import DIFFERENCES
from microtui.exports.command_line import command_line, reservation
from microtui.exports.formats import FORMATS
from microtui.messages import CourseAsked
from microtui.screens.check_screen import CheckScreen
from microtui.screens.dialogs.choice_screen import Choice, ChoiceScreen
from microtui.screens.dialogs.copied_line import hand_over
from microtui.screens.dialogs.data.own_table import own_table
from microtui.screens.dialogs.destination import Say, destination
from microtui.screens.dialogs.epoch_screen import EpochScreen
from microtui.screens.dialogs.parameter_screen import ParameterScreen
from microtui.screens.dialogs.runs_screen import RunsScreen
from microtui.screens.dialogs.settings_screen import SettingsScreen
from microtui.screens.legend_screen import LegendScreen
from microtui.screens.main_keys import AskName
from microtui.session.commands import (
    CheckGradients,
    Command,
    Configure,
    Export,
    GoToEpoch,
    Open,
    Restart,
    SetParameter,
    StartTwin,
)
from microtui.session.snapshot import Snapshot
from microtui.settings.settings_file import fields_set, settings_path

PICTURE = Choice("svg", "picture", "This screen as it is, as an SVG image.")


@dataclass(frozen=True)
class Occasion:
    """How things are when a key is pressed, and where to show something."""

    app: App[object]
    snapshot: Snapshot
    first_parameter: int
    """The index of the one at the top of the table."""
    say: Say


Ask = Callable[[Occasion], Awaitable[Command | None]]
"""Gives the command that comes of it, if any."""


async def epoch(on: Occasion) -> Command | None:
    chosen = await on.app.push_screen_wait(EpochScreen(on.snapshot.progress.last_epoch))
    return None if chosen is None else GoToEpoch(chosen)


async def mistake(on: Occasion) -> Command | None:
    choices = [
        Choice(each.name, f"{each.label}:  {each.wrong}", each.explanation)
        for each in MISTAKES.values()
    ]
    name = await on.app.push_screen_wait(ChoiceScreen("Make a mistake, or mend it", choices))
    return None if name is None else Configure(with_mistake_switched(name))


async def twin(on: Occasion) -> Command | None:
    choices = [Choice(each.name, each.label, each.explanation) for each in DIFFERENCES.values()]
    name = await on.app.push_screen_wait(ChoiceScreen("A twin that differs in", choices))
    return None if name is None else StartTwin(DIFFERENCES[name].revision)


async def parameter(on: Occasion) -> Command | None:
    """Beginning with the one at the top of the table."""
    dialog = ParameterScreen(on.snapshot, on.first_parameter)
    assignment = await on.app.push_screen_wait(dialog)
    return None if assignment is None else SetParameter(*assignment)


async def options(on: Occasion, field: str | None = None) -> Command | None:
    """Every setting, this one first."""
    old = on.snapshot.configuration
    new = await on.app.push_screen_wait(SettingsScreen(old, field))
    return None if new is None or new == old else Configure(with_changes(old, new))


async def data(on: Occasion) -> Command | None:
    """A file of the reader's own, with what suits it wherever nothing was set by hand."""
    table = await own_table(on.app)
    if table is None:
        return None
    return Restart(lambda old: on_data(old, old.dataset, table))


async def export(on: Occasion) -> Command | None:
    """Ask for a format and a file. A picture is written here, the run by the session."""
    choices = [Choice(each.name, each.label, each.explanation) for each in FORMATS.values()]
    question = ChoiceScreen("Take this run with you as", [*choices, PICTURE])
    name = await on.app.push_screen_wait(question)
    if name is None:
        return None
    form = FORMATS.get(name)
    what, suffix = (form.label, form.suffix) if form else (PICTURE.label, ".svg")
    stem = Path(on.snapshot.configuration.data.name).stem
    suggestion = f"{stem}-epoch-{on.snapshot.epoch}{suffix}"
    put = await destination(on.app, what, suggestion, on.say)
    if put is None:
        return None
    if form is not None:
        return Export(form.text, put)
    put(on.app.export_screenshot(simplify=True))
    return None


async def check(on: Occasion) -> Command:
    """On the batch under way; the screen waits for what is found."""
    screen = CheckScreen(is_case=on.snapshot.is_case)
    on.app.push_screen(screen)
    return CheckGradients(screen.deliver)


async def source(on: Occasion) -> None:
    """The code that the next phase runs."""
    # What colours it takes longer to import than all the dialogs.
    from microtui.screens.source_screen import SourceScreen

    on.app.push_screen(SourceScreen.of_phase(on.snapshot))


async def legend(on: Occasion) -> None:
    """What the signs and colours mean, of this run on this terminal."""
    on.app.push_screen(LegendScreen(on.snapshot.configuration))


async def copy(on: Occasion) -> None:
    """The command line that makes this very run."""
    line = command_line(on.snapshot.changes, on.snapshot.plan_ahead, fields_set(settings_path()))
    hand_over(on.app, line, "The command line of this run", reservation(on.snapshot.changes))


async def runs(on: Occasion) -> Command | None:
    """Go on with a saved run; the one that is here is left as it is."""
    saved = await on.app.push_screen_wait(RunsScreen())
    return None if saved is None else Open(saved)


async def scratchpad(on: Occasion) -> None:
    """Lines to type, as they were left."""
    on.app.push_screen("scratchpad")


async def course(on: Occasion) -> None:
    """The lessons, in the place of this run."""
    on.app.post_message(CourseAsked())


ASKS: dict[AskName, Ask] = {
    "epoch": epoch,
    "mistake": mistake,
    "twin": twin,
    "parameter": parameter,
    "options": options,
    "data": data,
    "export": export,
    "check": check,
    "source": source,
    "copy": copy,
    "legend": legend,
    "runs": runs,
    "scratchpad": scratchpad,
    "course": course,
}
"""By the names that `microtui.screens.main_keys` has for them."""

NOT_IN_A_CASE = (mistake, twin, parameter, options, data, export, copy, runs)
"""What would tell what is wrong with a run, or make another one of it."""
