"""Changes of the configuration that have a key of their own on the main screen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.configuration import ENGINES, Configuration
from engine.errors import ConfigurationError
from microtui.commands import Revision
from microtui.revisions import next_name, with_next_activation, with_next_optimizer

FIRST_LAYER = 4
"""Neurons of a hidden layer that is added where there is none."""


@dataclass(frozen=True)
class KeyedRevision:
    """A key, its name and explanation in footer, help and palette, and what it changes."""

    key: str
    label: str
    explanation: str
    revision: Revision


def with_next_engine(configuration: Configuration) -> Configuration:
    return replace(configuration, engine=next_name(ENGINES, configuration.engine))


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
    """So many neurons more in one hidden layer, counted from 0."""

    def revision(old: Configuration) -> Configuration:
        require_hidden_layer(old)
        hidden = list(old.hidden)
        hidden[layer] += difference
        return replace(old, hidden=tuple(hidden))

    return revision


def require_hidden_layer(configuration: Configuration) -> None:
    if not configuration.hidden:
        raise ConfigurationError("there is no hidden layer: h adds one")


KEYED_REVISIONS = {
    "activation": KeyedRevision(
        "a", "activation", "Take the next activation", with_next_activation
    ),
    "optimizer": KeyedRevision("m", "optimizer", "Take the next optimizer", with_next_optimizer),
    "engine": KeyedRevision("w", "engine", "Compute in the other form", with_next_engine),
    "layer_more": KeyedRevision("h", "layer more", "Add a hidden layer", with_layer_more),
    "layer_less": KeyedRevision("H", "layer less", "Remove the last hidden layer", with_layer_less),
    "unit_more": KeyedRevision(
        "u", "unit more", "A neuron more in each hidden layer", with_units(1)
    ),
    "unit_less": KeyedRevision(
        "U", "unit less", "A neuron less in each hidden layer", with_units(-1)
    ),
}
