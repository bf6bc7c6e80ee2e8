"""zero_grad was off, and is on again: whether what it did is undone."""

from __future__ import annotations

from engine.replay.saved_run import Change
from microtui.words.facts.damage import damage
from microtui.words.facts.facts import Facts
from microtui.words.number_text import short
from microtui.words.situations.explanation import Situation, Words, joined

PATIENCE = 20.0
"""Epochs after which it can be said whether the loss comes down again."""


def is_pending(facts: Facts) -> bool:
    """The gradients of several backwards are still held."""
    return facts.configuration.zero_grad and facts.snapshot.backwards_summed > 1


def stays(facts: Facts) -> bool:
    """The loss does not come down again."""
    turns = damage(facts)
    if turns is None:
        return False
    if facts.gradient_is_zero:
        return True
    part = facts.since(turns[1])
    return part.epochs >= PATIENCE and not part.is_falling


def recovers(facts: Facts) -> bool:
    """The loss is below where it was when zero_grad came on, and falling; or it is too early to
    say that it is not."""
    return damage(facts) is not None


def on_pending(facts: Facts) -> Words:
    count = facts.snapshot.backwards_summed
    return Words(
        f"zero_grad is on again: it clears the sum of {count:,} backwards when its turn comes.",
        f"zero_grad is on again. .grad still holds the sum of {count:,} backwards; when its turn "
        "comes, zero_grad clears it, and the next update follows its own gradient only.",
        "Press n to go there.",
    )


def on_staying(facts: Facts) -> Words:
    off, on = turns_of(facts)
    before, now = short(facts.loss_at(off)), short(facts.snapshot.loss)
    stays = "the damage stays" if facts.gradient_is_zero else "the damage remains"
    if facts.gradient_is_zero:
        reason, so = "every gradient is exactly 0", ", so nothing leads back"
    elif facts.many_are_stuck:
        reason, so = facts.stuck_units, " and let next to no gradient through"
    else:
        reason, so = facts.largest, ", the largest of them"
    return Words(
        f"zero_grad is on, but {stays}: train loss {before} before, {now} now; {reason}.",
        joined(
            f"zero_grad is on again, but {stays}: the train loss was {before} before, "
            f"{short(facts.loss_at(on))} when it came on, and is {now} now.",
            f"zero_grad forgets gradients, not what they did to the parameters: {reason}{so}.",
            f"{facts.penalty_name} pulls the parameters back, little by little."
            if facts.has_penalty
            else "",
        ),
        remedy(facts),
    )


def on_recovering(facts: Facts) -> Words:
    off, on = turns_of(facts)
    before, then = short(facts.loss_at(off)), short(facts.loss_at(on))
    now = short(facts.snapshot.loss)
    return Words(
        f"zero_grad is on again: train loss {before} before it was off, {then} after, {now} now.",
        f"zero_grad is on again, and each update follows its own gradient only. The train loss was "
        f"{before} before it was off, {then} when it came on, and is {now} now: watch whether it "
        "comes back. What the updates did to the parameters meanwhile is not undone by itself.",
        "Press space to go on.",
    )


def turns_of(facts: Facts) -> tuple[Change, Change]:
    """Where it went off and came on."""
    turns = damage(facts)
    assert turns is not None
    return turns


def remedy(facts: Facts) -> str:
    """Where to go back to."""
    off, _ = turns_of(facts)
    if off.time <= facts.snapshot.changes[0].time:
        return "Press r to begin anew."
    return f"← or j {off.epoch}: back before it; r restarts."


SITUATIONS = (
    Situation("on-again-pending", is_pending, on_pending),
    Situation("on-again-damaged", stays, on_staying, is_warning=True),
    Situation("on-again-recovering", recovers, on_recovering),
)
