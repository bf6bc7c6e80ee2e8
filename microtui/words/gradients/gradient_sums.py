"""What a gradient is the sum of, in lines that add up."""

from __future__ import annotations

import math

from engine.replay.contributions import Contributions
from microtui.words.number_text import signed

DAMPING = 0.9

NOTHING = "–"


def held_line(shown: Contributions, width: int, *, tells: bool) -> str:
    """The held gradient, and, where that is to be told, how many backwards it is the sum of."""
    held = f" .grad {signed(shown.held).strip()}"
    if not tells:
        return held
    count = shown.in_gradient
    if count == 0:
        return fitting([f"{held}: none since it was cleared", held], width)
    if count == 1:
        return fitting([f"{held}: of the last backward alone", held], width)
    return fitting(
        [f"{held}: the sum of the last {count:,} backwards", f"{held}: of {count:,}", held], width
    )


def momentum_line(shown: Contributions, width: int) -> str:
    """What momentum would hold, with and without damping, and of how many backwards."""
    full, damped = signed(shown.undamped).strip(), signed(shown.damped(DAMPING)).strip()
    covered, listed = f"{shown.covered:,}", f"{len(shown.added):,}"
    return fitting(
        [
            f" momentum: ×1 of the last {covered} {full}, ×{DAMPING} of the last {listed} {damped}",
            f" momentum ×1 of {covered} {full}, ×{DAMPING} of {listed} {damped}",
            f" ×1 of {covered} {full}, ×{DAMPING} of {listed} {damped}",
            f" ×1 {full}, ×{DAMPING} {damped}",
        ],
        width,
    )


def fitting(texts: list[str], width: int) -> str:
    """The first that fits, or else the last."""
    return next((text for text in texts if len(text) <= width), texts[-1])


def heading_line(width: int) -> str:
    return row_line(("update", "added", "in .grad", f"×{DAMPING}"), width)


def row_line(columns: tuple[str, str, str, str], width: int) -> str:
    left, right = row_ends(columns)
    return left + " " * max(width - len(left) - len(right), 0) + right


def row_ends(columns: tuple[str, str, str, str]) -> tuple[str, str]:
    """What stands left and right of the bar."""
    update, added, held, weight = columns
    return f"{update:>8}  {added:>7} ", f"  {held:>8}  {weight:>4}"


def row_columns(shown: Contributions, age: int) -> tuple[str, str, str, str]:
    """Of the backward of `age` backwards ago: what it added, and how much is left of that."""
    added = signed(float(shown.added[-1 - age]))
    held = added if age < shown.in_gradient else NOTHING
    return str(shown.updates[-1 - age]), added, held, f"{DAMPING**age:.0%}"


def earlier_columns(shown: Contributions, last: int) -> tuple[str, str, str, str]:
    """Of all those before the last so many, together."""
    earlier = shown.earlier_than(last)
    held = NOTHING if earlier.held is None else signed(earlier.held)
    weight = f"<{math.floor(100.0 * DAMPING**last) + 1}%"
    return "earlier:", signed(earlier.added), held, weight
