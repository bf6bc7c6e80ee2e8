"""Histograms: what is counted, what is drawn, and the pane that shows them."""

from __future__ import annotations

import numpy as np
import pytest
from application import running
from hypothesis import given
from hypothesis import strategies as st

from engine.network.flat import by_layer
from engine.run.configuration import Configuration
from engine.training import Training
from microtui.session.histogram import histogram_of
from microtui.session.units import units_of
from microtui.session.view import View
from microtui.widgets.drawing.histogram_bars import bar_strips, ends_text

any_numbers = st.lists(st.floats(), max_size=50).map(np.array)


@given(
    st.lists(st.integers(-1000, 1000).map(lambda n: n / 8.0), min_size=2, max_size=60).map(
        np.array
    ),
    st.sampled_from([1, 2, 4, 8]),
)
def test_the_counts_are_those_of_numpy(numbers: np.ndarray, bins: int) -> None:
    if numbers.min() == numbers.max():
        return
    histogram = histogram_of(numbers, bins)
    expected, edges = np.histogram(numbers, bins)
    assert histogram.counts.tolist() == expected.tolist()
    assert (histogram.low, histogram.high) == (numbers.min(), numbers.max())
    np.testing.assert_allclose(histogram.middles, (edges[:-1] + edges[1:]) / 2.0, atol=1e-9)


@given(any_numbers, st.integers(1, 40))
def test_every_finite_number_is_counted_once_and_the_others_apart(
    numbers: np.ndarray, bins: int
) -> None:
    histogram = histogram_of(numbers, bins)
    assert len(histogram.counts) == bins
    assert histogram.counts.sum() == np.isfinite(numbers).sum()
    assert histogram.not_finite == (~np.isfinite(numbers)).sum()


def test_a_given_span_takes_what_is_outside_into_the_outermost_bins() -> None:
    histogram = histogram_of(np.array([-9.0, -0.9, 0.9, 9.0]), 2, (-1.0, 1.0))
    assert histogram.counts.tolist() == [2, 2]
    assert (histogram.low, histogram.high) == (-1.0, 1.0)


@given(any_numbers, st.integers(1, 30), st.integers(1, 6), st.booleans())
def test_whatever_is_not_empty_is_seen_and_the_fullest_bin_is_full(
    numbers: np.ndarray, bins: int, lines: int, ascii_only: bool
) -> None:
    histogram = histogram_of(numbers, bins)
    strips = bar_strips(histogram, lines, None, None, ascii_only=ascii_only)
    assert [strip.cell_length for strip in strips] == [bins] * lines
    bottom, top = strips[-1].text, strips[0].text
    assert [character != " " for character in bottom] == (histogram.counts > 0).tolist()
    if histogram.counts.any():
        assert top[int(histogram.counts.argmax())] == ("#" if ascii_only else "█")
    if ascii_only:
        assert "".join(strip.text for strip in strips).isascii()


@given(any_numbers, st.integers(0, 40))
def test_the_words_below_never_exceed_the_bars(numbers: np.ndarray, columns: int) -> None:
    assert len(ends_text(histogram_of(numbers, 5), columns)) <= columns


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([-1.5, 2.25], ["-1.5000", "2.2500"]),
        ([0.5, 0.5], ["all", "0.5000"]),
        ([1.0, float("nan"), float("inf")], ["2", "not", "finite"]),
        ([], []),
    ],
)
def test_the_words_say_least_and_largest_or_what_is_special(
    numbers: list[float], words: list[str]
) -> None:
    assert ends_text(histogram_of(np.array(numbers), 5), 20).split() == words


def test_activations_are_those_of_all_units_over_the_whole_training_set() -> None:
    training = Training(Configuration(hidden=(4, 2), samples=60))
    units = units_of(training, View(activation_bins=10))
    assert units is not None
    assert [histogram.counts.sum() for histogram in units.activations] == [60, 120, 60, 30]
    assert (units.activations[1].low, units.activations[1].high) == (-1.0, 1.0)
    assert units_of(training, View()) is None


async def test_the_pane_shows_range_of_weights_gradients_and_activations_of_each_layer() -> None:
    async with running(hidden=(4, 2)) as app:
        snapshot = await app.press("b", "6")
        await app.until(lambda snapshot: snapshot.units and snapshot.units.activations)
        text = app.pane("#histograms")
        for word in ("weights", "gradients", "activations", "layer 0", "layer 1", "layer 2"):
            assert word in text
        first = by_layer(snapshot.parameters, snapshot.sizes)[0][:, :-1]
        assert f"{first.min():.4f}" in text
        assert f"{first.max():.4f}" in text
        assert "-1.0000 1.0000" in text


async def test_more_layers_than_lines_are_reached_by_key_and_the_border_says_so() -> None:
    async with running(size=(80, 24), hidden=(3,) * 6) as app:
        await app.press("6")
        assert "layers 0 to 2 of 7" in app.text
        assert "layer 0" in app.pane("#histograms")
        await app.pilot.press("down", "down", "down", "down")
        assert "layers 4 to 6 of 7" in app.text
        assert "layer 6" in app.pane("#histograms")
        await app.pilot.press("up")
        assert "layers 3 to 5 of 7" in app.text
