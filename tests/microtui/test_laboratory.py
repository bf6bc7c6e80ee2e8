"""Going back in time, twins, mistakes, and the ways to look closer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from application import running
from textual.strip import Strip

from engine.replay.saved_run import Planned
from engine.run.configuration import Configuration
from engine.training import Training
from microtui.widgets.drawing.plotext_canvas import draw_plot
from microtui.words.number_text import short, signed


async def test_left_goes_back_and_right_brings_the_same_again() -> None:
    async with running() as app:
        there = await app.press("s", "s", "s")
        back = await app.press("left")
        assert (back.epoch, back.progress.last_epoch) == (2, 3)
        again = await app.press("right")
        np.testing.assert_array_equal(again.parameters, there.parameters)


async def test_batch_and_phase_go_back_too_as_far_as_the_start() -> None:
    async with running() as app:
        await app.press("b", "n", "n")
        assert (await app.press("N")).phase == 1
        assert (await app.press("B")).phase == 0
        snapshot = await app.press("B", "B", "B")
        assert (snapshot.updates, snapshot.epoch, snapshot.phase) == (0, 0, 0)


async def test_going_back_over_a_key_shows_how_it_was_before() -> None:
    async with running() as app:
        await app.press("s", "z", "s")
        assert "zero_grad OFF" in app.text
        await app.press("left", "N")
        assert "zero_grad ON" in app.text
        await app.press("s", "s")
        assert "zero_grad OFF" in app.text


async def test_j_jumps_to_an_epoch_and_says_which_there_are() -> None:
    async with running() as app:
        await app.press(*"sssss")
        await app.pilot.press("j", "9", "enter")
        assert "An epoch must be a whole number from 0 to 5." in app.text
        await app.pilot.press("backspace", "2", "enter")
        await app.until(lambda snapshot: snapshot.epoch == 2)
        assert (await app.press("greater_than_sign")).epoch == 3


async def test_a_click_on_the_scrubber_goes_there() -> None:
    async with running() as app:
        await app.press(*"ssssssssss")
        await app.pilot.click("Scrubber", offset=(5, 0))
        await app.until(lambda snapshot: snapshot.epoch == 0)
        await app.pilot.click("Scrubber", offset=(60, 0))
        await app.until(lambda snapshot: snapshot.epoch == 5)


async def test_the_twin_starts_equal_and_says_where_it_parts() -> None:
    async with running() as app:
        await app.press("s", "t")
        assert "twin: zero_grad off" in app.text
        assert "the twin is still the same" in app.text
        snapshot = await app.press("b", "b", "b")
        assert snapshot.twin is not None
        assert snapshot.twin.parted == (1, 0), "the gradient of the update before is still held"
        assert "part at epoch 1, batch 0" in app.text
        assert "its twin: zero_grad off" in app.text
        assert (await app.press("t")).twin is None


async def test_the_twin_goes_back_along_and_ends_before_its_start() -> None:
    async with running() as app:
        await app.press("s", "t", "s")
        snapshot = await app.press("left")
        assert snapshot.twin is not None
        assert snapshot.twin.parted is None
        assert snapshot.twin.loss == snapshot.loss
        assert (await app.press("left")).twin is None


async def test_begun_anew_the_run_keeps_its_twin_only_if_it_is_the_same_run() -> None:
    async with running() as app:
        await app.press("t", "s")
        again = await app.press("r")
        assert again.twin is not None
        assert again.twin.loss == again.loss
        assert (await app.press("d")).twin is None
        assert (await app.press("t")).twin is not None
        assert (await app.press("R")).twin is None


async def test_a_twin_can_differ_in_the_learning_rate() -> None:
    async with running(learning_rate=0.2) as app:
        await app.pilot.press("T", "down", "enter")
        await app.until(lambda snapshot: snapshot.twin)
        assert "twin: lr 0.6" in app.text


async def test_the_wrong_sign_shows_in_the_header_and_the_loss_climbs() -> None:
    async with running() as app:
        before = (await app.press("s")).loss
        await app.pilot.press("M", "down", "enter")
        await app.until(lambda snapshot: snapshot.configuration.mistakes == ("ascend",))
        assert "wrong sign" in app.text
        assert "wrong sign: it adds learning rate × gradient" in app.pane("#update")
        assert (await app.press("s", "s", "s")).loss > before
        await app.pilot.press("M", "down", "enter")
        await app.until(lambda snapshot: snapshot.configuration.mistakes == ())


async def test_overwriting_goes_over_to_the_engine_where_it_is_real() -> None:
    async with running(hidden=(2,), samples=20, batch_size=5) as app:
        await app.pilot.press("M", "enter")
        await app.until(lambda snapshot: snapshot.configuration.engine == "scalar")
        assert "= for +=" in app.text
        await app.pilot.press("w")


async def test_y_shows_and_copies_a_command_line_that_makes_the_same_run() -> None:
    async with running(notifications=True, hidden=(3,), learning_rate=0.05, zero_grad=False) as app:
        await app.pilot.press("y")
        await app.until_shown("Sent to the clipboard")
        expected = "microtui --hidden 3 --lr 0.05 --no-zero-grad"
        assert app.pilot.app.clipboard == expected
        assert "--no-zero-grad" in app.text


async def test_v_shows_the_code_that_the_next_phase_runs() -> None:
    async with running() as app:
        await app.press("n", "n")
        await app.pilot.press("v")
        await app.pilot.pause()
        assert "What backward runs" in app.text
        assert "def backward(self) -> None:" in app.text
        assert "self.loss.backward()" in app.text
        assert "engine/network/matrix_loss.py" in app.text
        await app.pilot.press("escape")


async def test_the_panel_shows_the_source_of_the_four_phases() -> None:
    async with running() as app:
        shown = app.pane("#update")
        assert Training.forward.__name__ == "forward"
        for line in (
            "x, y = self.batches[self.batch]",
            "self.loss = self.criterion(self.model(x), y)",
            "if self.configuration.zero_grad:",
            "self.optimizer.step()",
        ):
            assert line in shown


async def test_f_shows_one_pane_alone_and_all_again() -> None:
    async with running() as app:
        await app.pilot.press("2", "f")
        await app.pilot.pause()
        assert "Decision map" in app.text
        assert "One update" not in app.text
        await app.pilot.press("f")
        await app.pilot.pause()
        assert "One update" in app.text


async def test_a_gradient_is_taken_apart_into_what_each_update_added() -> None:
    async with running(zero_grad=False) as app:
        await app.press("7", "b", "b", "b")
        await app.until(lambda snapshot: snapshot.contributions)
        snapshot = app.snapshot
        assert snapshot.contributions is not None
        assert snapshot.contributions.updates.tolist() == [1, 2, 3]
        np.testing.assert_allclose(snapshot.contributions.added.sum(), snapshot.gradients[0])
        shown = app.pane("#gradient")
        assert ": the sum of the last 3 backwards" in shown
        for added in snapshot.contributions.added.tolist():
            assert shown.count(signed(added)) == 2, "it was added, and is still in there"
        held = signed(snapshot.contributions.held)
        assert f".grad {held}" in shown
        assert f"×1 of 3 {held}, ×0.9 of 3 " in shown
        await app.press("z", "b")
        await app.until(lambda s: s.contributions and s.contributions.in_gradient == 1)
        assert app.pane("#gradient").count(" – ") == 3


async def test_what_a_gradient_was_made_of_earlier_is_one_line() -> None:
    async with running(size=(80, 24), zero_grad=False) as app:
        await app.press("7", *"ssssssssssssss")
        await app.until(lambda snapshot: snapshot.contributions)
        shown = app.snapshot.contributions
        assert shown is not None
        lines = [line.split("│") for line in app.text.split("\n") if "│" in line]
        rows = [line for line in lines if "%" in line[-2]]
        listed = len(rows) - 1
        earlier = shown.earlier_than(listed)
        assert rows[-1][1].split() == [
            *("earlier:", signed(earlier.added), f"{70 - listed}", "backwards"),
            *(signed(earlier.held or 0.0), rows[-1][1].split()[-1]),
        ]
        held = [float(line[-2].split()[-2]) for line in rows]
        assert sum(held) == pytest.approx(shown.held, abs=0.00005 * (len(rows) + 1))


async def test_the_loss_plot_zooms_smooths_and_reads_off_values() -> None:
    async with running() as app:
        await app.press(*"ssssssss")
        await app.pilot.press("1", "up", "k", "left_square_bracket")
        await app.pilot.pause()
        shown = app.pane("#loss")
        assert "mean of 5" in shown
        assert "epoch 7" in shown
        await app.pilot.press("left_square_bracket", "enter")
        await app.until(lambda snapshot: snapshot.epoch == 6)


async def test_of_a_long_run_the_plot_is_drawn_again_only_when_it_looks_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[float] = []

    def counting(*arguments: Any, x_range: tuple[float, float], **keywords: Any) -> list[Strip]:
        drawn.append(x_range[1])
        return draw_plot(*arguments, x_range=x_range, **keywords)

    monkeypatch.setattr("microtui.widgets.panes.loss_plot.draw_plot", counting)
    async with running(samples=8, hidden=(2,), batch_size=None, trained=5000) as app:
        start = (await app.press("+", "space")).epoch
        drawn.clear()
        await app.until(lambda snapshot: snapshot.epoch > start + 40)
        assert len(drawn) <= 2, "40 epochs are less than a column of the plot"
        await app.until(lambda snapshot: f"train loss {short(snapshot.loss)}" in app.text)
        paused = await app.press("space")
        assert drawn[-1] == paused.epoch


async def test_y_takes_along_what_was_changed_on_the_way_up_to_here() -> None:
    async with running(notifications=True, hidden=(3,), learning_rate=0.2) as app:
        await app.press("s", "z", "b", "l")
        await app.pilot.press("y")
        await app.until_shown("Sent to the clipboard")
        line = "microtui --hidden 3 --lr 0.2 --at 1:zero-grad=off"
        assert app.pilot.app.clipboard == f"{line} --at 1/1:lr=0.1"
        await app.press("B")
        await app.pilot.press("y")
        await app.pilot.pause()
        await app.until(lambda snapshot: app.pilot.app.clipboard == line)


async def test_r_begins_a_planned_run_anew_as_its_line_does() -> None:
    plan = [Planned(2, 0, 0, {"zero_grad": False})]
    async with running(plan=plan, hidden=(3,), learning_rate=0.2) as app:
        first = app.snapshot.parameters
        await app.press("s", "L", "s", "s")
        assert "zero_grad OFF" in app.text
        again = await app.press("r")
        assert again.configuration == Configuration(hidden=(3,), learning_rate=0.3)
        np.testing.assert_array_equal(again.parameters, first)
        await app.press("s", "s")
        assert "zero_grad OFF" in app.text


async def test_a_click_on_the_plot_reads_off_values_and_a_second_goes_there() -> None:
    async with running() as app:
        await app.press(*"ssssssss")
        region = app.main.query_one("#loss").content_region
        await app.pilot.click("#loss", offset=(1 + region.width // 2, 6))
        await app.pilot.pause()
        assert "epoch 4" in app.pane("#loss") or "epoch 3" in app.pane("#loss")
        await app.pilot.click("#loss", offset=(9, 6), times=2)
        await app.until(lambda snapshot: snapshot.epoch == 0)


async def test_neurons_are_added_to_the_layer_that_was_chosen() -> None:
    async with running(hidden=(4, 2)) as app:
        await app.press("5", "u", "u")
        await app.until(lambda snapshot: snapshot.configuration.hidden == (6, 2))
        await app.press("right", "U")
        await app.until(lambda snapshot: snapshot.configuration.hidden == (6, 1))
        assert (await app.press("U")).configuration.hidden == (6, 1), "one is the least"
        await app.press("1", "u")
        await app.until(lambda snapshot: snapshot.configuration.hidden == (7, 2))


async def test_p_sets_a_parameter_by_hand_and_says_what_it_may_be() -> None:
    async with running() as app:
        await app.press("s")
        await app.pilot.press("p", "ctrl+u", *"9.9.b=1", "enter")
        assert "A parameter must be one from 0.0.w[0] to 2.0.b, got '9.9.b'." in app.text
        await app.pilot.press("ctrl+u", *"0.1.w[0] = x", "enter")
        assert "A value must be a number from -1,000,000 to 1,000,000, got 'x'." in app.text
        await app.pilot.press("ctrl+u", *"0.1.w[0] = 2.5", "enter")
        await app.until(lambda snapshot: snapshot.parameters[3] == 2.5)
        assert "+2.5000" in app.pane("#parameters")
        assert app.snapshot.epoch == 1
