"""What a run begins with: its network, with the parameters before the first update."""

from __future__ import annotations

from engine.arrays import Array
from engine.mistakes import Start
from engine.network.initialization import initial_parameters
from engine.network.matrix import MatrixMLP
from engine.network.model import Model
from engine.network.scalar import ScalarMLP
from engine.run.configuration import Configuration
from engine.run.starting_parameters import StartingParameters


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
    """Flat, of shape (parameters,)."""
    match start_of(configuration):
        case str() as initialization:
            return initial_parameters(configuration.sizes, configuration.seed, initialization)
        case StartingParameters() as own:
            return own.values
        case mistaken:
            return mistaken(configuration.parameter_count)


def start_of(configuration: Configuration) -> Start | StartingParameters | str:
    """Where the first parameters are from: equal by mistake, the reader's own, or drawn so."""
    mistaken = mistaken_start(configuration)
    return mistaken or configuration.parameters or configuration.initialization


def mistaken_start(configuration: Configuration) -> Start | None:
    """What makes the first parameters, where that is a mistake; None where they are random."""
    starts = (mistake.start for mistake in configuration.mistakes_made)
    return next((start for start in starts if start is not None), None)
