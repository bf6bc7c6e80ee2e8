"""The network view: what it shows is what the network computes, and the keys lead through it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from application import Application, running
from network_drawn import GREYS, looks, snapshot_of

from engine.formulas.activations import ACTIVATIONS
from engine.network.flat import by_layer
from engine.nn import MLP
from engine.run.configuration import Configuration
from engine.run.samples import load
from engine.training import Training
from engine.value import Value
from microtui.session.commands import Restart
from microtui.session.snapshot import Snapshot
from microtui.widgets.network.matrix_drawing import MatrixDrawing
from microtui.widgets.network.matrix_layout import layout_matrices
from microtui.widgets.network.network_drawing import NetworkDrawing
from microtui.widgets.network.network_layout import layout_network
from microtui.widgets.network.unit_detail import UnitDetail
from microtui.widgets.panes.network_view import NetworkView
from microtui.words.unit_health import health_text, stuck_units

SMALL: dict[str, Any] = {"hidden": (4, 2)}


def with_first_layer(configuration: Configuration, weights: float, biases: list[float]) -> Training:
    """A run at its start, but for the first hidden layer: equal weights, and these biases."""
    training = Training(configuration)
    parameters = training.model.parameters.copy()
    first = by_layer(parameters, configuration.sizes)[0]
    first[:, :-1] = weights
    first[:, -1] = biases
    training.model.parameters = parameters
    return training


# -- what single units do -------------------------------------------------------------------------


def test_each_picture_is_what_the_network_of_values_computes_at_the_middle_of_each_cell() -> None:
    configuration = Configuration(hidden=(3, 2), loss="mse")
    training = Training(configuration)
    units = snapshot_of(training, 3, 2).units
    assert units is not None
    assert set(units.pictures) == {(i, u) for i, n in enumerate((2, 3, 2, 1)) for u in range(n)}
    network = MLP(2, [3, 2, 1], "tanh", "tanh")
    for parameter, number in zip(
        network.parameters(), training.model.parameters.tolist(), strict=True
    ):
        parameter.data = number
    x_min, x_max, y_min, y_max = configuration.data.bounds
    for row in range(2):
        for column in range(3):
            x = x_min + (column + 0.5) * (x_max - x_min) / 3
            y = y_max - (row + 0.5) * (y_max - y_min) / 2
            values = [Value(x), Value(y)]
            for layer, neurons in enumerate(network.layers, start=1):
                outputs = neurons(values)
                values = outputs if isinstance(outputs, list) else [outputs]
                for unit, value in enumerate(values):
                    assert units.pictures[layer, unit][row, column] == pytest.approx(value.data)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_levels_lie_between_minus_one_and_one(activation: str) -> None:
    training = Training(Configuration(hidden=(5, 4), activation=activation, dataset="circles"))
    for _ in range(5):
        training.run_epoch()
    units = snapshot_of(training).units
    assert units is not None
    for picture in units.pictures.values():
        assert picture.shape == (6, 6)
        assert np.abs(picture).max() <= 1.0
    assert any(np.abs(picture).max() > 0.5 for picture in units.pictures.values())


def test_ranges_are_those_of_the_training_set() -> None:
    configuration = Configuration(hidden=(4,))
    training = Training(configuration)
    units = snapshot_of(training).units
    assert units is not None
    data = load(configuration)
    trained = data.inputs[: data.train_count]
    first = by_layer(training.model.parameters, configuration.sizes)[0]
    outputs = np.tanh(trained @ first[:, :-1].T + first[:, -1])
    np.testing.assert_allclose(units.low[1], outputs.min(axis=0))
    np.testing.assert_allclose(units.high[1], outputs.max(axis=0))
    np.testing.assert_allclose(units.mean[1], outputs.mean(axis=0))
    np.testing.assert_allclose(units.low[0], trained.min(axis=0))


@pytest.mark.parametrize(
    ("activation", "weights", "biases", "is_stuck", "words"),
    [
        # tanh(2.09) = 0.97
        ("tanh", 0.0, [2.2, -2.2, 2.0, 0.0], [1, 1, 0, 0], "2 of 5 tanh units saturated"),
        # sigmoid(4.18) = (1 + 0.97) / 2
        ("sigmoid", 0.0, [4.4, -4.4, 4.0, 0.0], [1, 1, 0, 0], "2 of 5 sigmoid units saturated"),
        ("relu", 0.0, [-0.1, 0.0, 0.1, 1.0], [1, 1, 0, 0], "2 of 5 relu units dead"),
        # Off for nearly all samples is not dead: the others still teach it.
        ("relu", 1.0, [-1.5, -9.0, -0.5, 9.0], [0, 1, 0, 0], "1 of 5 relu units dead"),
        ("linear", 0.0, [9.0, -9.0, 0.0, 1.0], [0, 0, 0, 0], ""),
    ],
)
def test_units_that_let_no_gradient_through_are_found_and_counted(
    activation: str, weights: float, biases: list[float], is_stuck: list[int], words: str
) -> None:
    configuration = Configuration(hidden=(4, 1), activation=activation)
    training = with_first_layer(configuration, weights, biases)
    parameters = training.model.parameters.copy()
    by_layer(parameters, configuration.sizes)[1][:] = [[0.0, 0.0, 0.0, 0.0, 0.5]]
    training.model.parameters = parameters
    snapshot = snapshot_of(training)
    assert stuck_units(snapshot)[1].astype(int).tolist() == is_stuck
    assert not stuck_units(snapshot)[2].any()
    assert health_text(snapshot) == words


def test_a_saturated_output_is_not_counted_for_that_is_what_training_is_for() -> None:
    training = Training(Configuration(hidden=(2,), loss="mse"))
    parameters = training.model.parameters.copy()
    by_layer(parameters, (2, 2, 1))[1][0, -1] = 50.0
    training.model.parameters = parameters
    snapshot = snapshot_of(training)
    assert snapshot.units is not None
    assert snapshot.units.flat_share[2].tolist() == [1.0]
    assert not stuck_units(snapshot)[2].any()


# -- what is drawn --------------------------------------------------------------------------------


def network_text(snapshot: Snapshot, chosen: tuple[int, int] | None, **kinds: bool) -> list[str]:
    layout = layout_network(snapshot.sizes, 58, 16, 2, whole_lines=bool(kinds))
    assert layout is not None
    drawing = NetworkDrawing(snapshot, layout, looks(**kinds), chosen)
    return [strip.text for strip in drawing.strips(58, 16)]


def test_all_layers_and_inputs_are_named() -> None:
    text = " ".join(network_text(snapshot_of(Training(Configuration(**SMALL))), None)).split()
    assert text[:6] == ["inputs", "layer", "0", "layer", "1", "output"]
    assert {"x", "y"} <= set(text)


def test_pictures_have_the_colours_of_the_map() -> None:
    training = with_first_layer(Configuration(**SMALL), 0.0, [9.0, -9.0, 0.0, 0.5])
    snapshot = snapshot_of(training)
    layout = layout_network(snapshot.sizes, 58, 16, 2)
    assert layout is not None
    strips = NetworkDrawing(snapshot, layout, looks(), None).strips(58, 16)
    x = layout.lefts[1] + 1
    for unit, level in enumerate((15, 0, 8, 11)):
        style = next(iter(strips[layout.middle((1, unit)) // 2].crop(x, x + 1))).style
        assert style is not None
        assert style.bgcolor == looks().palette.levels[level].rich_color


def test_an_input_shown_large_says_where_its_weights_lead() -> None:
    snapshot = snapshot_of(Training(Configuration(**SMALL)))
    text = " ".join(
        strip.text for strip in UnitDetail(snapshot, (0, 1), looks(), GREYS).strips(58, 16)
    )
    assert "input y" in text
    for unit, weight in enumerate(by_layer(snapshot.parameters, snapshot.sizes)[0][:, 1]):
        assert f"to 0.{unit}" in text
        assert f"{weight:+.4f}" in text


def test_what_of_a_huge_network_is_not_shown_is_said() -> None:
    snapshot = snapshot_of(Training(Configuration(hidden=(200, 100))), 0, 0)
    layout = layout_matrices(snapshot.sizes, 58, 16, (1, 0))
    text = " ".join(s.text for s in MatrixDrawing(snapshot, layout, looks(), None).strips(58, 16))
    assert "of 200 neurons" in text
    assert "of 200 weights" in text


def test_saturated_units_are_marked_in_their_pictures() -> None:
    configuration = Configuration(hidden=(4, 2))
    healthy = with_first_layer(configuration, 0.1, [0.0] * 4)
    assert "!" not in "".join(network_text(snapshot_of(healthy), None))
    ill = with_first_layer(configuration, 0.0, [0.0, 9.0, 0.0, -9.0])
    lines = network_text(snapshot_of(ill), None)
    assert "".join(lines).count("!") == 2
    assert not any(line.count("!") > 1 for line in lines)


def test_without_colours_and_without_unicode_the_sign_of_a_weight_is_told_by_characters() -> None:
    configuration = Configuration(hidden=(4, 2))
    signs = {}
    for weight in (0.5, -0.5):
        training = with_first_layer(configuration, weight, [0.0] * 4)
        lines = network_text(snapshot_of(training), None, is_plain=True, ascii_only=True)
        assert "".join(lines).isascii()
        layout = layout_network((2, 4, 2, 1), 58, 16, 2, whole_lines=True)
        assert layout is not None
        start, width = layout.gap(0)
        signs[weight] = set("".join(line[start : start + width] for line in lines[1:])) - {" "}
    assert signs == {0.5: {"#"}, -0.5: {"="}}


def test_without_colours_weights_below_zero_are_dashed() -> None:
    configuration = Configuration(hidden=(4, 2))
    dots = []
    for weight in (0.5, -0.5):
        training = with_first_layer(configuration, weight, [0.0] * 4)
        lines = network_text(snapshot_of(training), None, is_plain=True)
        layout = layout_network((2, 4, 2, 1), 58, 16, 2, whole_lines=True)
        assert layout is not None
        start, width = layout.gap(0)
        drawn = "".join(line[start : start + width] for line in lines)
        dots.append(sum(character != " " for character in drawn))
    assert 0 < dots[1] < 0.7 * dots[0]


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 1e300])
@pytest.mark.parametrize("size", [(58, 16), (30, 5), (3, 1)])
def test_numbers_that_are_not_finite_are_drawn_too(bad: float, size: tuple[int, int]) -> None:
    training = with_first_layer(Configuration(hidden=(4, 2)), bad, [0.0] * 4)
    snapshot = snapshot_of(training)
    layout = layout_network(snapshot.sizes, 58, 16, 2)
    assert layout is not None
    matrices = layout_matrices(snapshot.sizes, *size, (1, 0))
    for drawing in (
        NetworkDrawing(snapshot, layout, looks(), (1, 0)),
        MatrixDrawing(snapshot, matrices, looks(), (1, 0)),
        MatrixDrawing(snapshot, matrices, looks(is_plain=True, ascii_only=True), (1, 0)),
        UnitDetail(snapshot, (1, 0), looks(), GREYS),
        UnitDetail(snapshot, (0, 0), looks(is_plain=True), GREYS),
    ):
        strips = drawing.strips(*size)
        assert [strip.cell_length for strip in strips] == [size[0]] * size[1]


# -- the pane -------------------------------------------------------------------------------------


def view(app: Application) -> NetworkView:
    return app.main.query_one(NetworkView)


async def test_arrow_keys_go_from_neuron_to_neuron_and_stop_at_the_edges() -> None:
    async with running(**SMALL) as app:
        await app.press("5")
        assert "neuron 0.0" in app.text
        for key, name in (
            ("down", "neuron 0.1"),
            ("right", "neuron 1.0"),
            ("up", "neuron 1.0"),
            ("left", "neuron 0.1"),
            ("left", "input x"),
            ("left", "input x"),
        ):
            await app.pilot.press(key)
            assert view(app).border_subtitle.startswith(name), key  # type: ignore[union-attr]
        assert app.snapshot.epoch == 0


async def test_enter_shows_the_neuron_large_with_its_parameters_and_escape_goes_back() -> None:
    async with running(**SMALL) as app:
        await app.press("b", "5", "right", "enter")
        await app.until(lambda snapshot: pictured(snapshot) == {view(app)._place})
        layer, unit = view(app)._place
        assert layer == 2
        text = app.pane("#network")
        snapshot = app.snapshot
        assert f"neuron 1.{unit} · tanh" in text
        row = by_layer(snapshot.parameters, snapshot.sizes)[1][unit]
        gradient = by_layer(snapshot.gradients, snapshot.sizes)[1][unit]
        for number in (*row, *gradient):
            assert f"{number:+.4f}" in text
        assert snapshot.units
        assert f"gives {snapshot.units.low[2][unit]:.3f}"[:-1] in text
        picture = snapshot.units.pictures[layer, unit]
        assert picture.shape[1] >= 20
        await app.press("escape")
        assert "inputs" in app.pane("#network")
        assert len(pictured(app.snapshot)) == 9


def pictured(snapshot: Snapshot) -> set[tuple[int, int]]:
    """The units of which the snapshot has pictures."""
    return set(snapshot.units.pictures) if snapshot.units else set()


async def test_a_click_chooses_a_neuron() -> None:
    async with running(**SMALL) as app:
        await app.press("5")
        layout = view(app)._layout
        x, y = layout.lefts[2] + 1, layout.middle((2, 1)) // 2  # type: ignore[union-attr]
        await app.pilot.click(NetworkView, offset=(x + 1, y + 1))
        assert view(app).chosen == (2, 1)
        assert "neuron 1.1" in app.text
        await app.pilot.click(NetworkView, offset=(1, 1))
        assert view(app).chosen == (2, 1)


async def test_too_large_a_network_is_shown_as_matrices_and_its_keys_still_work() -> None:
    async with running(hidden=(16, 16)) as app:
        snapshot = await app.press("5")
        assert "a row for each neuron" in app.pane("#network")
        assert snapshot.units
        assert not snapshot.units.pictures
        await app.pilot.press("down", "right")
        assert "neuron 1.1" in app.text
        await app.press("enter")
        assert "neuron 1.1 · tanh" in app.pane("#network")
        assert "w 0.3" in app.pane("#network")


async def test_a_new_shape_of_the_network_keeps_the_choice_inside_of_it() -> None:
    async with running(hidden=(4, 2)) as app:
        await app.press("5", "down", "down", "down")
        assert "neuron 0.3" in app.text
        app.main.carry_out(Restart(lambda old: replace(old, hidden=(2,))))
        await app.until(lambda snapshot: snapshot.sizes == (2, 2, 1))
        assert "neuron 0.1" in app.text
        await app.until(lambda snapshot: len(pictured(snapshot)) == 5)


@pytest.mark.parametrize(
    ("size", "hidden"),
    [((60, 16), (16, 16)), ((10, 4), (4, 2))],
)
async def test_no_size_crashes_and_no_line_leaves_the_pane(
    size: tuple[int, int], hidden: tuple[int, ...]
) -> None:
    async with running(size=size, hidden=hidden) as app:
        await app.press("6", "5", "down", "s", "enter", "right", "escape")
        assert app.snapshot.epoch == 1
        for line in app.text.split("\n"):
            assert len(line) == size[0]


@pytest.mark.parametrize("activation", ACTIVATIONS)
async def test_a_network_of_any_activation_is_drawn_as_matrices(activation: str) -> None:
    async with running(activation=activation) as app:
        await app.press("5")
        assert "a row for each neuron" in app.pane("#network")


async def test_a_fifth_pane_replaces_the_one_chosen_longest_ago_which_asks_for_nothing() -> None:
    async with running() as app:
        assert app.snapshot.units is None
        await app.pilot.press("1", "2", "3", "4")
        snapshot = await app.press("5")
        assert snapshot.units
        assert not snapshot.units.activations
        shown = [pane.id for pane in app.main.query("#panes > *") if pane.display]
        assert shown == ["map", "parameters", "update", "network"]
        await app.pilot.press("1", "6", "3")
        await app.press("4")
        await app.until(lambda snapshot: not pictured(snapshot))
        assert view(app).unit_view is None
        assert app.snapshot.units
        assert app.snapshot.units.activations
