"""What was typed and is not so in a saved run that it was typed beside.

A run is what it began with, and what it is now: neither asks for anything else than there is. And
it is what the line says that key `y` copies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import click

from engine.data.table import Table
from engine.replay.plan import as_planned
from engine.replay.saved_run import Planned, SavedRun
from engine.run.configuration import Configuration
from engine.run.starting_parameters import StartingParameters
from microtui.command_line.described.typed_settings import configuration_of, typed_parameters
from microtui.exports.command_line import STANDARD_INPUT, from_beginning
from microtui.settings.plan_text import read_plan, written
from microtui.settings.run_settings import SETTINGS

NOT_GIVEN = "not given"

Asked = tuple[tuple[str, str], ...]
"""How a file was to be read: see `engine.data.table.Table`."""


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
    yield from differences_of_data(run, typed.get("table"), typed.get("scale"))
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


def differences_of_data(
    run: SavedRun, table: Table | None, scale: bool | None
) -> Iterator[Difference]:
    """What a file holds counts, not what it is called."""
    first = run.changes[0].configuration
    saved = first.table
    is_scaled = scale if table is None else table.is_scaled
    if saved is None:
        if table is not None:
            yield Difference("--data", first.dataset, table.name, "--data")
        elif scale is not None:
            yield Difference("--scale", NOT_GIVEN, on_or_off(scale), flag_of_scale(scale))
    elif is_scaled is not None and is_scaled != saved.is_scaled:
        here, typed = on_or_off(is_scaled), "--data" if scale is None else flag_of_scale(is_scaled)
        yield Difference("--scale", on_or_off(saved.is_scaled), here, typed)
    elif table is not None and not holds_the_same(table, saved):
        yield from differences_of_reading(saved.asked, table.asked)
        before, here = contents(saved), contents(table)
        yield Difference("--data", before, told_apart(here, before), "--data")


def holds_the_same(table: Table, saved: Table) -> bool:
    """An older version did not keep what a target is called."""
    names = saved.target_names
    if len(table.target_names) != len(names):
        return False
    return replace(table, name=saved.name, target_names=names) == saved


def differences_of_reading(saved: Asked, here: Asked) -> Iterator[Difference]:
    """Where the file was to be read otherwise, that is why it holds something else."""
    before, now = dict(saved), dict(here)
    for option in dict.fromkeys([*now, *before]):
        texts = before.get(option, NOT_GIVEN), now.get(option, NOT_GIVEN)
        if texts[0] != texts[1]:
            flag = f"--{option}"
            yield Difference(flag, *texts, flag if option in now else "--data")


def on_or_off(switch: bool) -> str:
    return "on" if switch else "off"


def flag_of_scale(scale: bool) -> str:
    return "--scale" if scale else "--no-scale"


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
