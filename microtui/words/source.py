"""The program's own code, as it really runs, for the reader to see."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from engine.formulas.optimizers import OPTIMIZERS
from engine.mistakes import OVERWRITE, backward_overwriting
from engine.network.matrix import MatrixMLP
from engine.network.matrix_loss import MatrixLoss
from engine.network.matrix_pass import MatrixPass
from engine.network.optimizer import Optimizer
from engine.nn import MLP, Module, Neuron
from engine.training import PHASES, Training
from engine.value import Value
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


def functions_of(snapshot: Snapshot) -> list[Callable[..., Any]]:
    """The functions that do the work of the phase that comes next."""
    configuration = snapshot.configuration
    is_matrix = configuration.engine == "matrix"
    if snapshot.phase == 0:
        network = [MatrixPass.forward] if is_matrix else [MLP.outputs, Neuron.__call__]
        return [Training.forward, *network]
    if snapshot.phase == 1:
        return [Training.zero_grad, MatrixMLP.zero_grad if is_matrix else Module.zero_grad]
    if snapshot.phase == 2:
        walk = backward_overwriting if OVERWRITE in configuration.mistakes else Value.backward
        return [
            Training.backward,
            *([MatrixLoss.backward, MatrixPass.backward] if is_matrix else [walk]),
        ]
    return [Training.update, Optimizer.step, OPTIMIZERS[configuration.optimizer].direction]
