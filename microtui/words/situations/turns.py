"""Which changes of a configuration begin something new: from where on losses can be compared."""

from __future__ import annotations

from dataclasses import replace

from engine.replay.saved_run import Change
from engine.run.configuration import Configuration


def measured_by(configuration: Configuration) -> tuple[object, ...]:
    """What a loss is taken of, and how; a run of other data begins anew."""
    return (
        configuration.loss,
        configuration.samples,
        configuration.noise,
        configuration.train_share,
    )


def starts_another_story(before: Change, after: Change) -> bool:
    """Whether more was changed than zero_grad and the learning rate."""
    as_before = replace(
        after.configuration,
        zero_grad=before.configuration.zero_grad,
        learning_rate=before.configuration.learning_rate,
    )
    return after.parameter is not None or as_before != before.configuration
