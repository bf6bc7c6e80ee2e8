"""What was typed and is not so in a saved run that it was typed beside.

A run is what it began with, and what it is now: neither asks for anything else than there is. And
it is what the line says that key `y` copies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import click

from engine.data.table import Table
from engine.replay.plan import as_planned
from engine.replay.saved_run import Planned, SavedRun
from engine.run.configuration import Configuration
from engine.run.starting_parameters import StartingParameters
from microtui.command_line.described.table_options import flag_of, typed_table_options
from microtui.command_line.described.typed_settings import configuration_of, typed_parameters
from microtui.exports.command_line import STANDARD_INPUT, from_beginning
from microtui.settings.plan_text import read_plan, written
from microtui.settings.run_settings import SETTINGS
from microtui.tables.table_options import UNASKED

NOT_GIVEN = "not given"


@dataclass(frozen=True)
class Difference:
    """What was typed and is not so in the saved run."""

    option: str
    saved: str
    """What it is there, as one would type it."""
    here: str
    typed: str
    """The option to leave out."""
    later: str | None = None
    """What it has become there on the way, where that is something else."""

    @property
    def sentence(self) -> str:
        on_the_way = "" if self.later is None else f" and {self.later} later on"
        return (
            f"{self.option} is {self.saved or 'empty'} in the saved run{on_the_way}, "
            f"{self.here or 'empty'} here: leave out {self.typed} to go on with that run, or "
            "--resume to begin another"
        )


def differences(
    context: click.Context, settings: Mapping[str, Any], plan: Sequence[str], run: SavedRun
) -> Iterator[Difference]:
    names = [str(parameter.name) for parameter in typed_parameters(context)]
    typed = {name: settings[name] for name in names if name in settings}
    yield from differences_of_data(run, typed)
    yield from differences_of_settings(run, typed)
    if (preset := typed.get("preset")) is not None:
        # All that it is was asked for, but for what was typed beside it.
        whole = vars(configuration_of(context, dict(settings)))
        for difference in differences_of_settings(run, whole):
            yield replace(difference, typed=f"--preset {preset.name}")
    if (parameters := typed.get("parameters")) is not None:
        yield from differences_of_parameters(run, parameters)
    if plan:
        yield from differences_of_plans(run, plan)


def differences_of_settings(run: SavedRun, typed: Mapping[str, Any]) -> Iterator[Difference]:
    first, now = run.changes[0].configuration, run.changes[run.applied - 1].configuration
    known = (first, begun_with(run), now)
    for setting in SETTINGS:
        if setting.field not in typed:
            continue
        value = typed[setting.field]
        if setting.field == "dataset" and first.table is not None:
            if typed.get("table") is None:
                yield Difference("--dataset", first.data.name, value, "--dataset")
        elif value not in [getattr(each, setting.field) for each in known]:
            saved, later = setting.text(first), setting.text(now)
            is_switched_off = setting.field == "zero_grad" and not value
            yield Difference(
                setting.flag,
                saved,
                setting.write(value),
                "--no-zero-grad" if is_switched_off else setting.flag,
                later if later != saved else None,
            )


def begun_with(run: SavedRun) -> Configuration:
    """As the line says it that makes the run again."""
    return from_beginning(run.changes[: run.applied])[0].configuration


def differences_of_data(run: SavedRun, typed: Mapping[str, Any]) -> Iterator[Difference]:
    """What a file holds counts, not what it is called, nor how it was read."""
    first = run.changes[0].configuration
    saved, table = first.table, typed.get("table")
    before = {} if saved is None else how_read(saved.is_scaled, saved.asked)
    if table is None:
        options = typed_table_options(typed)
        both = before, how_read(options.scale, options.asked)
        before, here = ({n: text for n, text in each.items() if n in typed} for each in both)
        yield from differences_of_reading(before, here, typed)
    elif saved is None:
        yield Difference("--data", first.dataset, table.name, "--data")
    elif not holds_the_same(table, saved):
        here = how_read(table.is_scaled, table.asked)
        yield from differences_of_reading(before, here, typed)
        one, other = contents(saved), contents(table)
        yield Difference("--data", one, told_apart(other, one), "--data")


def holds_the_same(table: Table, saved: Table) -> bool:
    """An older version did not keep what a target is called."""
    names = saved.target_names
    if len(table.target_names) != len(names):
        return False
    return replace(table, name=saved.name, target_names=names) == saved


def how_read(scale: bool, asked: Iterable[tuple[str, str]]) -> dict[str, str]:
    """By option, what it was as text; what goes without saying, too."""
    return {"scale": "on" if scale else "off", "missing": UNASKED.missing, **dict(asked)}


def differences_of_reading(
    saved: Mapping[str, str], here: Mapping[str, str], typed: Mapping[str, Any]
) -> Iterator[Difference]:
    """Where a file was to be read otherwise, that may be why it holds something else."""
    for name in dict.fromkeys([*here, *saved]):
        before, now = saved.get(name, NOT_GIVEN), here.get(name, NOT_GIVEN)
        if before != now:
            flag = flag_of(name, typed[name]) if name in typed else "--data"
            yield Difference(f"--{name}", before, now, flag)


def contents(table: Table) -> str:
    return f"{table.name} ({len(table.points)} samples, {len(table.column_names)} columns)"


def differences_of_parameters(run: SavedRun, given: StartingParameters) -> Iterator[Difference]:
    """Their numbers count, not what their file is called."""
    saved = run.changes[0].configuration.parameters
    if saved is None or saved.values.tobytes() != given.values.tobytes():
        before, here = NOT_GIVEN if saved is None else source(saved), source(given)
        yield Difference("--parameters", before, told_apart(here, before), "--parameters")


def source(parameters: StartingParameters) -> str:
    return "standard input" if parameters.name == STANDARD_INPUT else parameters.name


def told_apart(here: str, saved: str) -> str:
    """Where two are called the same, that they are not."""
    return f"another {here}" if here == saved else here


def differences_of_plans(run: SavedRun, texts: Sequence[str]) -> Iterator[Difference]:
    """What was set on the way by hand may be planned, too: so key `y` writes it."""
    planned = [change.planned for change in run.changes if change.planned is not None]
    typed = read_plan(begun_with(run), texts)
    if typed not in (planned, planned_again(run)):
        yield Difference("--at", text_of(planned), text_of(typed), "--at")


def planned_again(run: SavedRun) -> list[Planned]:
    """The plan that makes the run again, as far as it is, and what lies ahead of it."""
    made = from_beginning(run.changes[: run.applied])
    again = [as_planned(last, change) for last, change in pairwise(made)]
    ahead = [each.planned for each in run.changes[run.applied :] if each.planned is not None]
    return [planned for planned in again if planned.values or planned.parameter] + ahead


def text_of(plan: Sequence[Planned]) -> str:
    return " --at ".join(map(written, plan)) or NOT_GIVEN
