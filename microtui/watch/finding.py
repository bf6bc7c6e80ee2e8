"""What is wrong with a loop, with the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "no_zero_grad",
    "optimizer_forgotten",
    "zero_grad_before_step",
    "gradients_thrown_away",
    "no_gradient",
    "not_in_optimizer",
    "loss_not_finite",
    "loss_rises",
    "weights_not_changing",
]


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong; the fields are those of the report's JSON."""

    kind: Kind
    since_step: int
    """The step that it shows in first, from 1; 0 before any."""
    evidence: str
    """What was seen, in numbers: one sentence."""
    file: str
    line: int
    """Where in the user's own code."""
    remedy: str
    """What to write instead: one sentence."""
