"""The table of examples: what the learner does in it, and what it says of each sample."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from application import Application, key_event, running
from random_steps import throw
from rich.style import Style
from textual.theme import BUILTIN_THEMES

from engine.data.datasets import DATASETS
from engine.data.table import Table, scaled_table
from engine.network.flat import by_layer
from engine.run.configuration import Configuration
from microtui.changes.revisions import with_next_dataset
from microtui.session.commands import Configure, Restart
from microtui.session.snapshot import Examples, MapSamples, Snapshot
from microtui.widgets.drawing.pixel_pictures import greys_of
from microtui.widgets.drawing.sample_marks import chosen_marks, sample_look, sample_marks
from microtui.widgets.panes.decision_map import DecisionMap
from microtui.widgets.panes.example_table import ExampleTable
from microtui.widgets.panes.network_view import NetworkView
from microtui.widgets.samples.example_drawing import ExampleDrawing, ExampleLooks
from microtui.words.samples.example_columns import columns_for
from microtui.words.samples.example_rows import heading_text

MOONS: dict[str, Any] = {
    "dataset": "moons",
    "samples": 200,
    "loss": "hinge",
    "batch_size": 20,
    "learning_rate": 0.2,
    "activation": "tanh",
}
SMALL: dict[str, Any] = {**MOONS, "hidden": (3,)}
LECTURE: dict[str, Any] = {
    "dataset": "lecture",
    "loss": "sse",
    "hidden": (4, 4),
    "batch_size": None,
    "learning_rate": 0.1,
}
THEME = BUILTIN_THEMES["textual-dark"]


def table(app: Application) -> ExampleTable:
    return app.main.query_one(ExampleTable)


def lines(app: Application) -> list[str]:
    """What stands in the pane, line by line."""
    region = table(app).content_region
    return [
        line[region.x : region.right] for line in app.text.split("\n")[region.y : region.bottom]
    ]


def listed(app: Application) -> list[int]:
    """The numbers of the samples in view, from the top."""
    rows = [re.match(r"[ ▸] *(\d+) +[+-]", line) for line in lines(app)[1:]]
    return [int(row[1]) for row in rows if row]


def pointed_at(app: Application) -> list[int]:
    return [int(line.split()[1]) for line in lines(app) if line.startswith("▸")]


def examples_of(snapshot: Snapshot) -> Examples:
    assert snapshot.examples is not None
    return snapshot.examples


def sum_of(app: Application) -> str:
    """What stands below the samples, in one line."""
    text = " ".join(" ".join(lines(app)).split())
    return text[text.index("neuron") :] if "neuron" in text else ""


async def chosen_in(app: Application) -> int:
    """The sample that is chosen, once the list that the key was typed for is there."""
    await app.until(lambda snapshot: pointed_at(app))
    return pointed_at(app)[0]


async def followed(app: Application, sample: int) -> Examples:
    """The examples of the first snapshot that follows this sample, once they are on the screen."""
    await app.until(lambda snapshot: snapshot.examples and snapshot.examples.sample == sample)
    await app.until(lambda snapshot: f"sample {sample}" in sum_of(app))
    return examples_of(app.snapshot)


# -- the table ------------------------------------------------------------------------------------


async def test_each_sample_has_its_point_target_score_loss_and_set() -> None:
    async with running(size=(80, 24), **MOONS) as app:
        snapshot = await app.press("b", "8", "f")
        examples = examples_of(snapshot)
        heading = "no. x y target t score s right? its loss set"
        assert " ".join(lines(app)[0].split()) == heading
        for line, number in zip(lines(app)[1:15], examples.order.tolist(), strict=False):
            x, y = examples.points[number]
            target, score = examples.targets[number], examples.scores[number]
            words = line.split()
            assert words[:3] == [str(number), f"{x:+.4f}", f"{y:+.4f}"]
            assert words[3:6] == ["●" if target > 0 else "×", f"{target:+.0f}", f"{score:+.4f}"]
            assert words[6] == ("right" if score * target > 0.0 else "wrong")
            assert words[7:] == [f"{max(0.0, 1.0 - target * score):.4f}", "train"]
        assert "loss of each: max(0, 1 - t·s)" in app.text


async def test_the_largest_loss_stands_on_top_until_a_key_sorts_by_number() -> None:
    async with running(size=(80, 24), **MOONS) as app:
        examples = examples_of(await app.press("s", "8"))
        assert listed(app) == examples.order[: len(listed(app))].tolist()
        assert listed(app)[0] == np.argmax(examples.losses[:100])
        assert "of 100 training samples · largest loss first" in app.text
        await app.press("i")
        await app.until(lambda snapshot: listed(app)[0] == 0)
        assert listed(app) == list(range(len(listed(app))))
        assert "by number" in app.text


async def test_test_samples_are_listed_on_request_with_signs_of_their_own() -> None:
    async with running(size=(80, 24), **MOONS) as app:
        await app.press("8", "f", "i", "e", "end")
        await app.until(lambda snapshot: 199 in listed(app))
        row = next(line for line in lines(app) if " 199 " in line)
        assert row.split()[-1] == "test"
        assert {"○", "+"} & set(row.split())
        assert "of 200 samples" in app.text


async def test_where_there_is_little_room_columns_give_way_and_a_sign_says_what_is_wrong() -> None:
    async with running(size=(120, 40), **MOONS) as app:
        examples = examples_of(await app.press("8"))
        assert "! wrong" in app.text
        for line, number in zip(lines(app)[1:], listed(app), strict=False):
            is_wrong = examples.scores[number] * examples.targets[number] <= 0.0
            assert ("!" in line) == is_wrong
            assert f"{examples.losses[number]:.4f}" in line


async def test_targets_of_a_regression_are_numbers_and_no_score_is_right_or_wrong() -> None:
    settings = {**SMALL, "dataset": "plane", "loss": "mse", "learning_rate": 0.02}
    async with running(size=(80, 24), **settings) as app:
        examples = examples_of(await app.press("8"))
        assert "right?" not in app.text
        row = next(line for line in lines(app)[1:])
        number = listed(app)[0]
        assert f"{examples.targets[number]:+.4f}" in row
        assert f"{examples.losses[number]:.4f}" in row
        assert "loss of each: (s - t)²" in app.text


def own_table(columns: int = 2, labels: tuple[str, str] = ("setosa", "virginica")) -> Table:
    raw = np.arange(20.0 * columns).reshape(20, columns) ** 1.5
    names = ("petal length", *(f"c{i}" for i in range(1, columns)))
    return scaled_table("own.csv", names, raw, [labels[i % 2] for i in range(20)])


async def test_the_readers_own_data_have_their_own_numbers_and_the_names_of_the_classes() -> None:
    own = own_table()
    async with running(size=(80, 24), table=own, hidden=(3,), batch_size=5, loss="bce") as app:
        examples = examples_of(await app.press("8", "down"))
        assert "petal l…" in app.text
        number = listed(app)[0]
        row = lines(app)[1]
        name = "setosa" if examples.targets[number] < 0.0 else "virginica"
        assert name in row
        raw = examples.points[number] * own.scales + own.offsets
        for each in raw:
            assert f"{each:+.7g}"[:6] in row
        await app.press("[")
        await followed(app, number)
        await app.until_shown("(x scaled)")


async def test_of_many_columns_as_many_are_shown_as_fit() -> None:
    for size, shown in (((80, 24), 2), ((60, 16), 3), ((120, 40), 3)):
        async with running(size=size, table=own_table(40), hidden=(2,), batch_size=5) as app:
            await app.press("8")
            heading = lines(app)[0]
            names = re.findall(r"petal l…|c\d+", heading)
            assert len(names) == shown, (size, heading)
            assert f"{shown} of 40 columns" in app.text
            assert all(len(line) <= table(app).content_size.width for line in lines(app))


async def test_a_diverged_run_says_that_its_losses_are_no_numbers() -> None:
    settings = {**SMALL, "dataset": "plane", "loss": "sse", "learning_rate": 1e308}
    async with running(size=(80, 24), **settings) as app:
        await app.press("8", "s", "s")
        await app.until(lambda snapshot: snapshot.divergence)
        snapshot = await app.press("down")
        count = examples_of(snapshot).not_numbers
        assert count > 0
        assert f"{count} losses are no numbers: first" in app.text
        row = lines(app)[1].split()
        assert row[-2] == "nan"
        assert "= nan" in sum_of(app)


# -- choosing a sample ----------------------------------------------------------------------------


async def test_keys_choose_a_sample_and_escape_lets_go_of_it() -> None:
    async with running(size=(80, 24), **SMALL) as app:
        examples = examples_of(await app.press("8"))
        order = examples.order.tolist()
        assert "↑ ↓ choose a sample" in app.text
        assert pointed_at(app) == []
        for keys, position in (
            (["down"], 0),
            (["down", "down"], 2),
            (["up"], 1),
            (["up", "up"], 0),
            (["end"], 99),
            (["down"], 99),
            (["home"], 0),
        ):
            await app.press(*keys)
            assert pointed_at(app) == [order[position]], keys
        page = table(app)._rows
        await app.press("pagedown")
        assert pointed_at(app) == [order[page]]
        await app.press("pageup")
        assert pointed_at(app) == [order[0]]
        await app.press("escape")
        assert pointed_at(app) == []
        assert table(app).sample is None
        assert app.main.query_one(DecisionMap).sample is None


async def test_keys_behind_the_one_of_the_pane_choose_as_soon_as_the_list_is_there() -> None:
    async with running(size=(80, 24), **SMALL) as app:
        await throw(app, *map(key_event, ["8", "down", "down", "left"]))
        await app.until(lambda snapshot: pointed_at(app))
        assert pointed_at(app) == [examples_of(app.snapshot).order[1]]
        assert table(app).unit == (1, 2)


async def test_a_click_chooses_a_sample() -> None:
    async with running(size=(80, 24), **SMALL) as app:
        await app.press("8")
        third = listed(app)[2]
        await app.pilot.click(ExampleTable, offset=(6, 4))
        await app.press()
        assert pointed_at(app) == [third]
        await app.pilot.click(ExampleTable, offset=(6, 1))
        assert table(app).sample == third


async def test_the_wheel_moves_the_list_and_leaves_the_choice() -> None:
    async with running(size=(80, 24), **SMALL) as app:
        order = examples_of(await app.press("8", "down")).order.tolist()
        for _ in range(3):
            table(app).on_mouse_scroll_down()
        assert listed(app)[0] == order[3]
        assert table(app).sample == order[0]
        table(app).on_mouse_scroll_up()
        assert listed(app)[0] == order[2]


async def test_the_chosen_sample_stays_in_its_line_while_the_others_move_around_it() -> None:
    settings = {**MOONS, "loss": "mse", "learning_rate": 0.05}
    async with running(size=(80, 24), **settings) as app:
        await app.press("8", "f", *["down"] * 15)
        await app.press("up", "up", "up")
        chosen = await chosen_in(app)
        line = listed(app).index(chosen)
        before = listed(app)
        orders = set()
        for _ in range(6):
            await app.press("s")
            assert pointed_at(app) == [chosen]
            position = examples_of(app.snapshot).order.tolist().index(chosen)
            orders.add(position)
            if line <= position <= 100 - (table(app)._rows - line):
                assert listed(app).index(chosen) == line
        assert len(orders) > 1
        assert listed(app) != before


async def test_a_new_network_keeps_the_sample_and_new_samples_let_go_of_it() -> None:
    async with running(size=(80, 24), **SMALL) as app:
        await app.press("8", "down", "down")
        chosen = table(app).sample
        app.main.carry_out(Configure(lambda old: replace(old, hidden=(5,))))
        await app.until(lambda snapshot: snapshot.sizes == (2, 5, 1))
        await app.press("r")
        assert table(app).sample == chosen
        app.main.carry_out(Restart(with_next_dataset))
        await app.until(lambda snapshot: snapshot.configuration.dataset != "moons")
        await app.press()
        assert table(app).sample is None


async def test_new_samples_let_go_of_it_while_the_table_is_hidden_too() -> None:
    async with running(size=(80, 24), **SMALL) as app:
        await app.press("8", "down", "1", "2")
        assert app.main.query_one(DecisionMap).sample is not None
        await app.press("R")
        assert app.main.query_one(DecisionMap).sample is None
        assert app.main.query_one(NetworkView).sample is None


async def test_a_chosen_sample_that_is_not_listed_is_said_to_be_so() -> None:
    async with running(size=(80, 24), **SMALL) as app:
        await app.press("8", "i", "e", "end")
        assert table(app).sample == 199
        await app.press("e")
        await app.until_shown("sample 199 is not listed")
        assert pointed_at(app) == []
        assert "sample 199:" in sum_of(app)


# -- the sample in the map ------------------------------------------------------------------------


async def test_the_chosen_sample_stands_between_brackets_in_the_map() -> None:
    async with running(size=(80, 24), **SMALL) as app:
        await app.press("2", "8", "i", "down")
        await app.until(lambda snapshot: snapshot.field)
        assert re.search(r"\[[●×]\]", app.pane("#map"))
        assert "sample 0" in app.text
        await app.press("escape")
        assert "[" not in app.pane("#map")


async def test_a_test_sample_that_the_map_does_not_show_is_marked_all_the_same() -> None:
    async with running(size=(80, 24), **SMALL) as app:
        await app.press("2", "8", "i", "e", "end")
        assert table(app).sample == 199
        assert not app.main.query_one(DecisionMap).show_test
        assert re.search(r"\[[○+]\]", app.pane("#map"))


async def test_it_is_marked_on_the_map_of_the_twin_too() -> None:
    async with running(size=(120, 40), **SMALL) as app:
        await app.press("t", "2", "8", "down")
        await app.until(lambda snapshot: snapshot.twin and snapshot.twin.field)
        assert len(re.findall(r"\[[●×]\]", app.pane("#map"))) == 2


def marks_of(x: list[float], chosen: int, **kinds: bool) -> dict[tuple[int, int], str]:
    """A map of ten columns and one line, 0 to 10, with samples of both classes in turn."""
    targets = np.array([1.0, -1.0] * len(x))[: len(x)]
    samples = MapSamples(np.array(x), np.zeros(len(x)), targets, np.array([True] * len(x)))
    bounds, ascii_only = (0.0, 10.0, -1.0, 1.0), kinds.get("ascii_only", False)
    look = sample_look(DATASETS["moons"], THEME, ascii_only=ascii_only)
    marks = sample_marks(samples, bounds, 10, 1, look, show_test=False)
    marks |= chosen_marks(samples, chosen, bounds, 10, 1, look)
    return {place: mark.character for place, mark in marks.items()}


def test_it_stands_above_those_that_hide_it() -> None:
    line = marks_of([5.5, 5.5, 4.5, 6.5, 9.5], 0)
    assert line == {(0, 4): "[", (0, 5): "●", (0, 6): "]", (0, 9): "●"}
    assert marks_of([5.5, 5.5], 1)[0, 5] == "×"
    assert marks_of([5.5, 5.5], 9)[0, 5] == "◪"


def test_its_brackets_are_characters_that_every_terminal_has_and_stay_inside_the_map() -> None:
    assert marks_of([5.5], 0, ascii_only=True) == {(0, 4): "[", (0, 5): "o", (0, 6): "]"}
    assert marks_of([0.5], 0) == {(0, 0): "●", (0, 1): "]"}
    assert marks_of([9.5], 0) == {(0, 8): "[", (0, 9): "●"}
    assert marks_of([12.0], 0) == {}


# -- the sum of a neuron --------------------------------------------------------------------------


async def test_the_sum_of_the_output_goes_on_to_the_loss() -> None:
    async with running(size=(80, 24), **SMALL) as app:
        await app.press("s", "8", "down")
        number = await chosen_in(app)
        examples = await followed(app, number)
        hidden = np.tanh(
            by_layer(app.snapshot.parameters, (2, 3, 1))[0] @ [*examples.points[number], 1.0]
        )
        *weights, bias = by_layer(app.snapshot.parameters, (2, 3, 1))[1][0]
        score = float(np.dot(weights, hidden) + bias)
        text = sum_of(app)
        assert text.startswith(f"neuron 1.0, sample {number}: w·x + b = ")
        for weight, each in zip(weights, hidden, strict=True):
            assert f"{weight:.4f}".lstrip("-") in text
            assert f"{each:.4f}".lstrip("-") in text
        assert re.search(rf"= {re.escape(f'{score:.3g}'[:4])}", text)
        loss = max(0.0, 1.0 - examples.targets[number] * score)
        assert "loss max(0, 1 - t·s) = max(0, 1 - " in text
        assert f"= {loss:.3f}" in text


async def test_left_and_right_go_from_neuron_to_neuron_and_brackets_from_layer_to_layer() -> None:
    async with running(size=(80, 24), **{**MOONS, "hidden": (3, 2)}) as app:
        await app.press("8", "down")
        for key, name in (
            ("right", "neuron 2.0"),
            ("left", "neuron 1.1"),
            ("left", "neuron 1.0"),
            ("left", "neuron 0.2"),
            ("[", "input y"),
            ("left", "input x"),
            ("left", "input x"),
            ("]", "neuron 0.0"),
            ("]", "neuron 1.0"),
            ("]", "neuron 2.0"),
        ):
            await app.press(key)
            assert f"{name}, sample" in " ".join(" ".join(lines(app)).split()), key
        assert app.snapshot.epoch == 0


async def test_a_hidden_neuron_ends_with_its_activation() -> None:
    for activation in ("tanh", "relu"):
        async with running(size=(80, 24), **{**SMALL, "activation": activation}) as app:
            await app.press("8", "down", "left")
            examples = await followed(app, await chosen_in(app))
            assert f"{activation}(" in sum_of(app)
            output = float(examples.outputs[1][2])
            assert f"{output:.2f}"[:4] in sum_of(app).split(f"{activation}(")[1]
            assert "loss" not in sum_of(app)


async def test_without_a_hidden_layer_the_output_sums_up_the_inputs() -> None:
    async with running(size=(80, 24), **{**MOONS, "hidden": ()}) as app:
        await app.press("s", "8", "down")
        examples = await followed(app, await chosen_in(app))
        x, y = examples.points[pointed_at(app)[0]]
        text = sum_of(app)
        assert text.startswith("neuron 0.0, ")
        for number in (x, y, *app.snapshot.parameters):
            assert f"{abs(number):.4f}" in text


@pytest.mark.parametrize("engine", ["matrix", "scalar"])
async def test_the_four_examples_of_the_lecture(engine: str) -> None:
    async with running(size=(80, 24), **{**LECTURE, "engine": engine}) as app:
        await app.press("8", "i", "down")
        await followed(app, 0)
        assert "1-4 of 4 training samples" in app.text or "1-3 of 4" in app.text
        assert "(s - t)² = (" in sum_of(app)
        assert "tanh(" in sum_of(app)
        await app.press("[", "[")
        await app.until(lambda snapshot: "·2 +" in sum_of(app))
        assert "·3 + " in sum_of(app)
        assert "·(-1) + " in sum_of(app)


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (120, 40), (10, 4)])
async def test_at_every_size_all_that_is_shown_is_inside_the_pane(size: tuple[int, int]) -> None:
    async with running(size=size, **{**MOONS, "hidden": (16, 16)}) as app:
        await app.press("8", "down", "down", "left", "e", "f", "up", "f")
        for line in app.text.split("\n"):
            assert len(line) == size[0]
        if size[0] >= 60:
            assert "tanh(" in sum_of(app)
            assert len(listed(app)) >= 3


async def test_while_it_plays_sum_and_table_are_of_the_same_moment() -> None:
    async with running(size=(80, 24), **SMALL) as app:
        await app.press("8", "down", "space")
        for _ in range(5):
            before = app.snapshot
            await app.until(lambda snapshot: snapshot.epoch > before.epoch + 3)  # noqa: B023
            row = next(line for line in lines(app) if line.startswith("▸"))
            loss = row.split()[-2]
            shown = sum_of(app).split()[-1]
            assert float(shown) == pytest.approx(float(loss), rel=0.03, abs=1e-4)


# -- other panes ----------------------------------------------------------------------------------


async def test_the_neuron_of_the_network_view_is_the_one_whose_sum_is_shown() -> None:
    async with running(size=(80, 24), **{**MOONS, "hidden": (3, 2)}) as app:
        await app.press("8", "down", "5", "down", "right", "down")
        assert app.main.query_one(NetworkView).chosen == (2, 1)
        await app.press("8")
        assert "neuron 1.1, sample" in sum_of(app)
        await app.press("left", "left")
        assert app.main.query_one(NetworkView).chosen == (1, 2)


async def test_a_neuron_shown_large_has_its_sum_for_the_chosen_sample() -> None:
    async with running(size=(120, 40), **{**MOONS, "hidden": (3, 2)}) as app:
        await app.press("8", "down", "[", "5", "f", "enter")
        chosen = table(app).sample
        assert chosen is not None
        await app.until_shown(f"neuron 1.0, sample {chosen}: w·x + b = ")
        assert "tanh(" in app.pane("#network")
        await app.press("escape")
        await app.until(lambda snapshot: snapshot.examples is None)


async def test_a_hidden_pane_asks_for_nothing() -> None:
    async with running(size=(80, 24), **SMALL) as app:
        await app.press("8", "down")
        assert app.snapshot.examples is not None
        await app.press("1", "2")
        await app.until(lambda snapshot: snapshot.examples is None)
        assert app.main.query_one(DecisionMap).sample == table(app).sample is not None


# -- without colours, without Unicode -------------------------------------------------------------


async def test_where_there_are_no_other_characters_formulas_are_written_as_one_types_them() -> None:
    async with running(size=(80, 24), **LECTURE) as app:
        await app.press("8", "down")
        await followed(app, await chosen_in(app))
        shown, looks = table(app)._shown, ascii_looks()
        assert shown is not None
        columns = columns_for(shown.configuration, 78)
        drawing = ExampleDrawing(shown, columns, table(app).sample, (3, 0), looks)
        text = "\n".join(strip.text for strip in drawing.strips([0, 1, 2, 3], 5))
        assert re.search(r"\d\*\(?-?\d", text)
        assert "(s - t)^2 = (" in text
        assert set("".join(re.findall(r" ([ox]) [+-]1 ", text))) == {"o", "x"}


def ascii_looks() -> ExampleLooks:
    plain = Style()
    return ExampleLooks(
        sample_look(DATASETS["moons"], THEME, ascii_only=True),
        greys_of(THEME),
        heading=plain,
        chosen=plain,
        wrong=plain,
        sum=plain,
        is_plain=True,
        ascii_only=True,
    )


def test_headings_stand_above_their_columns() -> None:
    for width in (40, 58, 78, 118):
        columns = columns_for(Configuration(**MOONS), width)
        assert len(heading_text(columns)) <= width
