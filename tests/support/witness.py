"""A training run with somebody beside it who writes down what there is to see, by other means than
the program's own words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from engine.arrays import quiet
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from microtui.session.observation import observe
from microtui.session.snapshot import Progress, Snapshot
from microtui.session.view import View
from microtui.words.number_text import short


@dataclass
class Witness:
    """A run, and what somebody saw who looked at every epoch and at every change."""

    recording: Recording
    losses: list[float] = field(default_factory=list)
    """After each epoch, from 0 on."""
    test_losses: list[float] = field(default_factory=list)
    at_changes: list[float] = field(default_factory=list)
    """The training loss at each change."""
    sums: dict[int, int] = field(default_factory=lambda: {0: 0})
    """By time: how many backwards there were since `.grad` was last set to zero."""

    @classmethod
    def of(cls, configuration: Configuration) -> Witness:
        witness = cls(Recording.begin(configuration))
        witness.look()
        return witness

    def look(self) -> None:
        train, test = self.recording.training.evaluate()
        self.losses.append(train.loss)
        self.test_losses.append(test.loss if test else np.nan)

    def epochs(self, count: int) -> None:
        end = self.recording.epoch + count
        while self.recording.epoch < end and self.recording.divergence is None:
            self.phase()

    def phase(self) -> None:
        """Run the phase that comes next."""
        epoch, phase, count = self.recording.epoch, self.recording.training.phase, self.sum
        if phase == 1 and self.configuration.zero_grad:
            count = 0
        self.recording.run("phase")
        self.sums[self.recording.time] = count + (phase == 2)
        if self.recording.epoch > epoch:
            self.look()

    @property
    def sum(self) -> int:
        """How many backwards `.grad` is the sum of."""
        return self.sums[self.recording.time]

    def change(self, **settings: Any) -> None:
        self.at_changes.append(self.now)
        self.recording.configure(replace(self.recording.training.configuration, **settings))

    @property
    def configuration(self) -> Configuration:
        return self.recording.training.configuration

    @property
    def now(self) -> float:
        return self.recording.training.evaluate()[0].loss

    @property
    def test_now(self) -> float | None:
        test = self.recording.training.evaluate()[1]
        return test.loss if test else None

    @property
    def snapshot(self) -> Snapshot:
        progress = Progress(
            playing=False,
            finished=False,
            speed=None,
            measured_speed=0.0,
            last_epoch=self.recording.last_epoch,
        )
        with quiet():
            return observe(self.recording, None, View(in_full=False), progress)

    @property
    def largest(self) -> str:
        parameters = self.recording.training.model.parameters
        return short(max(parameters.tolist(), key=abs))


Way = Callable[[Witness], None]


def epochs(count: int) -> Way:
    return lambda run: run.epochs(count)


def batches(count: int) -> Way:
    def way(run: Witness) -> None:
        for _ in range(count):
            run.phase()
            while run.recording.training.phase != 0 and run.recording.divergence is None:
                run.phase()

    return way


def phases(count: int) -> Way:
    def way(run: Witness) -> None:
        for _ in range(count):
            run.phase()

    return way


def change(**settings: Any) -> Way:
    return lambda run: run.change(**settings)


def by_hand(*parameters: tuple[int, float]) -> Way:
    def way(run: Witness) -> None:
        for index, value in parameters:
            run.recording.set_parameter(index, value)

    return way


def back(run: Witness) -> None:
    """To the beginning of the epoch; what was seen after it is still known to have been."""
    run.recording.back("epoch")


OFF, ON = change(zero_grad=False), change(zero_grad=True)
