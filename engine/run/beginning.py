"""What a run begins with: its network, with the parameters before the first update."""

from __future__ import annotations

from engine.mistakes import EQUAL_START, OVERWRITE, backward_overwriting
from engine.network.initialization import equal_parameters, initial_parameters
from engine.network.matrix import MatrixMLP
from engine.network.model import Model
from engine.network.scalar import ScalarMLP
from engine.run.configuration import Configuration


def first_model(configuration: Configuration) -> Model:
    """The network in the form that the configuration asks for."""
    forms: dict[str, type[MatrixMLP] | type[ScalarMLP]]
    forms = {"matrix": MatrixMLP, "scalar": ScalarMLP}
    form = forms[configuration.engine]
    model = form(configuration.sizes, configuration.activation, configuration.output_activation)
    if isinstance(model, ScalarMLP) and OVERWRITE in configuration.mistakes:
        model.walk_backwards = backward_overwriting
    model.parameters = (
        equal_parameters(configuration.sizes)
        if EQUAL_START in configuration.mistakes
        else initial_parameters(configuration.sizes, configuration.seed)
    )
    return model
