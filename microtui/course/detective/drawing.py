"""A case, drawn: which run, and what is wrong with it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from engine.randomness import generator
from engine.replay.recording import Recording
from engine.replay.saved_run import SavedSession
from engine.run.configuration import Configuration
from microtui.course.detective.cases import KINDS
from microtui.course.detective.plainness import is_plain
from microtui.course.detective.right_runs import RIGHT_RUNS
from microtui.course.staged_run import StagedRun

MOST_SEEDS = 1_000_000
"""Of a run: few digits, and so many that no two cases are of the same one."""


@dataclass(frozen=True)
class Case:
    """A run, and what is wrong with it."""

    key: str
    """Of `microtui.course.detective.cases`."""
    configuration: Configuration


def draw_case(seed: int, key: str | None = None) -> Case:
    """The same for the same seed; of this kind, where one is named.

    What is wrong is drawn once; runs are drawn until one shows it plainly.
    """
    drawn = generator(seed, "case")
    kind = list(KINDS.values())[drawn.integers(len(KINDS))] if key is None else KINDS[key]
    while True:
        right = RIGHT_RUNS[drawn.integers(len(RIGHT_RUNS))]
        right = replace(right, seed=int(drawn.integers(MOST_SEEDS)))
        configuration = kind.make(right, drawn)
        if is_plain(kind.key, configuration):
            return Case(kind.key, configuration)


def fresh_seed() -> int:
    """Another one each time."""
    return secrets.randbits(63)


def staged(case: Case) -> StagedRun:
    """Its run at the beginning, to be opened; its command line tells no more than the screen."""
    saved = SavedSession(Recording.begin(case.configuration).saved())
    return StagedRun(saved, None, case.key, "microtui learn detective")
