"""What happens to a run when its configuration changes, in words."""

from __future__ import annotations

from engine.replay.reconfiguration import new_start
from engine.run.configuration import Configuration

UNCHANGED = "Nothing is changed yet."


def consequence(old: Configuration, new: Configuration) -> str:
    """One sentence: whether the run goes on with its parameters or begins anew, and why."""
    if new == old:
        return UNCHANGED
    match new_start(old, new):
        case "dataset":
            return "The run begins anew, on another dataset."
        case "shape":
            return "The run begins anew: the network's shape changes."
        case "seed":
            return "The run begins anew: the seed decides what parameters it begins with."
        case "parameters":
            return "The run begins anew: the parameters it begins with change."
        case None:
            if samples_of(new) != samples_of(old):
                return "The run goes on with its parameters, on other samples."
            return "The run goes on with its parameters."


def samples_of(configuration: Configuration) -> tuple[object, ...]:
    """What the samples depend on, where dataset and seed stay the same."""
    noise = configuration.noise if configuration.data.count is None else None
    return configuration.sample_count, configuration.train_count, noise


def forced_loss(old: Configuration, new: Configuration) -> str | None:
    """What to say where another dataset has brought another loss with it."""
    if new.task == old.task or new.loss == old.loss:
        return None
    return f"{new.data.name} has numbers as targets, not classes: the loss is now {new.loss}."
