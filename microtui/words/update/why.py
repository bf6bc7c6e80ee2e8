"""Why the code of an update is as it is: what is asked after every lecture on it."""

from __future__ import annotations

WHY_ADD = (
    "Why does backward add? A value that is used twice gets a gradient from each use, and they "
    "count together: with b = a + a, b changes by 2 where a changes by 1, so a.grad must become "
    "1 + 1. With = for += the second use would erase the first."
)

WHY_SUM = (
    "Adding is right on purpose, too: where a batch does not fit in memory, one runs several "
    "smaller ones, lets their gradients add up, and only then updates and calls zero_grad."
)

WHY_PARAMETERS_ONLY = (
    "Why does zero_grad touch parameters only? They live on from update to update, and their "
    ".grad with them. The values between them and the loss are new in each forward, and begin "
    "with a .grad of 0."
)

QUESTIONS = (WHY_ADD, WHY_SUM, WHY_PARAMETERS_ONLY)

BY_PHASE = ((), (WHY_PARAMETERS_ONLY, WHY_SUM), (WHY_ADD, WHY_SUM), ())
"""Which of them belong to the code of a phase: forward, zero_grad, backward, update."""
