"""What is the same in all that is said while zero_grad is off: the sum that `.grad` holds, and what
it is held against."""

from __future__ import annotations

from dataclasses import replace

from microtui.words.facts.facts import Facts
from microtui.words.number_text import short


def summed(facts: Facts) -> str:
    """What `.grad` holds."""
    snapshot = facts.snapshot
    return (
        f"zero_grad is off, so .grad is the sum of the last {snapshot.backwards_summed:,} "
        f"backwards: its norm is {short(snapshot.gradient_norm)}, that of what the last one added "
        f"{short(snapshot.added_norm)}."
    )


def momentum(facts: Facts) -> str:
    """What that does; it is momentum, to the letter, where the rule is plain gradient descent."""
    if facts.configuration.optimizer == "sgd":
        return "That is momentum without damping: old gradients push as hard as new ones."
    return "Old gradients count in it as much as new ones."


def push(facts: Facts) -> str:
    """Whether the old gradients help the newest along."""
    added = facts.snapshot.added
    old = facts.snapshot.gradients - added
    if not old.dot(added) > 0.0:
        return ""
    return "Just now they point the way of the newest, and make the step longer."


def beside(facts: Facts) -> str:
    """What a twin has reached which differs in zero_grad alone."""
    twin = facts.snapshot.twin
    if twin is None or twin.configuration != replace(facts.configuration, zero_grad=True):
        return ""
    return f"The twin with zero_grad is at {short(twin.loss)}."


def accuracies(facts: Facts) -> str:
    then, now = facts.compared.accuracy, facts.snapshot.accuracy
    if then is None or now is None:
        return ""
    if then == now:
        return f" (train accuracy {now:.0%}, as then)"
    return f" (train accuracy {now:.0%}, {then:.0%} then)"


def grown(facts: Facts) -> str:
    """The largest parameter, and what it was at most before."""
    before = facts.compared.largest
    text = f"and the largest, {facts.largest}"
    return text if before is None else f"{text} (none was beyond ±{short(before)} {facts.when})"


def loss_now(facts: Facts) -> str:
    return "exactly 0" if facts.snapshot.loss == 0.0 else short(facts.snapshot.loss)
