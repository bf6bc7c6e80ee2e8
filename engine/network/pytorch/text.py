"""A network, its loss and its optimiser as they are written in PyTorch.

An exported script consists of these lines, and the PyTorch form of the network is made of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from engine.formulas.activations import LINEAR, Activation
from engine.formulas.losses import Loss
from engine.formulas.optimizers import Rule

CRITERION = """\
def criterion(scores, targets):
    loss = {loss}
{penalties}    return loss
"""


def modules(sizes: Sequence[int], activations: Sequence[Activation]) -> Iterator[str]:
    """One after the other, as they stand in an `nn.Sequential`; `activations` has one a layer."""
    for (inputs, outputs), activation in zip(pairwise(sizes), activations, strict=True):
        yield f"nn.Linear({inputs}, {outputs})"
        if activation is not LINEAR:
            yield activation.pytorch


def network(sizes: Sequence[int], activations: Sequence[Activation]) -> str:
    """An expression: all its parameters are doubles, as in the lecture, and leaves of a graph."""
    lines = "".join(f"    {module},\n" for module in modules(sizes, activations))
    return f"nn.Sequential(\n{lines}).double().requires_grad_()"


def criterion(loss: Loss, l1: float, l2: float) -> str:
    """A function of scores and targets, with penalties on the parameters of `model`."""
    return CRITERION.format(loss=loss.pytorch, penalties="".join(penalties(l1, l2)))


def penalties(l1: float, l2: float) -> Iterator[str]:
    if l1:
        yield f"    loss = loss + {l1!r} * sum(p.abs().sum() for p in model.parameters())\n"
    if l2:
        yield f"    loss = loss + {l2!r} * sum((p**2).sum() for p in model.parameters())\n"


def optimizer(rule: Rule, rate: float, arguments: Sequence[str] = ()) -> str:
    """An expression; further `arguments` make its mistakes."""
    return rule.pytorch.format(
        parameters="model.parameters()", rate=", ".join([repr(rate), *arguments])
    )
