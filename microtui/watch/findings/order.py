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
    "loss_not_finite": ("gradients_thrown_away", "loss_rises"),
}
"""What each brings about."""


def causes_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Sorted; what only follows is left out, and told in the evidence of its cause."""
    following = {kind for each in findings for kind in FOLLOWS.get(each.kind, ())}
    causes = [each for each in findings if each.kind not in following]
    if any(each.kind == "loss_not_finite" for each in findings if each.kind in following):
        causes = [with_loss(each) for each in causes]
    return tuple(sorted(causes, key=lambda each: (ORDER.index(each.kind), each.since_step)))


def with_loss(finding: Finding) -> Finding:
    if "loss_not_finite" not in FOLLOWS.get(finding.kind, ()):
        return finding
    return replace(finding, evidence=f"{finding.evidence} The loss is no finite number any more.")
