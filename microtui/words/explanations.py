"""What is going on, in words; every number in them comes from this very run."""

from __future__ import annotations

from dataclasses import dataclass

from engine.mistakes import MISTAKES
from microtui.session.snapshot import Snapshot
from microtui.words.number_text import short


@dataclass(frozen=True)
class Explanation:
    """The same in a few words and in a few sentences, for little and for much room."""

    brief: str
    full: str
    is_warning: bool = False


def explain(snapshot: Snapshot) -> Explanation:
    """What matters most now: that the run diverged, that gradients pile up, or what comes next."""
    if snapshot.divergence is not None:
        return explain_divergence(snapshot)
    if not snapshot.configuration.zero_grad:
        return explain_missing_zero_grad(snapshot)
    if snapshot.configuration.mistakes:
        return explain_mistakes(snapshot)
    return explain_next_phase(snapshot)


def explain_divergence(snapshot: Snapshot) -> Explanation:
    divergence = snapshot.divergence
    assert divergence is not None
    where = f"epoch {divergence.epoch}, batch {divergence.batch}"
    remedy = "press ← to go back, or r to reset, then l for a lower learning rate"
    if not snapshot.configuration.zero_grad:
        remedy = "press z to turn zero_grad on, then r to reset"
    return Explanation(
        f"Diverged in {where}: {divergence.what}; {remedy}.",
        f"The run diverged in {where}: {divergence.what}. The updates took the parameters further "
        f"than a float can count, and no update leads back from there. To go on, {remedy}.",
        is_warning=True,
    )


def explain_mistakes(snapshot: Snapshot) -> Explanation:
    mistakes = [MISTAKES[name] for name in snapshot.configuration.mistakes]
    return Explanation(
        "A mistake is on: " + ", ".join(mistake.label for mistake in mistakes) + ".",
        " ".join(f"{mistake.label}: {mistake.explanation}" for mistake in mistakes),
        is_warning=True,
    )


def explain_missing_zero_grad(snapshot: Snapshot) -> Explanation:
    count = snapshot.backwards_summed
    if count <= 1:
        return Explanation(
            "zero_grad is off: from now on each backward adds to the gradients before it.",
            "zero_grad is off. backward() does not set .grad, it adds to it: from now on each "
            "update follows the sum of its own gradient and all those before it.",
            is_warning=True,
        )
    return Explanation(
        f"zero_grad is off: .grad is the sum of {count:,} backwards, {comparison(snapshot)}.",
        f"zero_grad is off, so .grad is now the sum of the last {count:,} backwards: its norm is "
        f"{comparison(snapshot)}. That is momentum without damping: old gradients push "
        "as hard as new ones. It may even look fine for a while; then it overshoots.",
        is_warning=True,
    )


def comparison(snapshot: Snapshot) -> str:
    """The norm of the held gradient against that of what the last backward added."""
    if snapshot.added_norm == 0.0:
        return f"{short(snapshot.gradient_norm)}, while the last one added nothing"
    ratio = snapshot.gradient_norm / snapshot.added_norm
    return f"{short(ratio)} times what the last one added"


def explain_next_phase(snapshot: Snapshot) -> Explanation:
    if snapshot.backwards_summed > 1:
        count = snapshot.backwards_summed
        return Explanation(
            f"zero_grad is on again: it clears the sum of {count:,} backwards when its turn comes.",
            f"zero_grad is on again. .grad still holds the sum of {count:,} backwards; when its "
            "turn comes, zero_grad clears it, and the next update follows its own gradient only.",
        )
    brief, full = PHASES[snapshot.phase]
    return Explanation(brief, full)


PHASES = (
    (
        "Next, forward: compute the scores of this batch, and how wrong they are.",
        "Next comes forward: the network computes a score for each sample of this batch, and the "
        "criterion makes one number of how wrong they are. Each value remembers what it came from.",
    ),
    (
        "Next, zero_grad: forget the gradients of the update before.",
        "Next comes zero_grad: every .grad is set to zero. backward() only ever adds to .grad, so "
        "without this the gradients of all earlier updates would still be in there.",
    ),
    (
        "Next, backward: the chain rule, from the loss to every parameter.",
        "Next comes backward: the chain rule is applied from the loss back to every parameter, and "
        "adds to its .grad how much the loss would change if the parameter did.",
    ),
    (
        "Next, update: a step downhill, learning rate × gradient.",
        "Next comes update: each parameter moves a small step against its gradient, the learning "
        "rate times .grad, so that the loss on this batch becomes smaller.",
    ),
)
"""In a few words and in full, for each phase that may come next."""
