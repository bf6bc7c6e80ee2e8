"""What a run begins with: its network, with the parameters before the first update."""

from __future__ import annotations

from engine.arrays import Array
from engine.mistakes import Start
from engine.network.initialization import initial_parameters
from engine.network.matrix import MatrixMLP
from engine.network.model import Model
from engine.network.scalar import ScalarMLP
from engine.run.configuration import Configuration


def first_model(configuration: Configuration) -> Model:
    """The network in the form that the configuration asks for, mistakes included."""
    forms: dict[str, type[MatrixMLP] | type[ScalarMLP]]
    forms = {"matrix": MatrixMLP, "scalar": ScalarMLP}
    form = forms[configuration.engine]
    model = form(configuration.sizes, configuration.activation, configuration.output_activation)
    for mistake in configuration.mistakes_made:
        if isinstance(model, ScalarMLP) and mistake.walk is not None:
            model.walk_backwards = mistake.walk
    model.parameters = first_parameters(configuration)
    return model


def first_parameters(configuration: Configuration) -> Array:
    """Equal by mistake, or the reader's own, or random; flat, of shape (parameters,)."""
    start = mistaken_start(configuration)
    if start is not None:
        return start(configuration.parameter_count)
    if configuration.parameters is not None:
        return configuration.parameters.values
    return initial_parameters(configuration.sizes, configuration.seed)


def mistaken_start(configuration: Configuration) -> Start | None:
    """What makes the first parameters, where that is a mistake; None where they are random."""
    starts = (mistake.start for mistake in configuration.mistakes_made)
    return next((start for start in starts if start is not None), None)
