"""Few cases in which all there is to choose meets: every value of a factor with every value of each
other one, or of each two others, where such a case can be at all."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, product
from typing import Any

Case = dict[str, Any]

CANDIDATES = 30
"""So many are drawn for each place; the one that brings most together is taken."""


def covering(
    factors: Mapping[str, Sequence[Any]], can_be: Callable[[Case], bool], strength: int = 2
) -> list[Case]:
    """Always the same ones; `strength` is how many factors meet at a time."""
    generator = random.Random(0)
    meet = [
        tuple(zip(names, values, strict=True))
        for names in combinations(factors, strength)
        for values in product(*(factors[name] for name in names))
    ]
    missing = set(meet)
    cases: list[Case] = []
    for wanted in meet:
        if wanted not in missing:
            continue
        candidates = [
            {name: generator.choice(values) for name, values in factors.items()} | dict(wanted)
            for _ in range(CANDIDATES)
        ]
        possible = [each for each in candidates if can_be(each)]
        if possible:
            best = max(possible, key=lambda each: len(missing & meetings(each, strength)))
            missing -= meetings(best, strength)
            cases.append(best)
    return cases


def meetings(case: Case, strength: int) -> set[tuple[tuple[str, Any], ...]]:
    return set(combinations(case.items(), strength))
