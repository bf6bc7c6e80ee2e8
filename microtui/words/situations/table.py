"""All situations, in the order in which they are looked for: the first that holds is shown.

What ends a run comes first, then what is wrong on purpose, then what the lecture is about:
zero_grad off, and on again. After these comes what is worth saying of a run whose code is right,
and last the phase that comes next, of which one always holds. Within each file the narrower
condition comes before the wider one.
"""

from __future__ import annotations

from functools import lru_cache

from engine.arrays import quiet
from microtui.session.snapshot import Snapshot
from microtui.words.facts.facts import Facts
from microtui.words.situations import (
    after_the_bug,
    case,
    diverged,
    going_on,
    mistaken,
    no_gradient,
    phases,
    without_zero_grad,
)
from microtui.words.situations.explanation import Explanation, Situation

SITUATIONS: tuple[Situation, ...] = (
    *diverged.SITUATIONS,
    *mistaken.SITUATIONS,
    *without_zero_grad.SITUATIONS,
    *after_the_bug.SITUATIONS,
    *no_gradient.SITUATIONS,
    *going_on.SITUATIONS,
    *phases.SITUATIONS,
)


@lru_cache(maxsize=1)
@quiet()
def explain(snapshot: Snapshot) -> Explanation:
    """What matters most now; several parts of the screen ask it of the same snapshot. Of a case
    nothing is said of what is going on."""
    if snapshot.is_case:
        return case.explanation(snapshot)
    facts = Facts(snapshot)
    situation = next(each for each in SITUATIONS if each.holds(facts))
    return Explanation(situation.id, situation.words(facts), situation.is_warning)
