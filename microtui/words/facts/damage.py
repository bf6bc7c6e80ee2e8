"""What zero_grad off has done to a run, and whether that is undone."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from engine.replay.saved_run import Change
from microtui.words.facts.facts import Facts
from microtui.words.facts.turns import starts_another_story


@lru_cache(maxsize=1)
def damage(facts: Facts) -> tuple[Change, Change] | None:
    """Where zero_grad was switched off, and last on again, if the loss was driven up between the
    two and has never come back since.

    What was before another change, but of the rate, does not count.
    """
    if not facts.configuration.zero_grad:
        return None
    beginning = facts.snapshot.changes[0]
    off: Change | None = None
    on: Change | None = None
    for before, after in pairwise(facts.snapshot.changes):
        if starts_another_story(before, after):
            beginning, off, on = after, None, None
        elif before.configuration.zero_grad and not after.configuration.zero_grad:
            if off is None or on is None or has_recovered(facts, off, on):
                off = after
        elif after.configuration.zero_grad and not before.configuration.zero_grad:
            on = after
            off = off or beginning
    if off is None or on is None or has_recovered(facts, off, on):
        return None
    return off, on


def has_recovered(facts: Facts, off: Change, on: Change) -> bool:
    """Whether the loss has been about as low again, since zero_grad is on, as it was before."""
    enough = 1.25 * facts.loss_at(off) + 0.01 * facts.unit
    return min(facts.loss_at(on), facts.since(on).lowest) <= enough
