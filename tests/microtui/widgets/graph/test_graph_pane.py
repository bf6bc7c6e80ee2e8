"""The graph of one sample of the run: what it shows, and how one goes through it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from application import Application, running

from engine.graph.walk import Walk
from engine.training import Training
from microtui.widgets.graph.stage import Stage
from microtui.widgets.panes.graph_pane import GraphPane
from microtui.words.graph.node_names import name_of

LECTURE: dict[str, Any] = {"samples": 40, "hidden": (3,), "l2": 0.0, "noise": 0.1}


def pane(app: Application) -> GraphPane:
    return app.main.query_one(GraphPane)


def stage_of(app: Application) -> Stage:
    stage = pane(app).stage
    assert stage is not None
    return stage


def walk_of(app: Application) -> Walk:
    return stage_of(app).walk


async def test_it_shows_one_sample_up_to_its_loss_with_its_neurons_folded() -> None:
    async with running(size=(120, 40), **LECTURE) as app:
        await app.press("s", "9", "f")
        shown = app.pane("#graph")
        for name in ("x", "y", "n0.0 tanh", "n0.1 tanh", "n0.2 tanh", "score tanh", "target"):
            assert name in shown
        graph = walk_of(app).graph
        assert f"{graph.result.data:+.4f}" in shown, "the loss"
        assert "1 of 20 of the batch" in app.text


async def test_it_is_the_loss_that_a_batch_of_this_sample_has() -> None:
    async with running(size=(120, 40), **LECTURE) as app:
        snapshot = await app.press("s", "9")
        shown = snapshot.graph
        assert shown is not None
        assert shown.walk is not None
        training = Training(snapshot.configuration)
        training.model.parameters = snapshot.parameters
        score = training.model.predict(training.data.inputs[[shown.sample]])
        target = training.data.targets[[shown.sample]]
        assert shown.walk.graph.result.data == pytest.approx(
            float((score[0] - target[0]) ** 2), rel=1e-12
        )


async def test_brackets_go_through_the_batch_and_the_table_of_examples_anywhere() -> None:
    async with running(size=(120, 40), **LECTURE) as app:
        first = await app.press("9")
        second = await app.press("]")
        assert first.graph is not None
        assert second.graph is not None
        assert (first.graph.place, second.graph.place) == (0, 1)
        before = await app.press("[", "[")
        assert before.graph is not None
        assert before.graph.place == before.graph.batch_size - 1, "it goes round"
        await app.press("8", "down", "down")
        chosen = (await app.press("9")).graph
        assert chosen is not None
        examples = (await app.press("8")).examples
        assert examples is not None
        assert chosen.sample == examples.sample


async def test_each_step_of_the_walk_is_a_line_and_keys_lead_both_ways() -> None:
    async with running(size=(120, 40), **LECTURE) as app:
        before = await app.press("9", "f")
        await app.press("g")
        assert "Before forward: only the leaves have their numbers." in app.text
        assert "?" in app.pane("#graph")
        await app.press(".")
        first = app.text
        assert "= tanh(w · x + b) = tanh(" in first
        assert "forward 1 of" in first
        await app.press(".")
        assert "forward 2 of" in app.text
        await app.press(",")
        assert app.text == first
        await app.press("G")
        assert "backward" in app.text
        assert "Done." in app.text
        assert pane(app).at_end.endswith("takes the mean over all 20 of the batch.")
        last = stage_of(app)
        assert last.grads == last.walk.grads
        await app.press(":", ":")
        assert stage_of(app).chosen != last.chosen, "all sums of a node at once"
        after = await app.press("escape")
        assert "backward" not in app.pane("#graph")
        assert np.array_equal(before.parameters, after.parameters)
        assert np.array_equal(before.gradients, after.gradients)
        assert (before.updates, before.phase) == (after.updates, after.phase)


async def test_while_it_plays_there_is_no_walk_and_a_word_says_why() -> None:
    async with running(size=(120, 40), notifications=True, **LECTURE) as app:
        await app.press("9", "f", "space")
        await app.press(".")
        await app.until_shown("A walk goes through")
        stage = stage_of(app)
        assert stage.position is None
        await app.until(lambda snapshot: snapshot.updates > 20)
        assert walk_of(app).graph.nodes != stage.graph.nodes, "it follows the run"


async def test_a_walk_ends_where_the_run_goes_on() -> None:
    async with running(size=(120, 40), **LECTURE) as app:
        await app.press("9", "f", ".", ".")
        assert "forward 2 of" in app.text
        await app.press("b")
        assert "forward 2 of" not in app.text


async def test_a_neuron_unfolds_into_products_a_sum_and_its_activation() -> None:
    async with running(size=(200, 60), **LECTURE) as app:
        await app.press("9", "f", "left", "enter")
        shown = app.pane("#graph")
        assert "sum" in shown
        assert "0.1.w[0]" in shown
        assert "0.1.b" in shown
        assert "0.0.w[0]" not in shown
        await app.press("backspace")
        assert "0.1.w[0]" not in app.pane("#graph")
        await app.press("A")
        assert "0.0.w[0]" in app.pane("#graph")


async def test_keys_typed_before_the_graph_has_come_act_on_it_in_order() -> None:
    async with running(size=(120, 40), **LECTURE) as app:
        await app.press("9", "f", "A", ".", ".")
        assert "0.0.w[0]" in app.pane("#graph")
        assert "forward 2 of" in app.text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_what_one_walks_through_stays_in_view_in_another_room_and_in_other_boxes(
    size: tuple[int, int],
) -> None:
    async with running(size=size, **LECTURE) as app:
        await app.press("9", "f", "A", ".", ".")
        chosen = f"{name_of(stage_of(app).graph, stage_of(app).chosen)} "
        assert chosen in app.pane("#graph")
        for key in ("f", "f", "i", "i", "i"):
            await app.press(key)
            assert chosen in app.pane("#graph"), key


async def test_one_finds_a_node_by_its_name() -> None:
    async with running(size=(120, 40), **LECTURE) as app:
        await app.press("9", "f", "/", *"n0.2", "enter")
        assert "neuron n0.2: tanh of a sum" in app.text


async def test_the_rule_stands_below_and_v_shows_where() -> None:
    async with running(size=(120, 40), **LECTURE) as app:
        await app.press("9", "f", "end")
        assert "Value.__pow__: Value(power(x, n), (self,), (derivative,)" in app.text
        await app.press("v")
        assert "def __pow__" in app.text
        await app.press("escape")
        assert "Graph" in app.text


async def test_with_zero_grad_off_leaves_begin_with_what_they_carry() -> None:
    async with running(size=(120, 40), **LECTURE) as app:
        snapshot = await app.press("s", "z", "b", "9", "f", "A", "g")
        carried = {node.name: node.carried for node in walk_of(app).graph.nodes}
        assert carried["0.1.w[0]"] == snapshot.gradients[3] != 0.0
        await app.press("/", *"0.1.w[0]", "enter")
        stage = stage_of(app)
        assert stage.grads[stage.chosen] == snapshot.gradients[3]


async def test_with_the_mistake_a_contribution_is_seen_to_be_lost() -> None:
    async with running(size=(120, 40), **LECTURE, engine="scalar", mistakes=("overwrite",)) as app:
        await app.press("9", "f", "G")
        assert ": lost)" in app.text


@pytest.mark.thorough
async def test_of_a_very_large_network_there_is_none_and_a_word_says_so() -> None:
    async with running(size=(120, 40), **{**LECTURE, "hidden": (80, 80)}) as app:
        await app.press("9", "f", ".", "enter", "up", "[", "/", "x", "enter")
        assert "no graph of more than 5,000 parameters" in app.text


async def test_a_click_chooses_and_two_unfold() -> None:
    async with running(size=(120, 40), **LECTURE) as app:
        await app.press("9", "f")
        widget = pane(app)
        placing, window = widget.sheet.placing, widget.sheet.window
        assert placing is not None
        stage = stage_of(app)
        neuron = next(
            place
            for place in range(len(stage.folding.shown))
            if stage.folding.neuron_at(place) == (0, 2)
        )
        box = placing.layout.boxes[neuron]
        at = (box.x - window.x + 3 + 1, box.y - window.y + 1 + 1)
        await app.pilot.click(widget, offset=at)
        assert "neuron n0.2" in app.text
        await app.pilot.click(widget, offset=at, times=2)
        assert "0.2.w[0]" in app.pane("#graph")


@pytest.mark.parametrize("size", [(80, 24), pytest.param((60, 16), marks=pytest.mark.thorough)])
async def test_in_ascii_it_is_all_ascii(size: tuple[int, int]) -> None:
    async with running(size=size, ascii_only=True, **LECTURE) as app:
        await app.press("s", "9", "f", "A", ".", ".", "G")
        assert app.text.isascii()
