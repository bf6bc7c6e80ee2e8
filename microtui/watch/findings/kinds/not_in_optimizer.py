"""not_in_optimizer: parameters that gradients reach and nobody moves."""

from __future__ import annotations

from microtui.watch.finding import Finding
from microtui.watch.findings.loop_facts import Loop
from microtui.watch.findings.numbers import counted

ENOUGH = 10
"""Gradients, and steps."""

ENOUGH_LOOKED_AT = 3
"""Gradients that are known to be more than zeros."""


def left_out(loop: Loop) -> list[int]:
    """While others are moved by optimizers."""
    if sum(count for number, count in loop.steps_of.items() if number is not None) < ENOUGH:
        return []
    if not any(
        loop.tensors[number].is_of_module for number in loop.owned if number in loop.tensors
    ):
        # Where an image is trained, say, the model is left as it is.
        return []
    return sorted(
        number
        for number, account in loop.accounts.items()
        if account.received >= ENOUGH
        and account.weighty >= ENOUGH_LOOKED_AT
        and not account.was_moved
        and number not in loop.owned
        and number in loop.tensors
        and loop.tensors[number].is_parameter
        # Of a model that is gone nobody says that it is left out.
        and account.seen > loop.backwards // 2
    )


def not_in_optimizer(loop: Loop) -> list[Finding]:
    tensors = left_out(loop)
    if not tensors:
        return []
    most = max(loop.accounts[each].received for each in tensors)
    if len(tensors) == 1:
        evidence = f"{loop.named(tensors)} got a gradient from {counted(most, 'backward')}, but is"
        remedy = "Give it to the optimizer, or, if it is meant to stay as it is,"
    else:
        evidence = (
            f"{loop.named(tensors)} got gradients from up to {counted(most, 'backward')}, but are"
        )
        remedy = "Give them to the optimizer, or, if they are meant to stay as they are,"
    place = loop.last_backward
    return [
        Finding(
            "not_in_optimizer",
            min(loop.first_step_of.values()),
            f"{evidence} in no optimizer and never changed.",
            place.file,
            place.line,
            f"{remedy} say so by requires_grad_(False), which saves time.",
        )
    ]
