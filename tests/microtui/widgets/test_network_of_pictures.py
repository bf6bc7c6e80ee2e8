"""The network pane where the network is given pictures, and where it has several outputs."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from application import running
from network_drawn import BACKGROUND, GREYS, looks, snapshot_of
from rich.style import Style
from several_outputs import of_classes, of_targets
from stamps import COLUMNS, ROWS, offer_stamps
from textual.strip import Strip

from engine.formulas.softmax import softmax
from engine.network.flat import by_layer
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from engine.training import Training
from microtui.session.observation import observe
from microtui.session.snapshot import Progress, Snapshot
from microtui.session.view import UnitView, View
from microtui.widgets.drawing.field_strips import levels_of
from microtui.widgets.drawing.pixel_pictures import (
    brightness,
    enlargement,
    grey_strips,
    greys_for,
    line_by_line,
    size_of,
)
from microtui.widgets.network.matrix_drawing import MatrixDrawing
from microtui.widgets.network.matrix_layout import layout_matrices
from microtui.widgets.network.network_drawing import NetworkDrawing
from microtui.widgets.network.network_layout import layout_network
from microtui.widgets.network.picture_drawing import PictureDrawing
from microtui.widgets.network.picture_layout import PictureLayout, layout_pictures
from microtui.widgets.network.unit_detail import UnitDetail
from microtui.widgets.panes.network_view import NetworkView

STAMPED: dict[str, Any] = {
    "dataset": "stamps",
    "loss": "cross-entropy",
    "hidden": (4,),
    "batch_size": 6,
}
SHAPE = (ROWS, COLUMNS)


@pytest.fixture(autouse=True)
def _stamps(monkeypatch: pytest.MonkeyPatch) -> None:
    offer_stamps(monkeypatch)


def stamped(epochs: int = 3, sample: int | None = 2, **settings: Any) -> Snapshot:
    recording = Recording.begin(Configuration(**{**STAMPED, **settings}))
    for _ in range(epochs):
        recording.run("epoch")
    progress = Progress(
        playing=False, finished=False, speed=None, measured_speed=0.0, last_epoch=epochs
    )
    return observe(recording, None, View(units=UnitView(), sample=sample), progress)


def layout_of(snapshot: Snapshot, columns: int, lines: int) -> PictureLayout:
    layout = layout_pictures(snapshot.sizes, SHAPE, columns, lines, 6, (1, 0))
    assert layout is not None
    return layout


def drawn(snapshot: Snapshot, columns: int, lines: int, **kinds: bool) -> list[Strip]:
    layout = layout_of(snapshot, columns, lines)
    drawing = PictureDrawing(snapshot, layout, looks(**kinds), GREYS, (1, 1))
    return drawing.strips(columns, lines)


def half_cells(strips: list[Strip], x: int, top: int) -> tuple[object, ...]:
    """The colour at this column and half line."""
    segment = next(iter(strips[top // 2].crop(x, x + 1)))
    style = segment.style
    assert isinstance(style, Style)
    is_upper = top % 2 == 0
    if segment.text == "▀":
        return (style.color if is_upper else style.bgcolor,)
    if segment.text == "▄":
        return (style.bgcolor if is_upper else style.color,)
    return (style.bgcolor,)


# -- pixels ---------------------------------------------------------------------------------------


def test_a_picture_is_as_large_as_it_fits_and_its_pixels_are_squares() -> None:
    for shape, columns, lines in product(((8, 8), (4, 3), (7, 5)), range(1, 60), range(1, 20)):
        times = enlargement(shape, columns, lines)
        assert size_of(shape, times)[0] <= columns
        assert size_of(shape, times)[1] <= lines
        wider, higher = size_of(shape, times + 1)
        assert wider > columns or higher > lines


def test_what_is_more_is_nearer_to_ink_and_the_range_is_that_of_all_inputs() -> None:
    for dark in (True, False):
        greys = greys_for(BACKGROUND, dark)
        lights = [sum(color.rgb) for color in greys.levels]
        assert lights == sorted(lights, reverse=not dark)
    pixels = brightness(np.array([2.0, 4.0, 6.0, 9.0]), 2.0, 6.0, (2, 2))
    assert pixels.tolist() == [[0.0, 0.5], [1.0, 1.0]]
    assert brightness(np.ones(4), 1.0, 1.0, (2, 2)).tolist() == [[0.0, 0.0], [0.0, 0.0]]


def test_without_half_blocks_a_line_shows_the_stronger_of_two_rows() -> None:
    rows = np.array([[0.1, -0.9], [-0.5, 0.2], [0.3, 0.0]])
    assert line_by_line(rows).tolist() == [[-0.5, -0.9], [0.3, 0.0]]
    shown = grey_strips(
        np.array([[0.0, 1.0], [0.5, 1.0]]), 2, GREYS, is_plain=True, ascii_only=True
    )
    assert [strip.text for strip in shown] == ["  ##", "::##"]


# -- where it stands ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sizes", [(12, 4, 3), (12, 30, 3), (12, 5, 7, 3), (12, 3), (12, 40, 9, 10)]
)
def test_nothing_stands_outside_the_pane_or_on_something_else(sizes: tuple[int, ...]) -> None:
    for columns, lines, whole in product((24, 40, 58, 78, 118, 198), (3, 6, 8, 17, 40), (0, 1)):
        for chosen in ((1, 0), (1, sizes[1] - 1), (len(sizes) - 1, 2)):
            layout = layout_pictures(
                sizes, SHAPE, columns, lines, 9, chosen, whole_lines=bool(whole)
            )
            if layout is None:
                assert columns < 58 or lines < 6
                continue
            taken: set[tuple[int, int]] = set()
            last = len(sizes) - 1
            for part in layout.parts:
                is_grid = part is layout.parts[0]
                width = COLUMNS * layout.times + layout.margin + 1 if is_grid else 2
                if part.layer == last and not is_grid:
                    width = layout.name_width + 1 + layout.bar_width + 7
                rows = ROWS * layout.times if is_grid else 2
                for unit in part.units:
                    left, top = part.position(unit)
                    cells = set(product(range(left, left + width), range(top, top + rows)))
                    assert not cells & taken
                    taken |= cells
                    assert part.unit_at(left, (top + 1) // 2) == unit
            assert min(x for x, _ in taken) > COLUMNS * layout.input_times
            assert max(x for x, _ in taken) < columns
            assert max(y for _, y in taken) < 2 * lines
            if chosen[0] == 1:
                assert chosen[1] in layout.parts[0].units


# -- what it shows --------------------------------------------------------------------------------


def test_each_unit_of_the_first_layer_is_the_picture_of_its_weights() -> None:
    snapshot = stamped()
    layout = layout_of(snapshot, 78, 12)
    strips = drawn(snapshot, 78, 12)
    weights = by_layer(snapshot.parameters, snapshot.sizes)[0][:, :-1]
    largest = max(0.5, float(np.abs(weights).max()))
    palette = looks().palette
    for unit in range(4):
        left, top = layout.parts[0].position(unit)
        levels = levels_of(weights[unit] / largest).reshape(SHAPE)
        for row, column in product(range(ROWS), range(COLUMNS)):
            x = left + layout.margin + column * layout.times
            y = top + row * layout.times
            assert half_cells(strips, x, y) == (palette.levels[levels[row, column]].rich_color,)


def test_on_the_left_is_the_sample_and_on_the_right_what_the_network_says_of_it() -> None:
    snapshot = stamped(sample=2)
    strips = drawn(snapshot, 78, 12, is_plain=True, ascii_only=True)
    text = [strip.text for strip in strips]
    assert snapshot.examples is not None
    assert text[0].startswith("no. 2 ")
    assert any(line.startswith("it is frame") for line in text)
    times = layout_of(snapshot, 78, 12).input_times
    pixels = snapshot.examples.points[2].reshape(SHAPE) / snapshot.examples.points.max()
    for line, row in zip(text[1:], line_by_line(pixels.repeat(times, axis=0)), strict=False):
        if len(row):
            shades = "".join(" .:+#"[round(4 * each)] * times for each in row)
            assert line.startswith(shades)
    shares = softmax(snapshot.examples.outputs[-1])
    for name, share in zip(("stands", "lies", "frame"), shares.tolist(), strict=True):
        line = next(line for line in text if name in line and f"{share:.2f}" in line)
        length = layout_of(snapshot, 78, 12).bar_width
        assert line.count("#") >= round(share * length)


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 1e300])
@pytest.mark.parametrize("kinds", [{}, {"is_plain": True, "ascii_only": True}], ids=["", "plain"])
def test_numbers_that_are_not_finite_are_drawn_too(bad: float, kinds: dict[str, bool]) -> None:
    training = Training(Configuration(**STAMPED))
    parameters = training.model.parameters.copy()
    parameters[:20] = bad
    parameters[-4:] = bad
    training.model.parameters = parameters
    snapshot = snapshot_of(training)
    for columns, lines in ((58, 16), (40, 6)):
        assert drawn(snapshot, columns, lines, **kinds)
    for place in ((0, 3), (1, 0), (2, 1)):
        assert UnitDetail(snapshot, place, looks(**kinds), GREYS).strips(78, 14)


def test_a_unit_shown_large_is_its_weights_and_a_pixel_the_mean_of_all_pictures() -> None:
    snapshot = stamped()
    strips = UnitDetail(snapshot, (1, 2), looks(), GREYS).strips(78, 14)
    weights = by_layer(snapshot.parameters, snapshot.sizes)[0][2, :-1]
    largest = max(0.5, float(np.abs(weights).max()))
    levels = levels_of(weights / largest).reshape(SHAPE)
    times = 7
    for row, column in product(range(ROWS), range(COLUMNS)):
        shown = half_cells(strips, column * times, row * times)
        assert shown == (looks().palette.levels[levels[row, column]].rich_color,)
    plain = UnitDetail(snapshot, (0, 4), looks(is_plain=True, ascii_only=True), GREYS)
    data = Training(Configuration(**STAMPED)).data
    trained = data.inputs[: data.train_count]
    share = trained.mean(axis=0)[4] / trained.max()
    shade = " .:+#"[round(4 * share)]
    assert plain.strips(78, 14)[4].text[times : 2 * times] == shade * times


async def test_without_a_chosen_sample_the_first_one_is_shown() -> None:
    async with running(size=(80, 24), **STAMPED) as app:
        await app.press("5", "f")
        await app.until_shown("no. 0")
        assert "it is stands" in app.pane("#network")
        await app.press("8", "i", *["down"] * 3, "5")
        await app.until_shown("no. 2")
        assert "it is frame" in app.pane("#network")


async def test_keys_and_clicks_lead_from_unit_to_unit_and_enter_shows_one_large() -> None:
    async with running(size=(80, 24), **STAMPED) as app:
        await app.press("5", "f", "down", "down")
        view = app.main.query_one(NetworkView)
        assert view.chosen == (1, 2)
        assert "neuron 0.2" in app.text
        await app.press("right")
        assert view.chosen == (2, 2)
        assert "neuron 1.2 (frame)" in app.text
        layout = view._layout
        assert isinstance(layout, PictureLayout)
        left, top = layout.parts[0].position(1)
        await app.pilot.click(NetworkView, offset=(left + 3, top // 2 + 2))
        assert view.chosen == (1, 1)
        await app.press("enter")
        await app.until_shown("gives")
        await app.press("escape")
        await app.until_shown("its weights")


async def test_where_there_is_no_room_for_a_picture_matrices_stand_there() -> None:
    async with running(size=(60, 16), **{**STAMPED, "hidden": (4, 4, 4, 4, 4, 4)}) as app:
        await app.press("5")
        assert "layer 5" in app.pane("#network")


# -- several outputs ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ({"table": of_classes(3), "loss": "cross-entropy"}, ("a", "b", "c")),
        ({"table": of_targets(2), "loss": "mse"}, ("y", "z")),
    ],
    ids=["classes", "targets"],
)
def test_outputs_are_named_beside_their_pictures(
    settings: dict[str, Any], names: tuple[str, ...]
) -> None:
    snapshot = snapshot_of(Training(Configuration(hidden=(4,), batch_size=4, **settings)))
    layout = layout_network(snapshot.sizes, 56, 16, 3)
    assert layout is not None
    text = [strip.text for strip in NetworkDrawing(snapshot, layout, looks(), None).strips(58, 16)]
    assert "outputs" in text[0]
    for unit, name in enumerate(names):
        assert text[layout.middle((2, unit)) // 2].rstrip().endswith(name)


def test_rows_of_a_matrix_of_outputs_are_named_where_each_has_a_line() -> None:
    settings: dict[str, Any] = {"table": of_classes(3), "loss": "cross-entropy", "batch_size": 4}
    snapshot = snapshot_of(Training(Configuration(hidden=(5,), **settings)))
    layout = layout_matrices(snapshot.sizes, 78, 7, (1, 0))
    text = [strip.text for strip in MatrixDrawing(snapshot, layout, looks(), None).strips(78, 7)]
    assert "outputs" in text[0]
    named = [line.rstrip()[-1] for line in text[1:-1] if line.rstrip().endswith(("a", "b", "c"))]
    assert named == ["a", "b", "c"]
