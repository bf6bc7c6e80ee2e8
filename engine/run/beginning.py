"""What a run begins with: its network, with the parameters before the first update."""

from __future__ import annotations

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
    start = mistaken_start(configuration)
    model.parameters = (
        initial_parameters(configuration.sizes, configuration.seed)
        if start is None
        else start(configuration.parameter_count)
    )
    return model


def mistaken_start(configuration: Configuration) -> Start | None:
    """What makes the first parameters, where that is a mistake; None where they are random."""
    starts = (mistake.start for mistake in configuration.mistakes_made)
    return next((start for start in starts if start is not None), None)
