"""Whether a run shows what is wrong with it soon enough, so that nobody has to guess."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from engine.arrays import quiet
from engine.run.configuration import Configuration
from engine.training import Training
from microtui.session.health import examined

EPOCHS = 30
"""So many are gone through to see it."""


@dataclass(frozen=True)
class Course:
    """The loss at the beginning and after each epoch, as far as it is a number."""

    losses: Sequence[float]
    has_diverged: bool

    @property
    def first(self) -> float:
        return self.losses[0]

    @property
    def last(self) -> float:
        return self.losses[-1]

    def rises(self, share: float) -> int:
        """How many epochs have made it larger by more than this share of the first."""
        return sum(after - before > share * self.first for before, after in pairwise(self.losses))


@quiet()
def course_of(configuration: Configuration) -> Course:
    training = Training(configuration)
    for _ in range(EPOCHS):
        training.run_epoch()
        if training.divergence is not None:
            break
    curve = training.train_history.curve()
    return Course(curve.high.tolist(), training.divergence is not None)


def learns(configuration: Configuration) -> bool:
    """It comes down by much, and never goes up by much."""
    course = course_of(configuration)
    return (
        not course.has_diverged
        and course.last < 0.6 * course.first
        and max(course.losses) <= course.first
        and course.rises(0.05) <= 1
    )


def runs_wild(configuration: Configuration) -> bool:
    """It has no bounds, or goes up by much again and again."""
    course = course_of(configuration)
    return course.has_diverged or course.rises(0.2) >= 4


def stands_still(configuration: Configuration) -> bool:
    """It hardly moves, although it falls."""
    course = course_of(configuration)
    return not course.has_diverged and 0.97 * course.first < course.last < course.first


@quiet()
def lets_little_through(configuration: Configuration) -> bool:
    """Most of its hidden units are at their limits from the first."""
    training = Training(configuration)
    health, _ = examined(training, training.model.unit_outputs(training.data.inputs))
    return 4 * health.stuck >= 3 * health.hidden


PLAIN: Mapping[str, Callable[[Configuration], bool]] = {
    "none": learns,
    "large-start": lets_little_through,
    "rate-large": runs_wild,
    "rate-small": stands_still,
}
"""By kind. All others are plain from the first update on, in numbers of that alone."""


def is_plain(key: str, configuration: Configuration) -> bool:
    return key not in PLAIN or PLAIN[key](configuration)
