"""Which changes of a configuration begin something new: from where on losses can be compared."""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter

from engine.replay.saved_run import Change
from engine.run.configuration import Configuration

THE_REST = attrgetter(
    *(
        each.name
        for each in fields(Configuration)
        if each.name not in ("zero_grad", "learning_rate")
    )
)
"""All of a configuration but these two, quickly: each frame asks for it of every change."""


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
    is_other = THE_REST(before.configuration) != THE_REST(after.configuration)
    return after.parameter is not None or is_other
