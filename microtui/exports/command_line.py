"""The command line that makes a run what it is, changes on the way included, to be shared."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from engine.replay.plan import as_planned
from engine.replay.reconfiguration import changes_at_once
from engine.replay.saved_run import Change, Planned
from engine.run.configuration import Configuration
from engine.run.suggestions import FOLLOWING, set_by_hand
from microtui.settings.plan_text import written
from microtui.settings.run_settings import DEFAULTS, SETTINGS
from microtui.tables.content.file_bytes import STANDARD_INPUT as INPUT_AS_TABLE

STANDARD_INPUT = "-"


def command_line(
    changes: Sequence[Change], ahead: Iterable[Planned] = (), set_elsewhere: Collection[str] = ()
) -> str:
    """`microtui` with all that makes this run again, given what it began with and each change.

    It opens the run at its start. `ahead` is what is planned for it beyond. The fields that are
    `set_elsewhere`, in a settings file, are in it whatever they are: else that file would decide.
    """
    changes = from_beginning(changes)
    plan = [as_planned(last, change) for last, change in pairwise(changes)]
    beginning = base_words(changes[0].configuration, set_elsewhere)
    return shlex.join(["microtui", *beginning, *plan_words(plan, ahead)])


def from_beginning(changes: Sequence[Change]) -> Sequence[Change]:
    """The same run, begun at once with the learning rate and zero_grad that were set first."""
    while len(changes) > 1 and is_of_the_beginning(changes[0], changes[1]):
        changes = changes[1:]
    return changes


def is_of_the_beginning(first: Change, change: Change) -> bool:
    is_there = change.time == first.time and change.parameter is None
    return is_there and changes_at_once(first.configuration, change.configuration)


def base_words(configuration: Configuration, set_elsewhere: Collection[str] = ()) -> list[str]:
    """All options in which this configuration is not what its dataset suggests, and these."""
    by_hand = set_by_hand(configuration)
    words = []
    if configuration.table is not None:
        name = configuration.table.name
        words += ["--data", STANDARD_INPUT if name == INPUT_AS_TABLE else name]
        for option, text in configuration.table.asked:
            words += [f"--{option}", text]
        if not configuration.table.is_scaled:
            words.append("--no-scale")
    if configuration.parameters is not None:
        words += ["--parameters", configuration.parameters.name]
    for setting in SETTINGS:
        text = setting.text(configuration)
        if configuration.table is not None and setting.field in ("dataset", "samples", "noise"):
            continue
        is_following = setting.field in FOLLOWING
        goes_without_saying = (
            setting.field not in by_hand if is_following else text == setting.text(DEFAULTS)
        )
        if goes_without_saying and setting.field not in set_elsewhere:
            continue
        if setting.field == "zero_grad":
            words.append("--zero-grad" if configuration.zero_grad else "--no-zero-grad")
        else:
            words += [setting.flag, text]
    return words


def plan_words(made: Iterable[Planned], ahead: Iterable[Planned]) -> list[str]:
    """An option for each change, in the order in which they come."""
    changes = [planned for planned in made if planned.values or planned.parameter]
    return [word for planned in (*changes, *ahead) for word in ("--at", written(planned))]


def reservation(changes: Sequence[Change]) -> str | None:
    """What the line leaves open, in a sentence; None where it makes this very run."""
    first = changes[0]
    if first.time > 0:
        return (
            f"This run was begun elsewhere and is known from epoch {first.epoch} on: the line "
            "begins with fresh parameters. To take along the run itself, press x."
        )
    table, parameters = first.configuration.table, first.configuration.parameters
    files, read = [], []
    if table is not None and table.name == INPUT_AS_TABLE:
        read.append("the data")
    elif table is not None:
        files.append(table.name)
    if parameters is not None and parameters.name == STANDARD_INPUT:
        read.append("the parameters to begin with")
    elif parameters is not None:
        files.append(parameters.name)
    needs = [f"reads {each} from its standard input" for each in read]
    if files:
        needs.append(f"looks for {' and '.join(files)} from the folder in which it is called")
    return f"The line {', and '.join(needs)}." if needs else None
