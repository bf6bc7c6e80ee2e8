"""What a run begins with: its network, with the parameters before the first update."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.arrays import Array
from engine.mistakes import Start
from engine.network.initialization import initial_parameters
from engine.network.matrix import MatrixMLP
from engine.network.model import Model
from engine.network.pytorch.presence import HOW_TO_GET_IT, PyTorchMissingError
from engine.network.scalar import ScalarMLP
from engine.run.configuration import Configuration
from engine.run.starting_parameters import StartingParameters


def first_model(configuration: Configuration) -> Model:
    """The network in the form that the configuration asks for, mistakes included.

    Raises `ConfigurationError` where PyTorch is asked for and cannot be imported.
    """
    form = form_of(configuration)
    model = form(configuration.sizes, configuration.activation, configuration.output_activation)
    for mistake in configuration.mistakes_made:
        if isinstance(model, ScalarMLP) and mistake.walk is not None:
            model.walk_backwards = mistake.walk
    model.parameters = first_parameters(configuration)
    return model


def form_of(configuration: Configuration) -> Callable[[Sequence[int], str, str], Model]:
    """What makes the network of its sizes and the activations of hidden and output layers."""
    match configuration.engine:
        case "matrix":
            return MatrixMLP
        case "scalar":
            return ScalarMLP
        case _:
            return pytorch_form()


def pytorch_form() -> Callable[[Sequence[int], str, str], Model]:
    """Imported only now: it takes seconds, and may not be there."""
    try:
        from engine.network.pytorch.model import PyTorchMLP
    except (ImportError, OSError) as error:
        raise PyTorchMissingError(
            f"PyTorch cannot be imported ({error}): install it anew, {HOW_TO_GET_IT}"
        ) from None
    return PyTorchMLP


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
