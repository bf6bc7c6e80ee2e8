"""Going on with a run under another configuration, or beginning it anew."""

from __future__ import annotations

from dataclasses import fields, replace
from operator import attrgetter
from typing import Any, Literal

import numpy as np

from engine.data.table import Table
from engine.run.beginning import start_of
from engine.run.configuration import Configuration
from engine.training import Training

NewStart = Literal["dataset", "shape", "seed", "parameters", "test set"]
"""What is so different that a run begins anew: `parameters` are those that it begins with; a test
set that was not there before has no losses of the epochs so far."""

AT_ONCE = ("learning_rate", "schedule", "learning_rate_end", "schedule_epochs", "zero_grad")
"""The fields of a configuration that can change in the middle of an update."""


def new_start(old: Configuration, new: Configuration) -> NewStart | None:
    """Why a run begins anew when its configuration changes so; None where it goes on."""
    if data_of(new) != data_of(old):
        return "dataset"
    if new.sizes != old.sizes:
        return "shape"
    if new.seed != old.seed:
        return "seed"
    if start_of(new) != start_of(old):
        return "parameters"
    if new.has_test_set != old.has_test_set:
        return "test set"
    return None


def data_of(configuration: Configuration) -> str | Table:
    """What is learned, whichever samples of it: a dataset's name, or the reader's own data."""
    return configuration.table or configuration.dataset


def reconfigured(training: Training, configuration: Configuration) -> Training:
    """The run under this configuration: begun anew, or gone on with from right where it is.

    Where it goes on, parameters, gradients and loss curve are kept. What is in `AT_ONCE` can
    change in the middle of an update; before anything else does, an update that is under way
    should be finished.
    """
    old = training.configuration
    if changes_at_once(old, configuration):
        training.configuration = configuration
        training.optimizer.learning_rate = configuration.rate_at(training.epoch)
        return training
    changed = Training(configuration)
    if new_start(old, configuration) is not None:
        return changed
    state = training.state()
    if configuration.optimizer != old.optimizer:
        state = replace(state, slots=np.zeros_like(changed.optimizer.slots), steps=0)
    if configuration.batches != old.batches:
        state = replace(state, batch=0)
    changed.train_history = training.train_history
    changed.test_history = training.test_history
    changed.restore(state)
    return changed


def changed(
    training: Training, configuration: Configuration, parameter: tuple[int, float] | None
) -> Training:
    """The run under this configuration, and with the parameter at this index set by hand."""
    training = reconfigured(training, configuration)
    if parameter is not None:
        index, value = parameter
        parameters = training.model.parameters.copy()
        parameters[index] = value
        training.model.parameters = parameters
        training.optimizer.before[index] = np.nan
    return training


def changes_at_once(old: Configuration, new: Configuration) -> bool:
    """Whether the new one can take effect in the middle of an update."""
    return new == replace(old, **{name: getattr(new, name) for name in AT_ONCE})


FIELDS = tuple(field.name for field in fields(Configuration))
VALUES = attrgetter(*FIELDS)


def differing(old: Configuration, new: Configuration) -> dict[str, Any]:
    """By field, what the new one has other than the old."""
    pairs = zip(FIELDS, VALUES(old), VALUES(new), strict=True)
    return {name: b for name, a, b in pairs if a is not b and a != b}
