"""What happens to a run when its configuration changes, in words."""

from __future__ import annotations

from engine.replay.reconfiguration import new_start
from engine.run.configuration import Configuration

UNCHANGED = "Nothing is changed yet."


def consequence(old: Configuration, new: Configuration) -> str:
    """One sentence: whether the run goes on with its parameters or begins anew, and why."""
    if new == old:
        return UNCHANGED
    lost = lost_parameters(old, new)
    match new_start(old, new):
        case "dataset":
            return "The run begins anew, on another dataset."
        case "shape":
            return "The run begins anew: " + (lost or "the network's shape changes.")
        case "seed" if new.parameters is not None:
            return "The run begins anew: the seed decides on which samples, in which order."
        case "seed":
            return "The run begins anew: the seed decides what parameters it begins with."
        case "parameters":
            return "The run begins anew: the parameters it begins with change."
        case "test set":
            return f"The run begins anew, {'with' if new.has_test_set else 'without'} a test set."
        case None:
            if samples_of(new) != samples_of(old):
                return "The run goes on with its parameters, on other samples."
            return "The run goes on with its parameters."


def samples_of(configuration: Configuration) -> tuple[object, ...]:
    """What the samples depend on, where dataset and seed stay the same."""
    noise = configuration.noise if configuration.data.count is None else None
    return configuration.sample_count, configuration.train_count, noise


def lost_parameters(old: Configuration, new: Configuration) -> str | None:
    """What to say where the parameters that the run was to begin with do not fit any more."""
    if old.parameters is None or new.parameters is not None or old.sizes == new.sizes:
        return None
    return f"the parameters of {old.parameters.short_name} do not fit any more."


def forced_loss(old: Configuration, new: Configuration) -> str | None:
    """What to say where another dataset has brought another loss with it."""
    if new.task == old.task or new.loss == old.loss:
        return None
    return f"{new.data.name} has numbers as targets, not classes: the loss is now {new.loss}."
