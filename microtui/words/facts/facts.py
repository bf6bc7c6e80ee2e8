"""What situations are told apart by: read out of a snapshot, each fact when it is first asked for.

"Small" and "large" are said of a loss a sample, against about what a network that knows nothing has
by each of the losses: 1, of several targets that are summed 1 each, and of k classes log k.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from engine.formulas.activations import ACTIVATIONS
from engine.formulas.losses import LOSSES
from engine.network.flat import parameter_names
from engine.replay.saved_run import Change
from engine.run.configuration import Configuration
from microtui.session.snapshot import Snapshot
from microtui.words.facts.losses import Halves, at, halves
from microtui.words.facts.turns import measured_by, starts_another_story
from microtui.words.number_text import short

FEW = 10
"""Samples, up to which a training set counts as easy to be lucky with."""


@dataclass(frozen=True)
class Facts:
    """A snapshot, and what follows from it."""

    snapshot: Snapshot

    # -- the run ---------------------------------------------------------------------------------

    @property
    def configuration(self) -> Configuration:
        return self.snapshot.configuration

    @property
    def now(self) -> float:
        """In epochs."""
        return self.snapshot.epoch + self.snapshot.batch / self.snapshot.batches

    @property
    def unit(self) -> float:
        """What a loss is small or large against."""
        return self.unit_of(self.configuration.train_count)

    @property
    def unit_of_test(self) -> float:
        """The same for the test set."""
        return self.unit_of(self.configuration.sample_count - self.configuration.train_count)

    def unit_of(self, count: int) -> float:
        """Of so many samples."""
        loss, outputs = LOSSES[self.configuration.loss], self.configuration.outputs
        if loss.is_over_classes:
            return math.log(outputs)
        return float(count * outputs) if loss.reduction == "sum" else 1.0

    @property
    def has_penalty(self) -> bool:
        return self.configuration.l1 > 0.0 or self.configuration.l2 > 0.0

    @property
    def penalty_name(self) -> str:
        """`L2`, `L1` or both."""
        names = (("L1", self.configuration.l1), ("L2", self.configuration.l2))
        return " and ".join(name for name, strength in names if strength > 0.0)

    def makes(self, mistake: str) -> bool:
        return mistake in self.configuration.mistakes

    # -- gradients and parameters ----------------------------------------------------------------

    @cached_property
    def no_sample_has_a_gradient(self) -> bool:
        """Whether the loss of every training sample has a slope of exactly zero."""
        return self.snapshot.health.silent == self.configuration.train_count

    @cached_property
    def gradient_is_zero(self) -> bool:
        """Whether every gradient of every batch is exactly zero, penalties included, and so is
        what is held."""
        is_pulled = self.has_penalty and self.snapshot.parameters.any()
        return self.no_sample_has_a_gradient and self.nothing_is_held and not is_pulled

    @cached_property
    def nothing_is_held(self) -> bool:
        return not self.snapshot.gradients.any()

    @cached_property
    def largest_parameter(self) -> int:
        """The index of the one furthest from zero."""
        return int(np.abs(self.snapshot.parameters).argmax())

    @property
    def largest_size(self) -> float:
        return abs(float(self.snapshot.parameters[self.largest_parameter]))

    @property
    def largest(self) -> str:
        """`0.3.w[1] is -349.2`."""
        name = parameter_names(self.snapshot.sizes)[self.largest_parameter]
        return f"{name} is {short(float(self.snapshot.parameters[self.largest_parameter]))}"

    @cached_property
    def grows(self) -> bool:
        """Whether a step against the held gradients takes the parameters further from zero."""
        return bool(self.snapshot.parameters.dot(self.snapshot.gradients) < 0.0)

    # -- units -----------------------------------------------------------------------------------

    @property
    def stuck_units(self) -> str:
        """`32 of 32 tanh units are saturated`."""
        health, activation = self.snapshot.health, ACTIVATIONS[self.configuration.activation]
        return f"{health.stuck} of {health.hidden} {activation.name} units are {activation.stuck}"

    @property
    def many_are_stuck(self) -> bool:
        """Whether at least half of the hidden units let next to no gradient through."""
        health = self.snapshot.health
        return 0 < health.hidden <= 2 * health.stuck

    @property
    def all_are_stuck(self) -> bool:
        health = self.snapshot.health
        return 0 < health.hidden == health.stuck

    # -- what was changed on the way -------------------------------------------------------------

    @property
    def last_change(self) -> Change:
        return self.snapshot.changes[-1]

    @property
    def same_loss_since(self) -> Change:
        """From where on a loss is the same function of the same samples."""
        changes, now = self.snapshot.changes, measured_by(self.configuration)
        return next(
            (
                after
                for before, after in reversed(list(pairwise(changes)))
                if measured_by(before.configuration) != now
            ),
            changes[0],
        )

    @cached_property
    def since_change(self) -> Halves:
        """The epochs under the settings of now."""
        return self.since(self.last_change)

    def since(self, change: Change) -> Halves:
        batches = change.configuration.batches
        since = change.epoch + min(change.batch / batches, 1.0)
        return halves(self.snapshot.train_curve, since, self.now, self.snapshot.loss)

    def loss_at(self, change: Change) -> float:
        """Right after it; where an older version saved the run, near it."""
        if change.loss is not None:
            return change.loss
        return at(self.snapshot.train_curve, change.epoch).high

    @cached_property
    def off(self) -> Change:
        """Where zero_grad was switched off last, or what the run began with if it was off then."""
        changes = self.snapshot.changes
        switches = [
            after
            for before, after in pairwise(changes)
            if before.configuration.zero_grad and not after.configuration.zero_grad
        ]
        return switches[-1] if switches else changes[0]

    @cached_property
    def compared(self) -> Change:
        """From where on losses are compared without zero_grad: where it went off, or where
        something else was changed after that which makes another loss of the same parameters, or
        other parameters."""
        return next(
            (
                after
                for before, after in reversed(list(pairwise(self.snapshot.changes)))
                if after.time > self.off.time and starts_another_story(before, after)
            ),
            self.off,
        )

    @cached_property
    def since_compared(self) -> Halves:
        return self.since(self.compared)

    @property
    def when(self) -> str:
        """That moment in words."""
        if self.compared is not self.off:
            return f"after the change in epoch {self.compared.epoch + 1}"
        if self.off is self.snapshot.changes[0]:
            return "at the start"
        return "when zero_grad went off"
