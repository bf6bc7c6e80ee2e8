"""How a run stands, for a list of many: what a teacher sees of each of them at a glance."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import PurePath

from engine.mistakes import MISTAKES
from microtui.session.snapshot import Snapshot
from microtui.words.classroom.changed_so_far import changed_so_far
from microtui.words.window_title import name_in_title

MOST_CHANGES = 8
"""The last ones are told: of a hundred parameters set by hand nobody reads all."""


@dataclass(frozen=True)
class RunReport:
    """Nothing in it tells what is wrong in a case that the reader is to solve.

    Where no run is looked at, as in the scratchpad, there are no numbers, and `dataset` is empty.
    """

    screen: str
    """What is being looked at, such as `run`."""
    lesson: str | None = None
    """`9 · step 3 of 7`; None outside of lessons."""
    dataset: str = ""
    network: str = ""
    """Units per layer, inputs first: `2-16-16-1`."""
    epoch: int = 0
    loss: float | None = None
    """On the training set; None where it is not finite."""
    accuracy: float | None = None
    """Of the training set, 0 .. 1; None where there is none."""
    zero_grad: bool | None = None
    """None in a case."""
    mistakes: tuple[str, ...] = ()
    """Others that the run makes, each by what it is called."""
    changed: tuple[str, ...] = ()
    """What else is otherwise than when the run began, what was changed last at the end."""
    playing: bool = False
    diverged: bool = False


def run_report(snapshot: Snapshot, *, screen: str, lesson: str | None = None) -> RunReport:
    configuration = snapshot.configuration
    is_told = not snapshot.is_case
    return RunReport(
        screen=screen,
        lesson=lesson,
        dataset=name_in_title(PurePath(configuration.data.name).name),
        network="-".join(map(str, snapshot.sizes)),
        epoch=snapshot.epoch,
        loss=finite(snapshot.loss),
        accuracy=finite(snapshot.accuracy),
        zero_grad=configuration.zero_grad if is_told else None,
        mistakes=labels(configuration.mistakes) if is_told else (),
        changed=tuple(changed_so_far(snapshot.changes)[-MOST_CHANGES:]) if is_told else (),
        playing=snapshot.progress.playing,
        diverged=snapshot.divergence is not None,
    )


def screen_word(name: str) -> str:
    """What a screen is called, by its class: `SettingsScreen` is `settings`."""
    words = re.findall("[A-Z][a-z]*", name.removesuffix("Screen"))
    word = " ".join(words).lower()
    return {"main": "run", "lesson scratchpad": "scratchpad"}.get(word, word)


def finite(number: float | None) -> float | None:
    """JSON has no other numbers."""
    return number if number is not None and math.isfinite(number) else None


def labels(mistakes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(MISTAKES[each].label for each in mistakes)
