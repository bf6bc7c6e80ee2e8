"""A step along all gradients at once, in words: what the result was, and what it is."""

from __future__ import annotations

import math

from engine.graph.scratchpad.descent import Descent
from microtui.words.graph.nudge_text import change, plain


def descent_sentence(descent: Descent) -> str:
    """`Every leaf by -0.01 · grad: L fell from -8.0 to -8.8.`"""
    every = "Every named leaf" if descent.count > 1 else "The one named leaf"
    result = descent.result_name or "the result"
    start = f"{every} by {change(descent.rate)} · grad: {result}"
    if descent.after == descent.before:
        return f"{start} did not change: it is {plain(descent.after)}."
    if not math.isfinite(descent.before):
        return f"{start} went from {plain(descent.before)} to {plain(descent.after)}."
    verb = "fell" if descent.after < descent.before else "rose"
    return f"{start} {verb} from {plain(descent.before)} to {plain(descent.after)}.{why(descent)}"


def why(descent: Descent) -> str:
    """Where the result went the other way than along its gradient, what may be the cause."""
    is_as_meant = (descent.after < descent.before) == (descent.rate < 0.0)
    return "" if is_as_meant else " The step was too large, or the gradient is wrong."
