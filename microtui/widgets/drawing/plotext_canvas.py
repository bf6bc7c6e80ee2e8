"""The one place that calls plotext: lines in, lines of text out.

plotext draws on one figure for the whole process; it is cleared before and read after each
drawing, all on the thread of the screen.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from microtui.widgets.drawing.plottable import Line, sane_range

TEXT_OR_COLOR = re.compile(r"\x1b\[([0-9;]*)m|([^\x1b]+)")

SMALLEST_SIZE = (16, 4)
"""Columns and lines below which a plot with axes says nothing."""

AXIS_WIDTH = 8
"""Columns that the vertical axis and its numbers take."""

LINES_BELOW = 2
"""Lines that the horizontal axis and its numbers take."""


@dataclass(frozen=True)
class Series:
    """A line, how it looks, and whether its points are connected; the last one drawn is on top."""

    line: Line
    style: Style
    is_connected: bool = True
    character: str = "."
    """What it is drawn with where there are but ASCII characters."""


def draw_plot(
    series: Sequence[Series],
    columns: int,
    lines: int,
    *,
    x_range: tuple[float, float],
    logarithmic: bool = False,
    ascii_only: bool = False,
) -> list[Strip]:
    """A plot of this size with axes. All numbers must be plottable: finite, in a sane range.

    On a logarithmic scale the numbers are exponents of ten, and the ticks say of what.
    """
    # It takes a fifth of a second to import: the screen stands before that.
    import plotext

    # Its idea of the terminal's size is that of COLUMNS and LINES, or 80x24 where there is none.
    plotext.terminal.limit(False, False)
    figure = plotext.figure
    figure.clear()
    figure.theme("colorless")
    figure.plot_size(columns, lines)
    figure.axes(False, side=1)
    low, high = sane_range([each.line for each in series])
    figure.ruler("x").lim(*x_range)
    figure.ruler("y").lim(low, high)
    positions = tick_positions(low, high, max(lines // 3, 2))
    labels = [power_label(y) if logarithmic else tick_label(y) for y in positions]
    figure.ruler("y").ticks(positions, [label.rjust(AXIS_WIDTH - 1) for label in labels])
    x_positions = tick_positions(*x_range, max(columns // 12, 2))
    figure.ruler("x").ticks(x_positions, [f"{x:g}" for x in x_positions])
    for code, each in enumerate(series, start=1):
        if not each.line.x:
            continue
        symbol = each.character if ascii_only else "braille"
        signal = figure.signal(each.line.x, each.line.y, marker=plotext.marker(symbol, code))
        if each.is_connected:
            signal.lines()
            signal.density("full")
        figure.draw(signal)
    styles = {str(code): each.style for code, each in enumerate(series, start=1)}
    text = figure.build().string()
    if ascii_only:
        text = text.translate(str.maketrans("│┤└┬─┘┐┌├┼┴", "||+-" + "-" + "+++|++"))
    return [colored_strip(line, styles) for line in text.split("\n")[:lines]]


def colored_strip(line: str, styles: dict[str, Style]) -> Strip:
    """A line of plotext's with each series in its own style, whatever colour plotext gave it."""
    segments = []
    style: Style | None = None
    for codes, text in TEXT_OR_COLOR.findall(line):
        if text:
            segments.append(Segment(text, style))
        else:
            style = styles.get(codes.removeprefix("38;5;"))
    return Strip(segments)


def tick_positions(low: float, high: float, most: int) -> list[float]:
    """Round numbers between two others, at most this many: 0, 0.5, 1 or 0, 20, 40."""
    power = 10.0 ** math.floor(math.log10((high - low) / most))
    step = next(power * factor for factor in (1, 2, 5, 10) if high - low <= power * factor * most)
    first = -(-low // step)
    count = int(high / step - first) + 1
    return [(first + i) * step for i in range(max(count, 0))]


def tick_label(number: float) -> str:
    return f"{number:.3g}" if abs(number) >= 1e-10 else "0"


def power_label(exponent: float) -> str:
    """Ten to the power of this, in seven characters, also where no float is as large: `1e-300`."""
    exponent = round(exponent, 6)
    whole = math.floor(exponent)
    if -3 <= whole < 3:
        return f"{10.0**exponent:.3g}"
    mantissa = f"{10.0 ** (exponent - whole):.2g}"
    label = f"{mantissa}e{whole}"
    return label if len(label) < AXIS_WIDTH else f"{mantissa[0]}e{whole}"
