"""Gradients that somebody has put together by hand, from those of several backwards, before a step
uses them: as gradient surgery does, or what clips the gradient of each sample."""

from __future__ import annotations

import math

from microtui.watch.events import Step
from microtui.watch.findings.accounts import Account

SAME = 1e-3


def is_filled_by_hand(
    step: Step, accounts: list[tuple[int, Account]], is_inside: bool
) -> bool | None:
    """Whether a step finds other gradients than the last backward has left: clipping and unscaling
    multiply all of them by one number. None where nobody has looked."""
    if is_inside or not step.held:
        return None
    held = step.held
    least, most, seen = math.inf, 0.0, 0
    for tensor, account in accounts:
        norm, grad = held.get(tensor), account.grad
        if not norm or grad is None:
            continue
        if not account.count:
            return True
        if grad <= 0.0 or not math.isfinite(grad) or not math.isfinite(norm):
            continue
        ratio = norm / grad
        least, most, seen = min(least, ratio), max(most, ratio), seen + 1
    if not seen:
        return None
    return most > (1.0 + SAME) * (least if seen > 1 else 1.0)
