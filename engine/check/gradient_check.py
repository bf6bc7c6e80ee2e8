"""Is the gradient right? What `backward` says of one batch, beside two independent answers.

The one is finite differences of the loss; the other is backward in the other form of the network.
And beside all of these stands what `.grad` holds, which is the gradient only if it was cleared.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.arrays import Array, Indices
from engine.check.finite_differences import Slope, slope_at
from engine.check.gradient_comparison import GradientCheck
from engine.run.configuration import Configuration
from engine.run.state import State
from engine.training import PHASES, Training

MOST_DIFFERENCES = 2_000
MOST_PRODUCTS = 1_000_000_000
"""Of a weight and an input, in all forward passes together: some seconds."""

MOST_SCALAR_PRODUCTS = 500_000
"""In one backward of the scalar form: each is two values in the graph, half a kilobyte."""


@np.errstate(over="ignore", invalid="ignore", divide="ignore")
def check_gradients(training: Training) -> GradientCheck:
    """Check the batch under way, or the next one. The run itself is left as it is.

    A network or a batch too large for all differences has an even selection of its parameters
    checked.
    """
    configuration, state = training.configuration, training.state()
    copy = Training(configuration)
    copy.restore(state)
    while copy.phase != PHASES.index("update"):
        copy.run_phase()
    held, backwards_summed = copy.model.gradients.copy(), copy.backwards_summed

    products = configuration.parameter_count * configuration.samples_per_update
    forms = {"matrix": at_forward(configuration, "matrix", state)}
    if configuration.engine == "scalar" or products <= MOST_SCALAR_PRODUCTS:
        forms["scalar"] = at_forward(configuration, "scalar", state)
    gradients = {engine: gradient_of(form) for engine, form in forms.items()}
    other = "scalar" if configuration.engine == "matrix" else "matrix"

    indices = evenly_spread(configuration.parameter_count, products)
    slopes = [slope_of_loss(forms["matrix"], index) for index in indices.tolist()]
    return GradientCheck(
        configuration=configuration,
        epoch=state.epoch,
        batch=state.batch,
        loss=float(forms[configuration.engine].loss.data),
        held=held,
        backwards_summed=backwards_summed,
        backward=gradients[configuration.engine],
        other=gradients.get(other),
        indices=indices,
        left=np.array([slope.left for slope in slopes]),
        right=np.array([slope.right for slope in slopes]),
        uncertainty=np.array([slope.uncertainty for slope in slopes]),
    )


def at_forward(configuration: Configuration, engine: str, state: State) -> Training:
    """A run in this form of the network, before the forward of the same update, nothing held.

    The form that the run does not have makes none of its mistakes: it is there to know better.
    """
    mistakes = configuration.mistakes if engine == configuration.engine else ()
    form = Training(replace(configuration, engine=engine, mistakes=mistakes))
    form.restore(replace(state, phase=0, gradients=np.zeros_like(state.gradients)))
    return form


def gradient_of(form: Training) -> Array:
    form.forward()
    form.backward()
    return form.model.gradients.copy()


def evenly_spread(parameters: int, products: int) -> Indices:
    """Which parameters to check: all, or as many as a few seconds allow, first and last included.

    `products` counts those of one forward pass; a difference takes four, or a few times as many.
    """
    affordable = max(MOST_PRODUCTS // (8 * products), 10)
    count = min(parameters, MOST_DIFFERENCES, affordable)
    return np.linspace(0, parameters - 1, count).round().astype(np.intp)


def slope_of_loss(form: Training, index: int) -> Slope:
    """d loss/d parameter of the present batch, measured; the parameter is put back."""
    parameters = form.model.parameters.copy()
    present = float(parameters[index])

    def loss_at(number: float) -> float:
        parameters[index] = number
        form.model.parameters = parameters
        form.forward()
        return float(form.loss.data)

    slope = slope_at(loss_at, present)
    parameters[index] = present
    form.model.parameters = parameters
    return slope
