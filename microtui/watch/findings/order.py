"""Which finding stands first, and which only follows from another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from microtui.watch.finding import Finding, Kind

ORDER: tuple[Kind, ...] = (
    "no_zero_grad",
    "optimizer_forgotten",
    "zero_grad_before_step",
    "gradients_thrown_away",
    "not_in_optimizer",
    "no_gradient",
    "weights_not_changing",
    "loss_not_finite",
    "loss_rises",
)

FOLLOWS: dict[Kind, tuple[Kind, ...]] = {
    "no_zero_grad": ("loss_not_finite", "loss_rises"),
    "optimizer_forgotten": ("loss_not_finite", "loss_rises"),
    "zero_grad_before_step": ("gradients_thrown_away", "weights_not_changing", "loss_rises"),
    "not_in_optimizer": ("weights_not_changing",),
    "loss_not_finite": ("loss_rises",),
}
"""What each brings about."""

TOLD: dict[Kind, str] = {
    "loss_not_finite": "since step {since:,} the loss is no finite number",
    "loss_rises": "the loss only rises",
}
"""Of what follows, what is told in the evidence of its cause."""


def causes_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Sorted; what only follows is left out, and told in the evidence of its first cause."""
    following = [
        each
        for each in findings
        if any(each.kind in FOLLOWS.get(cause.kind, ()) for cause in findings)
    ]
    causes = sorted(
        (each for each in findings if each not in following),
        key=lambda each: (ORDER.index(each.kind), each.since_step),
    )
    for each in following:
        index = next(
            (i for i, cause in enumerate(causes) if each.kind in FOLLOWS.get(cause.kind, ())), None
        )
        if index is not None and each.kind in TOLD:
            causes[index] = with_told(causes[index], each)
    return tuple(causes)


def with_told(cause: Finding, finding: Finding) -> Finding:
    told = TOLD[finding.kind].format(since=finding.since_step)
    return replace(cause, evidence=f"{cause.evidence.removesuffix('.')}; {told}.")
