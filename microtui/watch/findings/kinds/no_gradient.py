"""no_gradient: tensors that an optimizer has and no gradient ever reaches."""

from __future__ import annotations

from microtui.watch.finding import Finding
from microtui.watch.findings.loop_facts import Loop
from microtui.watch.findings.numbers import counted
from microtui.watch.findings.source import line_of

ENOUGH = 10
"""Steps of the optimizer."""


def without_gradient(loop: Loop) -> dict[int, list[int]]:
    """By optimizer."""
    found = {}
    for optimizer, told in loop.optimizers.items():
        if loop.steps_of.get(optimizer, 0) < ENOUGH:
            continue
        tensors = [tensor for tensor in told.tensors if never_got_one(loop, tensor)]
        if tensors:
            found[optimizer] = sorted(tensors)
    return found


def never_got_one(loop: Loop, tensor: int) -> bool:
    account = loop.accounts.get(tensor)
    return account is not None and not (
        account.received or account.is_filled_by_hand or account.was_moved
    )


def no_gradient(loop: Loop) -> list[Finding]:
    """Where others did get one."""
    if not any(account.received for account in loop.accounts.values()):
        return []
    return [
        finding(loop, optimizer, tensors) for optimizer, tensors in without_gradient(loop).items()
    ]


def finding(loop: Loop, optimizer: int, tensors: list[int]) -> Finding:
    of = len(loop.optimizers[optimizer].tensors)
    it = "it" if len(tensors) == 1 else "them"
    evidence = (
        f"{loop.named(tensors)} got no gradient in {counted(loop.steps_of[optimizer], 'step')} of "
        f"{loop.called(optimizer)}, which has {it}: {len(tensors):,} of its "
        f"{counted(of, 'tensor')}."
    )
    place = loop.last_backward
    return Finding(
        "no_gradient",
        loop.first_step_of[optimizer],
        evidence,
        place.file,
        place.line,
        f"Leave {it} out of the optimizer, or compute the loss from {it}, without detach() or "
        f"item() on the way to {line_of(place)}.",
    )
