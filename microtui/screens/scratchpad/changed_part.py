"""Where two texts differ, so that only that is edited: cursor and view stay where they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class ChangedPart:
    """`old[start:end]` is replaced."""

    start: int
    end: int
    replacement: str


def changed_part(old: str, new: str) -> ChangedPart:
    start = count_same(old, new)
    most = min(len(old), len(new)) - start
    same = min(count_same(reversed(old), reversed(new)), most)
    return ChangedPart(start, len(old) - same, new[start : len(new) - same])


def count_same(one: Iterable[str], other: Iterable[str]) -> int:
    """How many characters are the same at the beginning of both."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
