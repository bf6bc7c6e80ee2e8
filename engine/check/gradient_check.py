"""Is the gradient right? What `backward` says of one batch, beside two independent answers.

The one is finite differences of the loss; the other is backward in the other forms of the network.
And beside all of these stands what `.grad` holds, which is the gradient only if it was cleared.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace

import numpy as np

from engine.arrays import Array, Indices, quiet
from engine.check.batch_loss import BatchLoss
from engine.check.gradient_comparison import GradientCheck, Moment
from engine.check.kinks import kinks_within
from engine.check.loss_slopes import LossSlopes
from engine.check.rounding import rounding_of
from engine.network.pytorch.presence import PyTorchMissingError
from engine.replay.recording import Recording
from engine.run.configuration import ENGINES, Configuration
from engine.run.state import State
from engine.training import PHASES, Training

MOST_DIFFERENCES = 2_000
MOST_PRODUCTS = 1_000_000_000
"""Of a weight and an input, in all forward passes together: some seconds."""

MOST_SCALAR_PRODUCTS = 500_000
"""In one backward of the scalar form: each is two values in the graph, half a kilobyte."""


@quiet()
def check_gradients(recording: Recording) -> GradientCheck:
    """Check the gradients that the run holds now, on the batch that they came of last.

    That is the batch under way, or, between two updates, that of the update just finished, with
    the parameters which it began with. Before anything has run it is the batch to come. The run
    itself is left as it is.

    A network or a batch too large for all differences has an even selection of its parameters
    checked.
    """
    update = update_in_question(recording)
    configuration, state = update.configuration, update.state
    products = products_of(configuration)
    forms = forms_of(configuration, state)
    gradients = {engine: gradient_of(form) for engine, form in forms.items()}
    matrix = forms["matrix"]
    batch = BatchLoss(configuration, *matrix.batches[matrix.batch])
    here = batch.forward(state.parameters)
    rounding = rounding_of(batch, here, state.parameters)
    indices = evenly_spread(configuration.parameter_count, products)
    measured = LossSlopes(batch, here, rounding.loss)
    slopes = [measured.of(index) for index in indices.tolist()]
    at_kinks = [
        (index, slope.step)
        for index, slope in zip(indices.tolist(), slopes, strict=True)
        if slope.is_kink
    ]
    return GradientCheck(
        configuration=configuration,
        moment=update.moment,
        update=state.updates + 1,
        epoch=state.epoch,
        batch=state.batch,
        loss=float(forms[configuration.engine].loss.data),
        held=update.held,
        backwards_summed=update.backwards_summed,
        backward=gradients[configuration.engine],
        others={
            engine: gradients.get(engine)
            for engine in dict.fromkeys(("matrix", "scalar", *forms))
            if engine != configuration.engine
        },
        rounding=rounding.gradients,
        sizes=rounding.sizes,
        indices=indices,
        left=np.array([slope.left for slope in slopes]),
        right=np.array([slope.right for slope in slopes]),
        slope=np.array([slope.slope for slope in slopes]),
        uncertainty=np.array([slope.uncertainty for slope in slopes]),
        is_kink=np.array([slope.is_kink for slope in slopes]),
        kinks=kinks_within(batch, state.parameters, at_kinks),
    )


@dataclass(frozen=True, eq=False)
class Update:
    """An update whose gradients are checked, and what `.grad` holds after its backward."""

    moment: Moment
    configuration: Configuration
    state: State
    """Before it, or in its midst."""
    held: Array
    backwards_summed: int


def update_in_question(recording: Recording) -> Update:
    """The one whose gradients are there to be seen."""
    training = recording.training
    if training.phase == 0 and recording.time > recording.start:
        # What has been changed since then has changed nothing about the gradients it left behind.
        past = recording.copy_at(recording.time - len(PHASES)).training
        held = training.model.gradients.copy()
        return Update("finished", past.configuration, past.state(), held, training.backwards_summed)
    configuration, state = training.configuration, training.state()
    copy = Training(configuration)
    copy.restore(state)
    while copy.phase != PHASES.index("update"):
        copy.run_phase()
    moment: Moment = "under way" if state.phase else "to come"
    held = copy.model.gradients.copy()
    return Update(moment, configuration, state, held, copy.backwards_summed)


def products_of(configuration: Configuration) -> int:
    """Of a weight and an input, in one forward pass over a batch."""
    return configuration.parameter_count * configuration.samples_per_update


def forms_of(configuration: Configuration, state: State) -> dict[str, Training]:
    """The run in all forms of the network that can be had here, each before the same forward."""
    forms: dict[str, Training] = {}
    for engine in ENGINES:
        is_own = engine == configuration.engine
        if engine == "scalar" and not is_own and products_of(configuration) > MOST_SCALAR_PRODUCTS:
            continue
        with suppress(PyTorchMissingError):
            forms[engine] = at_forward(configuration, engine, state)
    return forms


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

    `products` counts those of one forward pass; a difference takes eight, or a few times as many.
    """
    affordable = max(MOST_PRODUCTS // (8 * products), 10)
    count = min(parameters, MOST_DIFFERENCES, affordable)
    return np.linspace(0, parameters - 1, count).round().astype(np.intp)
