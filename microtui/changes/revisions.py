"""What a key makes of the present configuration: the next choice of this and that."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import fields, replace

from engine.data.datasets import DATASETS
from engine.errors import ConfigurationError
from engine.formulas.activations import ACTIVATIONS
from engine.formulas.optimizers import OPTIMIZERS
from engine.mistakes import MISTAKES
from engine.network.pytorch.presence import PyTorchMissingError
from engine.run.configuration import ENGINES, Configuration
from engine.run.presets import PRESETS
from engine.run.suggestions import on_data
from microtui.session.commands import Revision

FIRST_LAYER = 4
"""Neurons of a hidden layer that is added where there is none."""

LEARNING_RATES = (
    *(1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03),
    *(0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0),
)


def unchanged(configuration: Configuration) -> Configuration:
    return configuration


def neighbouring_learning_rate(learning_rate: float, direction: int) -> float:
    """The next learning rate up (1) or down (-1) the list; the ends are as far as it goes."""
    if direction > 0:
        return min((rate for rate in LEARNING_RATES if rate > learning_rate), default=learning_rate)
    return max((rate for rate in LEARNING_RATES if rate < learning_rate), default=learning_rate)


def with_neighbouring_learning_rate(direction: int) -> Revision:
    return lambda old: replace(
        old, learning_rate=neighbouring_learning_rate(old.learning_rate, direction)
    )


def with_zero_grad_switched(configuration: Configuration) -> Configuration:
    return replace(configuration, zero_grad=not configuration.zero_grad)


def with_new_seed(configuration: Configuration) -> Configuration:
    """Another one, which makes the parameters too: the reader's own are left behind."""
    return replace(configuration, seed=secrets.randbelow(10_000), parameters=None)


def with_next_dataset(configuration: Configuration) -> Configuration:
    """The dataset after this one; after the reader's own data, the one that they stand for."""
    name = configuration.dataset
    if configuration.table is None:
        name = next_name(DATASETS, name)
    return with_dataset(configuration, name)


def with_dataset(configuration: Configuration, name: str) -> Configuration:
    """On the dataset of this name, with what suits it wherever nothing was set by hand."""
    return on_data(configuration, name)


def with_preset(name: str) -> Revision:
    """As this preset is, whatever was set before."""
    return lambda old: PRESETS[name].configuration


def with_next_activation(configuration: Configuration) -> Configuration:
    return replace(configuration, activation=next_name(ACTIVATIONS, configuration.activation))


def with_next_optimizer(configuration: Configuration) -> Configuration:
    return replace(configuration, optimizer=next_name(OPTIMIZERS, configuration.optimizer))


def with_next_engine(configuration: Configuration) -> Configuration:
    """Computed in the next form of the network; PyTorch is passed over where it is not there."""
    name = next_name(ENGINES, configuration.engine)
    try:
        return replace(configuration, engine=name)
    except PyTorchMissingError:
        return replace(configuration, engine=next_name(ENGINES, name))


def with_layer_more(configuration: Configuration) -> Configuration:
    """Another hidden layer behind the last one, with as many neurons."""
    hidden = configuration.hidden
    return replace(configuration, hidden=(*hidden, hidden[-1] if hidden else FIRST_LAYER))


def with_layer_less(configuration: Configuration) -> Configuration:
    require_hidden_layer(configuration)
    return replace(configuration, hidden=configuration.hidden[:-1])


def with_units(difference: int) -> Revision:
    """So many neurons more in each hidden layer."""

    def revision(old: Configuration) -> Configuration:
        require_hidden_layer(old)
        return replace(old, hidden=tuple(units + difference for units in old.hidden))

    return revision


def with_units_in(layer: int, difference: int) -> Revision:
    """So many neurons more in one hidden layer, counted from 0; in the last where it is gone."""

    def revision(old: Configuration) -> Configuration:
        require_hidden_layer(old)
        hidden = list(old.hidden)
        hidden[min(layer, len(hidden) - 1)] += difference
        return replace(old, hidden=tuple(hidden))

    return revision


def require_hidden_layer(configuration: Configuration) -> None:
    if not configuration.hidden:
        raise ConfigurationError("there is no hidden layer: press h to add one")


def with_changes(before: Configuration, after: Configuration) -> Revision:
    """With what differs between these two; what has been set meanwhile stays as it is."""
    changes = {
        field.name: getattr(after, field.name)
        for field in fields(Configuration)
        if getattr(after, field.name) != getattr(before, field.name)
    }
    return lambda old: replace(old, **changes)


def with_mistake_switched(mistake: str) -> Revision:
    """Make this mistake, or stop making it; where it needs the scalar engine, go over to it."""

    def revision(old: Configuration) -> Configuration:
        if mistake in old.mistakes:
            return replace(old, mistakes=tuple(each for each in old.mistakes if each != mistake))
        engine = old.engine if MISTAKES[mistake].walk is None else "scalar"
        return replace(old, mistakes=(*old.mistakes, mistake), engine=engine)

    return revision


def next_name(names: Iterable[str], name: str) -> str:
    """The name after this one, round again from the last."""
    known = list(names)
    return known[(known.index(name) + 1) % len(known)]
