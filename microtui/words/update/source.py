"""The program's own code, as it really runs, for the reader to see."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from engine.formulas.activations import ACTIVATIONS
from engine.formulas.losses import LOSSES, Loss
from engine.formulas.optimizers import OPTIMIZERS
from engine.formulas.softmax import cross_entropy_of, log_softmax, softmax
from engine.mistakes import Mistake
from engine.network.matrix import MatrixMLP
from engine.network.matrix_loss import MatrixLoss
from engine.network.matrix_pass import MatrixPass
from engine.network.optimizer import Optimizer
from engine.network.pytorch import phases
from engine.network.sample_loss import cross_entropy, sample_loss
from engine.nn import MLP, Module, Neuron
from engine.run.configuration import Configuration
from engine.training import PHASES, Training
from engine.value import Value, topological_order
from microtui.session.snapshot import Snapshot
from microtui.words.update.listing import Listing, listing
from microtui.words.update.pytorch_source import called_in_pytorch

IN_PYTORCH: tuple[tuple[Callable[..., Any], ...], ...] = (
    (phases.scores_of, phases.loss_of),
    (phases.zero_grad,),
    (phases.backward,),
    (phases.update,),
)
"""By phase, the functions whose lines run where PyTorch computes."""


def callers(configuration: Configuration, phase: int) -> list[Callable[..., Any]]:
    """What a phase runs first: the trainer's own lines, and where PyTorch computes, those by which
    it is called."""
    trainer = getattr(Training, PHASES[phase])
    return [trainer, *(IN_PYTORCH[phase] if configuration.engine == "pytorch" else ())]


def phase_body(configuration: Configuration, phase: int) -> tuple[str, ...]:
    """The lines that a phase runs, without their `def`: PyTorch's where it computes."""
    trainer, *called = callers(configuration, phase)
    return tuple(line for each in called or [trainer] for line in body_of(each))


@lru_cache(maxsize=16)
def body_of(function: Callable[..., Any]) -> tuple[str, ...]:
    """What it does; not what it hands back."""
    lines = listing(function).text.split("\n")
    left_out = ("def ", '"""', "#", "return ")
    body = [line for line in lines if not line.lstrip().startswith(left_out)]
    return tuple(textwrap.dedent("\n".join(body)).split("\n"))


def title_of_update(configuration: Configuration) -> str:
    """Where the lines of an update stand."""
    is_pytorch = configuration.engine == "pytorch"
    return listing(phases.update if is_pytorch else Training.run_batch).title.split(" ")[0]


def wrong_lines(configuration: Configuration, phase: int) -> list[tuple[str, str]]:
    """The lines of code that mistakes have changed in what a phase runs, each with a remark on what
    is right; a wrong start, which no phase runs, is shown before forward."""
    return [
        wrong_line(configuration, made)
        for made in configuration.mistakes_made
        if phase == (2 if made.walk is not None else 3 if made.ascends else 0)
    ]


def wrong_line(configuration: Configuration, made: Mistake) -> tuple[str, str]:
    if configuration.engine == "pytorch" and made.pytorch:
        optimizer = OPTIMIZERS[configuration.optimizer].pytorch.split("(")[0]
        return f"{optimizer}(..., {made.pytorch})", f"# not {made.pytorch.split('=')[0]}"
    return made.wrong, f"# not {made.right}"


def listings_of(snapshot: Snapshot) -> list[Listing]:
    """The source that does the work of the phase that comes next, from the trainer down."""
    above = callers(snapshot.configuration, snapshot.phase)
    return [*map(listing, above), *called_listings(snapshot)]


def called_listings(snapshot: Snapshot) -> list[Listing]:
    """What the lines of `phase_body` call."""
    if snapshot.configuration.engine == "pytorch":
        return called_in_pytorch(snapshot)
    return [listing(each) for each in functions_of(snapshot)[1:]]


def functions_of(snapshot: Snapshot) -> list[Callable[..., Any]]:
    """Those of ours that do the work of the phase that comes next, in matrix or scalar form."""
    configuration = snapshot.configuration
    is_matrix = configuration.engine == "matrix"
    if snapshot.phase == 0:
        network = [MatrixPass.forward] if is_matrix else [MLP.outputs, Neuron.__call__]
        activation = ACTIVATIONS[configuration.activation]
        return [Training.forward, *network, activation.function, *functions_of_loss(configuration)]
    if snapshot.phase == 1:
        return [Training.zero_grad, MatrixMLP.zero_grad if is_matrix else Module.zero_grad]
    if snapshot.phase == 2:
        walks = [each.walk for each in configuration.mistakes_made if each.walk is not None]
        walk = walks[0] if walks else Value.backward
        if not is_matrix:
            return [Training.backward, walk, topological_order]
        slopes = slopes_of_loss(configuration)
        return [Training.backward, MatrixLoss.backward, *slopes, MatrixPass.backward]
    return [Training.update, Optimizer.step, OPTIMIZERS[configuration.optimizer].direction]


def functions_of_loss(configuration: Configuration) -> list[Callable[..., Any]]:
    """What makes a loss of scores, in matrix or scalar form."""
    loss, is_matrix = LOSSES[configuration.loss], configuration.engine == "matrix"
    if loss.is_over_classes:
        return [loss.function, cross_entropy_of, log_softmax] if is_matrix else [cross_entropy]
    if configuration.outputs > 1:
        return [Loss.losses_and_slopes if is_matrix else sample_loss, loss.function]
    return [loss.function]


def slopes_of_loss(configuration: Configuration) -> list[Callable[..., Any]]:
    """What the matrix form has of the slopes of a loss by its scores; they come with the loss."""
    loss = LOSSES[configuration.loss]
    if loss.is_over_classes:
        return [loss.derivative, softmax]
    return [*([Loss.losses_and_slopes] if configuration.outputs > 1 else []), loss.derivative]
