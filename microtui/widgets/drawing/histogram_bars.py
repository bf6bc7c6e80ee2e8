"""A histogram as upright bars of block characters, and its ends in words."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from microtui.session.histogram import Histogram
from microtui.words.number_text import short

BLOCKS = "▁▂▃▄▅▆▇█"
ASCII_BLOCKS = "_.-=*#"


def bar_strips(
    histogram: Histogram,
    lines: int,
    negative: Style | None,
    positive: Style | None,
    *,
    ascii_only: bool = False,
) -> list[Strip]:
    """One column a bin, the fullest as high as there are lines; whatever is not empty is seen.

    The style says on which side of zero the middle of a bin is.
    """
    blocks = f" {ASCII_BLOCKS if ascii_only else BLOCKS}"
    steps = len(blocks) - 1
    highest = max(int(histogram.counts.max(initial=0)), 1)
    heights = [
        max(round(count / highest * steps * lines), 1) if count else 0
        for count in histogram.counts.tolist()
    ]
    styles = [negative if middle < 0.0 else positive for middle in histogram.middles.tolist()]
    return [
        Strip(
            [
                Segment(blocks[min(max(height - steps * below, 0), steps)], style)
                for height, style in zip(heights, styles, strict=True)
            ]
        )
        for below in reversed(range(lines))
    ]


def ends_text(histogram: Histogram, columns: int) -> str:
    """What the left and the right edge stand for, with as many digits as there is room for."""
    if histogram.not_finite:
        text = f"{histogram.not_finite} not finite"
        return text if len(text) <= columns else "not finite"[:columns]
    if histogram.low != histogram.low:
        return ""
    if histogram.low == histogram.high:
        return f"all {short(histogram.low)}".center(columns)[:columns]
    for low, high in (
        (short(histogram.low), short(histogram.high)),
        (f"{histogram.low:.2g}", f"{histogram.high:.2g}"),
        (f"{histogram.low:.0e}", f"{histogram.high:.0e}"),
    ):
        if len(low) + 1 + len(high) <= columns:
            return f"{low}{high:>{columns - len(low)}}"
    return ""
