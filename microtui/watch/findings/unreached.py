"""Tensors that an optimizer has and no gradient reaches, and those that a gradient reaches and no
optimizer has."""

from __future__ import annotations

from microtui.watch.finding import Finding
from microtui.watch.findings.loop_facts import NOWHERE, Loop

ENOUGH = 10
"""Steps, or backwards, that are enough to judge by."""


def unreached(loop: Loop) -> list[Finding]:
    owned = {number for told in loop.optimizers.values() for number in told.tensors}
    without = {
        number
        for optimizer, told in loop.optimizers.items()
        if loop.steps_of.get(optimizer, 0) >= ENOUGH
        for number in told.tensors
        if loop.accounts[number].received == 0
    }
    homeless = {
        number
        for number, account in loop.accounts.items()
        if account.tensor.is_parameter
        and number not in owned
        and not account.was_moved
        and account.received >= ENOUGH
    }
    if not any(count >= ENOUGH for each, count in loop.steps_of.items() if each is not None):
        return []
    step = loop.last_step or NOWHERE
    backward = loop.last_backward or NOWHERE
    if without and homeless and without == owned:
        return [
            Finding(
                "not_in_optimizer",
                1,
                f"No tensor of the optimizer ever gets a gradient, and none of the {len(homeless)} "
                f"that do ({loop.names(homeless)}) is in an optimizer: it has another model's.",
                step.file,
                step.line,
                "Make the optimizer behind the model that is trained, from its parameters().",
            )
        ]
    found = []
    if homeless and any(loop.accounts[number].tensor.is_of_module for number in owned):
        # Where only inputs are trained, such as an image, the model is rightly left as it is.
        found.append(
            Finding(
                "not_in_optimizer",
                1,
                f"{loop.names(homeless)} got a gradient in each of "
                f"{min(loop.accounts[number].received for number in homeless)} backwards or more "
                "and never changed: no optimizer has it.",
                backward.file,
                backward.line,
                "Give it to an optimizer, or, if it is to stay as it is, call "
                "requires_grad_(False) on it.",
            )
        )
    if without and without != owned:
        found.append(
            Finding(
                "no_gradient",
                1,
                f"{loop.names(without)} never got a gradient in {loop.backwards} backwards, "
                "though an optimizer has it.",
                backward.file,
                backward.line,
                "Use it in what the loss is computed from, without detach() or .item() on the way, "
                "or leave it out of the optimizer.",
            )
        )
    return found
