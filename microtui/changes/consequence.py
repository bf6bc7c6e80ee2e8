"""What happens to a run when its configuration changes: in words, and as a command."""

from __future__ import annotations

from engine.replay.reconfiguration import start_of
from engine.run.configuration import Configuration
from microtui.session.commands import Configure, Restart

UNCHANGED = "Nothing is changed yet."


def consequence(old: Configuration, new: Configuration) -> str:
    """One sentence: whether the run goes on with its parameters or begins anew, and why."""
    if new == old:
        return UNCHANGED
    if new.data != old.data:
        return "The run begins anew, on another dataset."
    if new.sizes != old.sizes:
        return "The run begins anew: the network's shape changes."
    if new.seed != old.seed:
        return "The run begins anew: the seed decides what parameters it begins with."
    if start_of(new) != start_of(old):
        return "The run begins anew: the parameters it begins with change."
    if samples_of(new) != samples_of(old):
        return "The run goes on with its parameters, on other samples."
    return "The run goes on with its parameters."


def command_for(old: Configuration, new: Configuration) -> Configure | Restart:
    """What brings a run from one configuration to the other."""
    return Restart(lambda _: new) if new.data != old.data else Configure(lambda _: new)


def samples_of(configuration: Configuration) -> tuple[object, ...]:
    """What the samples depend on, where dataset and seed stay the same."""
    return configuration.samples, configuration.noise, configuration.train_share


def forced_loss(old: Configuration, new: Configuration) -> str | None:
    """What to say where another dataset has brought another loss with it."""
    if new.task == old.task or new.loss == old.loss:
        return None
    return f"{new.data.name} has numbers as targets, not classes: the loss is now {new.loss}."
