"""What was changed on the way of a run, in as few words as a plot has room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from engine.network.flat import parameter_names
from engine.replay.reconfiguration import differing
from engine.replay.saved_run import Change
from engine.run.configuration import Configuration
from microtui.settings.run_settings import BY_FIELD


@dataclass(frozen=True)
class ChangeMark:
    """Where the loss curve has a mark: an epoch, and what was set there, by what it is called."""

    epoch: float
    settings: Mapping[str, str]

    @property
    def text(self) -> str:
        """Such as `z off` or `lr 0.3`."""
        return ", ".join(f"{name} {value}" for name, value in self.settings.items())

    @property
    def is_warning(self) -> bool:
        """Whether zero_grad was turned off there."""
        return self.settings.get(ZERO_GRAD) == "off"


ZERO_GRAD = "z"
"""Its key is its shortest name, and the one that was pressed."""


def change_marks(changes: Sequence[Change]) -> list[ChangeMark]:
    """One for each change that has changed something, in the order in which they were made."""
    marks = [
        ChangeMark(epoch_of(change), settings_of(last, change))
        for last, change in pairwise(changes)
    ]
    return [mark for mark in marks if mark.settings]


def epoch_of(change: Change) -> float:
    """With the part of the epoch under way, if there is one."""
    if not change.batch:
        return change.epoch
    return change.epoch + change.batch / change.configuration.batches


def settings_of(last: Change, change: Change) -> Mapping[str, str]:
    settings = settings_between(last.configuration, change.configuration)
    if change.parameter is None:
        return settings
    index, value = change.parameter
    return {**settings, parameter_names(change.configuration.sizes)[index]: f"{value:g}"}


@lru_cache(maxsize=256)
def settings_between(old: Configuration, new: Configuration) -> Mapping[str, str]:
    """Kept: of a run with many changes, every frame asks for all of them several times."""
    settings = {}
    for field in differing(old, new):
        if field in BY_FIELD:
            setting = BY_FIELD[field]
            name = ZERO_GRAD if field == "zero_grad" else setting.option
            settings[name] = setting.text(new)
    return settings


def merged(marks: Sequence[ChangeMark]) -> ChangeMark:
    """Several that stand in one place, as one: what was set last."""
    settings: dict[str, str] = {}
    for mark in marks:
        for name, value in mark.settings.items():
            # What was set anew stands behind what was set before.
            settings.pop(name, None)
            settings[name] = value
    return ChangeMark(marks[-1].epoch, settings)
