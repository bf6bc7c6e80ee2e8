"""Going on with a run under another configuration."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.run.configuration import Configuration
from engine.training import Training


def reconfigured(training: Training, configuration: Configuration) -> Training:
    """The run, gone on with under this configuration.

    Where its beginning stays the same, parameters, gradients and loss curve are kept; else the run
    begins anew. The learning rate and `zero_grad` count from the next phase;
    all else counts from the next update, and one that is under way is finished first.
    """
    old = training.configuration
    if changes_at_once(old, configuration):
        training.configuration = configuration
        training.optimizer.learning_rate = configuration.learning_rate
        return training
    changed = Training(configuration)
    if start_of(configuration) != start_of(old):
        return changed
    if training.phase != 0:
        training.run_batch()
    state = training.state()
    if configuration.optimizer != old.optimizer:
        state = replace(state, slots=np.zeros_like(changed.optimizer.slots), steps=0)
    if configuration.batches != old.batches:
        state = replace(state, batch=0)
    changed.train_history = training.train_history
    changed.test_history = training.test_history
    changed.restore(state)
    return changed


def changes_at_once(old: Configuration, new: Configuration) -> bool:
    """Whether the new one can take effect in the middle of an update."""
    return new == replace(old, learning_rate=new.learning_rate, zero_grad=new.zero_grad)


def start_of(configuration: Configuration) -> tuple[object, ...]:
    """What the parameters that a run begins with depend on."""
    starts = [each.start for each in configuration.mistakes_made if each.start is not None]
    return configuration.sizes, configuration.seed, starts
