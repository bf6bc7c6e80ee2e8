"""Whatever a run makes of its loss, plotext draws it and lives."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.style import Style

from engine.run.history import Curve, History
from microtui.widgets.compact_view import sparkline
from microtui.widgets.drawing.plotext_canvas import AXIS_WIDTH, Series, draw_plot, power_label
from microtui.widgets.drawing.plottable import LARGEST, plottable, smoothed

NASTY = {
    "nan": [math.nan],
    "nan among numbers": [1.0, math.nan, 2.0, math.nan, math.nan, 3.0],
    "infinities": [math.inf, -math.inf, math.inf],
    "infinity after numbers": [1.0, 2.0, 4.0, math.inf],
    "near the largest float": [1e308, -1e308, 1.7e308, 0.0],
    "denormals": [5e-324, 1e-310, 2e-320],
    "constant": [0.25] * 40,
    "zero": [0.0] * 10,
    "one point": [0.5],
    "huge and denormal": [1e308, 5e-324, math.nan, -math.inf, 1.0],
    "runs away": [2.0**k for k in range(1023)],
}


def curve_of(losses: list[float]) -> Curve:
    history = History()
    for loss in losses:
        history.append(loss)
    return history.curve()


def drawn(
    losses: list[float], columns: int = 50, lines: int = 12, *, logarithmic: bool = False
) -> str:
    line = plottable(curve_of(losses), columns, logarithmic=logarithmic)
    strips = draw_plot(
        [Series(line, Style(color="red"))],
        columns,
        lines,
        x_range=(0.0, len(losses) or 1.0),
        logarithmic=logarithmic,
    )
    assert all(strip.cell_length <= columns for strip in strips)
    return "\n".join(strip.text for strip in strips)


def dots(text: str) -> int:
    """How many cells have a dot of a curve in them: braille characters."""
    return sum("⠀" < character <= "⣿" for character in text)


@pytest.mark.parametrize("logarithmic", [False, True])
@pytest.mark.parametrize("losses", NASTY.values(), ids=NASTY)
def test_nasty_numbers_are_drawn_with_axes(losses: list[float], logarithmic: bool) -> None:
    text = drawn(losses, logarithmic=logarithmic)
    assert "┤" in text
    assert ("┬" in text) or ("└" in text)
    assert (dots(text) > 0) == any(not math.isnan(loss) for loss in losses)


@pytest.mark.parametrize("terminal", [(40, 10), (300, 100)])
def test_a_plot_is_as_large_as_asked_whatever_the_environment_says(
    terminal: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(terminal[0]))
    monkeypatch.setenv("LINES", str(terminal[1]))
    lines = drawn([3.0, 2.0, 1.0], 150, 50).split("\n")
    assert len(lines) == 50
    assert max(map(len, lines)) == 150


def test_nothing_at_all_is_an_empty_plot() -> None:
    assert dots(drawn([])) == 0


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.floats(allow_nan=True, allow_infinity=True), max_size=60),
    st.integers(16, 120),
    st.integers(4, 40),
    st.booleans(),
)
def test_any_floats_at_any_size(
    losses: list[float], columns: int, lines: int, logarithmic: bool
) -> None:
    text = drawn(losses, columns, lines, logarithmic=logarithmic)
    assert len(text.split("\n")) <= lines


@given(st.lists(st.floats(), max_size=700), st.integers(1, 60), st.booleans())
def test_at_most_two_finite_points_a_column_go_to_plotext(
    losses: list[float], columns: int, logarithmic: bool
) -> None:
    history = History()
    for loss in losses:
        history.append(loss)
    line = plottable(history.curve(), columns, logarithmic=logarithmic)
    assert len(line.x) == len(line.y) <= 2 * columns
    assert np.isfinite(line.y).all()
    assert (np.abs(line.y) <= LARGEST).all()
    assert line.x == sorted(line.x)


@pytest.mark.parametrize("largest", [1e13, 1e100, 1e300, 1.7e308])
def test_the_logarithmic_scale_goes_as_far_as_a_float_does(largest: float) -> None:
    """On the way to divergence a loss passes 1e12, and one that is nearly zero 1e-12."""
    losses = [1.0, largest, 1.0 / largest]
    assert plottable(curve_of(losses), 40, logarithmic=True).y == pytest.approx(np.log10(losses))
    text = drawn(losses, 60, 20, logarithmic=True)
    assert dots(text) > 10
    labels = [float(line.split("┤")[0]) for line in text.split("\n") if "┤" in line]
    assert largest / 1e110 < max(labels) <= largest
    assert 1.0 / largest <= min(labels) < 1e110 / largest


def test_zero_has_no_exponent_and_stands_below_all_that_have_one() -> None:
    line = plottable(curve_of([1.0, 1e-5, 0.0, 0.0]), 40, logarithmic=True)
    assert line.y == [0.0, -5.0, -6.0, -6.0]


def test_smoothed_numbers_keep_their_size_up_to_the_largest_float() -> None:
    curve = smoothed(curve_of([1.7e308] * 20), 15)
    assert curve.high.tolist() == pytest.approx([1.7e308] * 20)
    assert smoothed(curve_of([1e-200] * 9), 5).high.tolist() == pytest.approx([1e-200] * 9)


@given(st.floats(-324.0, 309.0))
def test_a_power_of_ten_is_named_in_the_room_beside_the_axis(exponent: float) -> None:
    label = power_label(exponent)
    assert len(label) < AXIS_WIDTH
    mantissa, _, power = label.partition("e")
    assert math.log10(float(mantissa)) + int(power or 0) == pytest.approx(exponent, abs=0.31)


def test_a_spike_of_one_epoch_among_thousands_is_drawn() -> None:
    losses = [1.0] * 5000
    losses[2500] = 9.0
    history = History()
    for loss in losses:
        history.append(loss)
    assert max(plottable(history.curve(), 40).y) == 9.0


def test_a_sparkline_rises_with_the_loss_and_survives_what_is_not_finite() -> None:
    history = History()
    for loss in [0.0, 1.0, 2.0, 3.0, math.nan, math.inf]:
        history.append(loss)
    line = sparkline(history.curve(), 20)
    assert line[0] == "▁"
    assert line[-1] == "█"
    assert sparkline(History().curve(), 20) == ""
    assert sparkline(history.curve(), 20, ascii_only=True).isascii()
