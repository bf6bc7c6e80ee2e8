"""Changes that are to be made on the way: where on it that is, and what holds from there on."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from engine.data.datasets import DATASETS
from engine.errors import ConfigurationError
from engine.network.flat import parameter_names
from engine.replay.reconfiguration import changes_at_once, data_of, differing, new_start
from engine.replay.saved_run import Change, Planned
from engine.run.configuration import Configuration
from engine.training import PHASES

ANEW = "that begins a run anew: set it from the start instead"


def with_plan(changes: tuple[Change, ...], plan: Iterable[Planned]) -> tuple[Change, ...]:
    """The changes with those of a plan behind them, as far as they can be made after these."""
    for planned in plan:
        with suppress(ConfigurationError):
            changes = (*changes, planned_change(changes[-1], planned))
    return changes


def planned_change(last: Change, planned: Planned) -> Change:
    """What a plan makes of a run after its last change; raises `ConfigurationError` if it cannot.

    A change that gives an epoch another number of updates has the epoch under way begin again, so a
    place may come twice: that after the last change is meant.
    """
    old = last.configuration
    if names_other_data(planned, old):
        raise ConfigurationError(ANEW)
    configuration = replace(old, **planned.values)
    if new_start(old, configuration) is not None:
        raise ConfigurationError(ANEW)
    if planned.phase and not (changes_at_once(old, configuration) and planned.parameter is None):
        raise ConfigurationError(
            "in the middle of an update only the learning rate, its schedule and zero_grad "
            "can change"
        )
    batches = old.batches
    if planned.batch >= batches:
        raise ConfigurationError(
            f"an epoch has {batches} updates there, so its last change can be at "
            f"{planned.epoch}/{batches - 1}"
        )
    updates = last.updates + (planned.epoch - last.epoch) * batches + planned.batch - last.batch
    time = len(PHASES) * updates + planned.phase
    if time < last.time:
        raise ConfigurationError(
            "the change before it comes later in the same epoch: give them in their order"
        )
    return Change(
        time,
        configuration,
        updates,
        planned.epoch,
        planned.batch if configuration.batches == batches else 0,
        planned.parameter and (index_of(planned.parameter[0], configuration), planned.parameter[1]),
        planned=planned,
    )


def names_other_data(planned: Planned, old: Configuration) -> bool:
    """Whether a dataset is planned in place of what is learned, whatever loss that would need."""
    name = planned.values.get("dataset")
    return name in DATASETS and name != data_of(old)


def as_planned(last: Change, change: Change) -> Planned:
    """What, planned, makes this very change after that one."""
    old, new = last.configuration, change.configuration
    epochs, batch = divmod(last.batch + change.updates - last.updates, old.batches)
    names = parameter_names(new.sizes)
    return Planned(
        last.epoch + epochs,
        batch,
        change.time - len(PHASES) * change.updates,
        differing(old, new),
        change.parameter and (names[change.parameter[0]], change.parameter[1]),
    )


def index_of(name: str, configuration: Configuration) -> int:
    """Where this parameter stands; raises `ConfigurationError` where there is none of this name."""
    names = parameter_names(configuration.sizes)
    if name not in names:
        raise ConfigurationError(
            f"the network has no parameter {name}: they go from {names[0]} to {names[-1]}"
        )
    return names.index(name)
