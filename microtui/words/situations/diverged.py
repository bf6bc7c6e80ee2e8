"""A number is no longer finite: which, and why."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from engine.formulas.regularizers import penalty
from engine.run.progress import Divergence
from engine.training import PHASES
from microtui.words.facts.damage import damage
from microtui.words.facts.facts import Facts
from microtui.words.situations.explanation import Situation, Words


def has_diverged(facts: Facts) -> bool:
    return facts.snapshot.divergence is not None


def has_gone_on(facts: Facts) -> bool:
    """Whether updates were run all the same: then which number was the first cannot be seen."""
    divergence, snapshot = facts.snapshot.divergence, facts.snapshot
    if divergence is None:
        return False
    updates = (snapshot.epoch - divergence.epoch) * snapshot.batches
    updates += snapshot.batch - divergence.batch
    # A loss is seen after forward, a parameter after the update.
    stopped = (0, 1) if divergence.what.startswith("the loss") else (1, 0)
    return (updates, snapshot.phase) != stopped


def is_in_gradients(facts: Facts) -> bool:
    return has_diverged(facts) and not np.isfinite(facts.snapshot.gradients).all()


def is_in_parameters(facts: Facts) -> bool:
    return has_diverged(facts) and not np.isfinite(facts.snapshot.parameters).all()


def on_going_on(facts: Facts) -> Words:
    parameters = facts.snapshot.parameters
    count = int((~np.isfinite(parameters)).sum())
    return words(
        facts,
        f"{count:,} of {parameters.size:,} parameters are not finite now",
        f"It has gone on since: {count:,} of {parameters.size:,} parameters are not finite now. "
        "From what is not finite no update leads back.",
    )


def on_loss(facts: Facts) -> Words:
    configuration, parameters = facts.configuration, facts.snapshot.parameters
    pulled = penalty(parameters, configuration.l1, configuration.l2)
    what = "what the network makes of them"
    if facts.has_penalty and not math.isfinite(pulled):
        what = f"the penalty of {facts.penalty_name} on them"
    return words(
        facts,
        "every parameter is still finite",
        f"Only the loss is not finite: every parameter still is (the largest, "
        f"{facts.largest}), but {what} is more than a float can count.",
    )


def on_gradients(facts: Facts) -> Words:
    gradients = facts.snapshot.gradients
    count = int((~np.isfinite(gradients)).sum())
    return words(
        facts,
        "it came from the gradients",
        f"It came from the gradients: {count:,} of {gradients.size:,} are not finite, and the "
        "update took the parameters with them. No update leads back from there.",
    )


def on_parameters(facts: Facts) -> Words:
    parameters = facts.snapshot.parameters
    count = int((~np.isfinite(parameters)).sum())
    return words(
        facts,
        "every gradient is still finite",
        f"The gradients are all finite, but the updates took {count:,} of {parameters.size:,} "
        "parameters further than a float can count, and no update leads back from there.",
    )


def words(facts: Facts, brief: str, full: str) -> Words:
    divergence = facts.snapshot.divergence
    assert divergence is not None
    where = place(divergence)
    cause, press = cause_and_remedy(facts)
    return Words(
        f"Diverged in {where}: {divergence.what}; {brief}.",
        f"The run diverged in {where}: {divergence.what}. {full} {cause}".rstrip(),
        press,
    )


def place(divergence: Divergence) -> str:
    return f"epoch {divergence.epoch}, batch {divergence.batch}"


def cause_and_remedy(facts: Facts) -> tuple[str, str]:
    """What took the run there, as far as one can tell, and what to press."""
    snapshot = facts.snapshot
    if facts.makes("ascend"):
        return (
            "The sign of the update is wrong: it goes uphill, and a lower learning rate would only "
            "take longer.",
            "Press M to mend the sign, then r to reset.",
        )
    if facts.makes("overwrite"):
        return (
            "backward overwrites gradients, so that the updates do not follow the loss.",
            "Press M to mend backward, then r to reset.",
        )
    if not facts.configuration.zero_grad:
        return (
            f"zero_grad is off: .grad was the sum of {snapshot.backwards_summed:,} backwards.",
            "Press z to turn zero_grad on, then r to reset.",
        )
    if was_off_then(facts):
        return "It happened while zero_grad was off.", "Press r to reset: zero_grad is on now."
    turns = damage(facts)
    if turns is not None:
        off, on = turns
        return (
            f"zero_grad was off from epoch {off.epoch} to {on.epoch}, and the loss has not "
            "come back since.",
            "Press r to reset.",
        )
    by_hand = any(change.parameter is not None for change in snapshot.changes)
    rate = f"{facts.snapshot.learning_rate:g}"
    return (
        ""
        if by_hand
        else f"zero_grad is on and the sign is right: steps of rate {rate} are too long.",
        "Press ← to go back, or r; then l for a lower learning rate.",
    )


def was_off_then(facts: Facts) -> bool:
    """Whether zero_grad was off until the run stopped, and was switched on after that."""
    changes = facts.snapshot.changes
    now = len(PHASES) * facts.snapshot.updates + facts.snapshot.phase
    return any(
        after.time == now and not before.configuration.zero_grad
        for before, after in pairwise(changes)
    )


SITUATIONS = (
    Situation("diverged-earlier", has_gone_on, on_going_on, is_warning=True),
    Situation("diverged-gradient", is_in_gradients, on_gradients, is_warning=True),
    Situation("diverged-parameter", is_in_parameters, on_parameters, is_warning=True),
    Situation("diverged-loss", has_diverged, on_loss, is_warning=True),
)
