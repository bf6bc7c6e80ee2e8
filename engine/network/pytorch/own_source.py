"""Which of PyTorch's own functions do the work of a phase, as far as they are written in Python."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import nn

from engine.formulas.activations import Activation
from engine.formulas.optimizers import Rule


def of_forward(activations: Sequence[Activation]) -> list[Callable[..., Any]]:
    """Of the modules of a network, each kind once."""
    kinds = dict.fromkeys(type(eval(each.pytorch, {"nn": nn})) for each in activations)
    kinds.pop(nn.Identity, None)
    return [nn.Sequential.forward, nn.Linear.forward, *(each.forward for each in kinds)]


def of_zero_grad() -> list[Callable[..., Any]]:
    return [nn.Module.zero_grad]


def of_backward() -> list[Callable[..., Any]]:
    """The rest of it is C++."""
    return [torch.Tensor.backward, torch.autograd.backward]


def of_update(rule: Rule) -> list[Callable[..., Any]]:
    """The step, and what it does to one parameter after the other."""
    kind = eval(rule.pytorch.split("(")[0], {"torch": torch})
    # Not of its public side, so it may be called something else one day, and then is left out.
    module, name = sys.modules[kind.__module__], f"_single_tensor_{kind.__name__.lower()}"
    arithmetic = getattr(module, name, None)
    return [kind.step, *([arithmetic] if arithmetic is not None else [])]
