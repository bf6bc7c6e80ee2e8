"""The program's own code, as it really runs, for the reader to see."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from engine.formulas.activations import ACTIVATIONS
from engine.formulas.losses import LOSSES
from engine.formulas.optimizers import OPTIMIZERS
from engine.network.matrix import MatrixMLP
from engine.network.matrix_loss import MatrixLoss
from engine.network.matrix_pass import MatrixPass
from engine.network.optimizer import Optimizer
from engine.nn import MLP, Module, Neuron
from engine.run.configuration import Configuration
from engine.training import PHASES, Training
from engine.value import Value, topological_order
from microtui.session.snapshot import Snapshot


@dataclass(frozen=True)
class Listing:
    """A piece of source: where it stands, and its lines."""

    title: str
    text: str


@lru_cache(maxsize=64)
def listing(function: Callable[..., Any]) -> Listing:
    """The source of a function, read from the file that it was loaded from."""
    title = f"{function.__module__.replace('.', '/')}.py · {function.__qualname__}"
    try:
        return Listing(title, textwrap.dedent(inspect.getsource(function)).rstrip())
    except OSError:
        return Listing(title, "# The source of this installation cannot be read.")


@lru_cache(maxsize=8)
def phase_body(phase: int) -> tuple[str, ...]:
    """The lines that a phase runs, without its `def`."""
    lines = listing(getattr(Training, PHASES[phase])).text.split("\n")
    body = [line for line in lines if not line.lstrip().startswith(("def ", '"""', "#"))]
    return tuple(textwrap.dedent("\n".join(body)).split("\n"))


def wrong_lines(configuration: Configuration, phase: int) -> list[tuple[str, str]]:
    """The lines of code that mistakes have changed in what a phase runs, each with a remark on what
    is right; a wrong start, which no phase runs, is shown before forward."""
    return [
        (made.wrong, f"# not {made.right}")
        for made in configuration.mistakes_made
        if phase == (2 if made.walk is not None else 3 if made.ascends else 0)
    ]


def functions_of(snapshot: Snapshot) -> list[Callable[..., Any]]:
    """The functions that do the work of the phase that comes next."""
    configuration = snapshot.configuration
    is_matrix = configuration.engine == "matrix"
    loss = LOSSES[configuration.loss]
    if snapshot.phase == 0:
        network = [MatrixPass.forward] if is_matrix else [MLP.outputs, Neuron.__call__]
        activation = ACTIVATIONS[configuration.activation]
        return [Training.forward, *network, activation.function, loss.function]
    if snapshot.phase == 1:
        return [Training.zero_grad, MatrixMLP.zero_grad if is_matrix else Module.zero_grad]
    if snapshot.phase == 2:
        walks = [each.walk for each in configuration.mistakes_made if each.walk is not None]
        walk = walks[0] if walks else Value.backward
        if not is_matrix:
            return [Training.backward, walk, topological_order]
        return [Training.backward, MatrixLoss.backward, loss.derivative, MatrixPass.backward]
    return [Training.update, Optimizer.step, OPTIMIZERS[configuration.optimizer].direction]
