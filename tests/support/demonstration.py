"""How well a forgotten `zero_grad` shows: the same run, with and without it, from several moments.

Harm is what a person sees who presses `z` and waits: the training loss at least five times as
large, by an amount that shows beside it, or five points fewer of the training set on the right
side, or divergence. The run is held against itself as it goes on with `zero_grad`, and against what
it was at that moment, too, but at the start, where it has learned nothing yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from engine.replay.twin import Twin
from engine.run.configuration import Configuration
from engine.run.progress import steps
from engine.training import Training

MOMENTS = (0, 30, 100, 300, 1000)
"""After how many epochs it is forgotten."""

PATIENCE = 50
"""Epochs within which the harm must show."""

SOON = 15
"""Epochs within which it mostly should."""

RECOVERY = 100
"""Epochs with `zero_grad` on again, to come back to what was known before."""

TIMES_AS_LARGE = 5.0
LEAST_RISE = 0.01
"""Of the loss; less is nothing to look at, however many times as large."""

POINTS_DOWN = 0.05

SEEDS = (1337, 1)
MORE_SEEDS = (2, 3, 4, 5, 6)


@dataclass(frozen=True)
class Standing:
    """How a run does on its training set."""

    loss: float
    accuracy: float

    def is_harmed(self, beside: Standing) -> bool:
        """Whether it is so much worse than the other that one sees it."""
        is_larger = self.loss >= max(TIMES_AS_LARGE * beside.loss, beside.loss + LEAST_RISE)
        return is_larger or self.accuracy <= beside.accuracy - POINTS_DOWN


@dataclass(frozen=True)
class Forgotten:
    """What became of a run from the moment on at which `zero_grad` was switched off."""

    seed: int
    moment: int
    harmed_after: int | None
    """Epochs until the harm showed; None where it did not."""
    diverged: bool
    recovered: bool
    """Whether it came back to within five points, `zero_grad` on again after the patience."""


@dataclass(frozen=True)
class Demonstration:
    """All that was measured of one configuration."""

    known: tuple[float, ...]
    """Accuracy on the training set after 100 epochs, a seed each."""
    tested: tuple[float, ...]
    """The same on the test set."""
    forgotten: tuple[Forgotten, ...]
    zero_gradients: int
    """Updates at which every gradient was exactly zero."""

    @property
    def harmed(self) -> int:
        return sum(each.harmed_after is not None for each in self.forgotten)

    @property
    def harmed_soon(self) -> int:
        return sum(
            each.harmed_after is not None and each.harmed_after <= SOON for each in self.forgotten
        )

    @property
    def recovered(self) -> int:
        return sum(each.recovered for each in self.forgotten)


def demonstration(configuration: Configuration, seeds: Sequence[int] = SEEDS) -> Demonstration:
    """Train with each of the seeds once, and forget `zero_grad` at each moment on the way."""
    known, tested, forgotten, zero_gradients = [], [], [], 0
    for seed in seeds:
        training = Training(replace(configuration, seed=seed, zero_grad=True))
        standings = [standing(training)]
        twins = {}
        for epoch in range(MOMENTS[-1] + PATIENCE):
            if epoch in MOMENTS:
                wrong = replace(training.configuration, zero_grad=False)
                twins[epoch] = Twin.beside(training, wrong).training
            for _ in steps(training, "epoch"):
                zero_gradients += not training.model.gradients.any()
            standings.append(standing(training))
            if epoch + 1 == 100:
                train, test = training.evaluate()
                known.append(train.accuracy or 0.0)
                tested.append((test or train).accuracy or 0.0)
        forgotten += [what_becomes(twins[moment], standings, moment) for moment in MOMENTS]
    return Demonstration(tuple(known), tuple(tested), tuple(forgotten), zero_gradients)


def what_becomes(wrong: Training, right: Sequence[Standing], moment: int) -> Forgotten:
    """Go on without `zero_grad` from this moment; `right` is the run with it, by epoch."""
    harmed_after = None
    for epoch, now in enumerate(standings_of(wrong, PATIENCE), start=1):
        references = [right[moment + epoch]] + ([right[moment]] if moment else [])
        if harmed_after is None and all(now.is_harmed(each) for each in references):
            harmed_after = epoch
    diverged = wrong.divergence is not None
    if diverged and harmed_after is None:
        harmed_after = wrong.epoch - moment + 1
    recovered = False
    if not diverged:
        mended = Twin.beside(wrong, replace(wrong.configuration, zero_grad=True)).training
        before = right[moment or moment + PATIENCE].accuracy
        recovered = any(
            each.accuracy > before - POINTS_DOWN for each in standings_of(mended, RECOVERY)
        )
    return Forgotten(wrong.configuration.seed, moment, harmed_after, diverged, recovered)


def standings_of(training: Training, epochs: int) -> Iterator[Standing]:
    """How it does after each of so many epochs, as far as it gets."""
    for _ in range(epochs):
        training.run("epoch")
        if training.divergence is not None:
            return
        yield standing(training)


def standing(training: Training) -> Standing:
    train, _ = training.evaluate()
    assert train.accuracy is not None
    return Standing(train.loss, train.accuracy)
