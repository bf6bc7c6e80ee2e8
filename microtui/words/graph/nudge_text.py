"""A nudge in words: what the gradient predicted, what came, and how that depends on h."""

from __future__ import annotations

import math

from engine.graph.scratchpad.nudge import Nudge
from microtui.words.number_text import as_float, scientific

CLOSE = 0.01
"""Of the gradient's size: a difference quotient that is further off has not found it."""


def nudge_sentence(nudge: Nudge) -> str:
    """`a by +0.001: L should change by 6.0 · 0.001 = +0.006, and changed by +0.006.`"""
    what = nudge.name or f"the number {as_float(nudge.data)}"
    result = nudge.result_name or "the result"
    product = f"{as_float(nudge.grad)} · {plain(nudge.step)} = {change(nudge.predicted)}"
    off = nudge.change - nudge.predicted
    return (
        f"{what} by {change(nudge.step)}: {result} should change by grad · h = {product}, and "
        f"changed by {change(nudge.change)}: off by {size_of(off)}."
    )


def change(number: float) -> str:
    """Seven digits, and its sign."""
    text = plain(number)
    return text if text.startswith(("-", "nan")) else f"+{text}"


def plain(number: float) -> str:
    text = f"{number:.7g}"
    return f"{text}.0" if text.lstrip("-").isdigit() else text


def size_of(off: float) -> str:
    """Of what is off: one digit says it."""
    return scientific(abs(off), 0).lstrip("+") if math.isfinite(off) and off else plain(abs(off))


def off_by(nudge: Nudge) -> list[float]:
    """By h, how far the difference quotient is from the gradient."""
    return [quotient - nudge.grad for _, quotient in nudge.quotients]


def table_across(nudge: Nudge, width: int) -> list[str]:
    """Two lines: every h, and below it how far the quotient is off; as many as have room."""
    headings = [step_text(h) for h, _ in nudge.quotients]
    numbers = [size_of(off) for off in off_by(nudge)]
    column = max(map(len, [*headings, *numbers])) + 1
    labels = ("h", "off by")
    room = max((width - len(labels[1])) // column, 0)
    return [
        labels[row].ljust(len(labels[1])) + "".join(text.rjust(column) for text in texts[:room])
        for row, texts in enumerate((headings, numbers))
    ]


def table_down(nudge: Nudge) -> list[str]:
    """A line for every h: the quotient, and how far it is from the gradient."""
    x, f = nudge.name or "x", nudge.result_name or "f"
    lines = [f"({f}({x} + h) - {f}) / h, and off by", f"{'grad':>6}  {as_float(nudge.grad)}"]
    for (h, quotient), off in zip(nudge.quotients, off_by(nudge), strict=True):
        lines.append(f"{step_text(h):>6}  {quotient:<16.10g} {size_of(off)}")
    return lines


def step_text(h: float) -> str:
    return scientific(h, 0).lstrip("+")


def verdict(nudge: Nudge) -> str:
    """Which h comes closest to the gradient, and why no other does."""
    sizes = [abs(off) for off in off_by(nudge)]
    if not all(map(math.isfinite, sizes)):
        return "There is no number to compare with here."
    least = min(sizes)
    best = sizes.index(least)
    if max(sizes) == 0.0:
        return "Exact at every h: nothing bends here, and nothing is rounded."
    if least > CLOSE * max(abs(nudge.grad), CLOSE):
        return (
            "No h comes close to this gradient: it is wrong, or the result has a kink or a jump "
            "here, or is too large a number for such an h."
        )
    closest = f"Closest at h = {step_text(nudge.quotients[best][0])}"
    if best == 0:
        return f"{closest}: a smaller h only adds rounding."
    if best == len(sizes) - 1:
        return f"{closest}: the smaller, the closer."
    return f"{closest}: the curve bends over a larger h, and rounding spoils a smaller one."
