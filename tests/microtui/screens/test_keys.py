"""Each key does what help says."""

from __future__ import annotations

import numpy as np
import pytest
from application import running

from engine.data.datasets import DATASETS
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from microtui.screens.help_screen import HelpScreen
from microtui.screens.main_keys import ALL_KEYS, CommandKey
from microtui.screens.main_screen import MainScreen
from microtui.session.bench.experiment import Experiment
from microtui.session.commands import RunCommand
from microtui.widgets.panes.network_view import NetworkView


async def test_space_plays_and_pauses() -> None:
    async with running() as app:
        assert not app.snapshot.progress.playing
        await app.press("space")
        await app.until(lambda snapshot: snapshot.progress.playing and snapshot.epoch > 2)
        assert not (await app.press("space")).progress.playing


@pytest.mark.parametrize("key", ["s", "right"])
async def test_an_epoch_is_trained_to_its_end(key: str) -> None:
    async with running() as app:
        await app.press("b")
        snapshot = await app.press(key)
        assert (snapshot.epoch, snapshot.batch, snapshot.phase) == (1, 0, 0)


async def test_b_finishes_one_update() -> None:
    async with running() as app:
        await app.press("n")
        snapshot = await app.press("b")
        assert (snapshot.epoch, snapshot.batch, snapshot.phase) == (0, 1, 0)


async def test_n_runs_one_phase_and_the_panel_marks_the_next() -> None:
    async with running() as app:
        for phase, code in enumerate(
            ("if self.configuration.zero_grad:", "self.loss.backward()", "self.optimizer.step()")
        ):
            snapshot = await app.press("n")
            assert snapshot.phase == phase + 1
            marked = next(line for line in app.text.split("\n") if "▸" in line)
            assert code in marked
        assert (await app.press("n")).batch == 1


async def test_z_turns_zero_grad_off_and_on_and_the_gradients_really_pile_up() -> None:
    async with running() as app:
        assert "zero_grad ON" in app.text
        await app.press("z")
        assert "zero_grad OFF" in app.text
        snapshot = await app.press("b", "b", "b", "b")
        assert "# skipped" in app.text
        assert snapshot.backwards_summed == 4
        assert np.linalg.norm(snapshot.gradients) > 1.5 * np.linalg.norm(snapshot.added)
        assert "sum of the last 4 backwards" in app.pane("#update")
        snapshot = await app.press("z", "b")
        assert "zero_grad ON" in app.text
        assert snapshot.backwards_summed == 1
        np.testing.assert_array_equal(snapshot.gradients, snapshot.added)


async def test_z_in_the_middle_of_an_update_counts_for_that_update() -> None:
    async with running() as app:
        await app.press("b", "n", "z", "n", "n")
        assert app.snapshot.backwards_summed == 2


async def test_r_begins_anew_from_the_same_parameters() -> None:
    async with running() as app:
        before = app.snapshot
        await app.press("s", "s")
        snapshot = await app.press("r")
        assert (snapshot.epoch, snapshot.updates) == (0, 0)
        assert snapshot.configuration == before.configuration
        np.testing.assert_array_equal(snapshot.parameters, before.parameters)


async def test_capital_r_begins_anew_with_another_seed() -> None:
    async with running() as app:
        before = app.snapshot
        snapshot = await app.press("s", "R")
        assert snapshot.epoch == 0
        assert snapshot.configuration.seed != before.configuration.seed
        assert snapshot.parameters.tolist() != before.parameters.tolist()
        assert f"seed {snapshot.configuration.seed}" in app.text


async def test_ctrl_r_takes_back_what_was_begun_anew_and_pauses() -> None:
    async with running() as app:
        before = await app.press("s", "s")
        await app.press("R", "d", "space")
        snapshot = await app.press("ctrl+r", "ctrl+r")
        assert not snapshot.progress.playing
        assert (snapshot.epoch, snapshot.configuration) == (2, before.configuration)
        np.testing.assert_array_equal(snapshot.parameters, before.parameters)
        assert (await app.press("ctrl+y", "ctrl+y")).configuration.dataset == "circles"


async def test_what_was_said_of_other_data_goes_with_them() -> None:
    async with running(notifications=True) as app:
        await app.press("s", "d")
        await app.until_shown("circles suggests")
        await app.press("ctrl+r")
        assert "suggests" not in app.text


async def test_ctrl_r_says_so_where_there_is_nothing_to_take_back() -> None:
    async with running(notifications=True) as app:
        await app.press("s", "ctrl+r")
        await app.until_shown("nothing to take back")
        await app.press("ctrl+y")
        await app.until_shown("nothing to bring back")


def test_each_key_that_begins_anew_says_so_in_help() -> None:
    for each in ALL_KEYS:
        if isinstance(each, CommandKey) and isinstance(each.command, RunCommand):
            recording = Recording.begin(Configuration(hidden=(2,)))
            recording.run("batch")
            Experiment(recording).carry_out(each.command)
            says_so = "anew" in str(each.binding.tooltip)
            assert says_so == (recording.times_begun_anew > 0), each.binding
    resizing = [key for key in NetworkView.BINDINGS if key.key in "uU"]  # type: ignore[union-attr]
    assert len(resizing) == 2
    assert all("anew" in key.tooltip for key in resizing)  # type: ignore[union-attr]


async def test_d_goes_through_all_datasets_and_round_again() -> None:
    async with running() as app:
        seen = [app.snapshot.configuration.dataset]
        for _ in DATASETS:
            seen.append((await app.press("s", "d")).configuration.dataset)
            assert app.snapshot.epoch == 0
        assert sorted(seen[:-1]) == sorted(DATASETS)
        assert seen[-1] == "moons"


async def test_l_lowers_and_capital_l_raises_the_learning_rate_and_training_goes_on() -> None:
    async with running(learning_rate=0.2) as app:
        await app.press("s")
        snapshot = await app.press("l")
        assert snapshot.configuration.learning_rate == 0.1
        assert snapshot.epoch == 1
        assert (await app.press("L", "L")).configuration.learning_rate == 0.3
        assert "lr 0.3" in app.text


async def test_p_takes_the_number_that_is_typed_and_the_name_stays_editable() -> None:
    async with running() as app:
        snapshot = await app.press("p", *"0.5", "enter")
        assert snapshot.parameters[0] == 0.5
        before = snapshot.parameters[2]
        snapshot = await app.press("p", "end", "backspace", "backspace", "backspace", *"7", "enter")
        assert snapshot.parameters[0] == 7.0
        snapshot = await app.press(
            *("p", "home", "right", "right", "right", "right", "delete", "delete", "delete"),
            *("delete", "b", "enter"),
        )
        assert snapshot.parameters[2] == 7.0 != before


async def test_p_takes_a_whole_assignment_in_place_of_the_number() -> None:
    async with running() as app:
        snapshot = await app.press("p", *"0.0.b=3", "enter")
        assert snapshot.parameters[2] == 3.0


async def test_plus_and_minus_change_the_speed() -> None:
    async with running() as app:
        assert (await app.press("+")).progress.speed == 50.0
        assert (await app.press("-", "-")).progress.speed == 5.0
        for _ in range(9):
            await app.press("+")
        assert app.snapshot.progress.speed is None
        assert "flat out" in app.text


async def test_question_mark_shows_help_with_every_key_and_escape_closes_it() -> None:
    async with running(size=(120, 100)) as app:
        await app.pilot.press("question_mark")
        assert isinstance(app.pilot.app.screen, HelpScreen)
        for binding in MainScreen.BINDINGS:
            assert binding.tooltip in app.text  # type: ignore[union-attr]
        await app.pilot.press("escape")
        assert not isinstance(app.pilot.app.screen, HelpScreen)


async def test_q_quits() -> None:
    async with running() as app:
        await app.pilot.press("q")
        assert app.pilot.app._exit


async def test_the_command_palette_holds_every_key() -> None:
    async with running() as app:
        offered = {command.title for command in app.pilot.app.get_system_commands(app.main)}
        for binding in MainScreen.BINDINGS:
            assert binding.tooltip in offered  # type: ignore[union-attr]


async def test_a_command_of_the_palette_does_it() -> None:
    async with running() as app:
        await app.pilot.press("ctrl+p")
        await app.pilot.press(*"finish")
        await app.until_searched()
        await app.pilot.press("enter")
        await app.until(lambda snapshot: snapshot.batch == 1)


async def test_g_puts_the_loss_on_a_logarithmic_scale() -> None:
    async with running() as app:
        await app.press("1", "g")
        assert "log scale" in app.text


async def test_panes_are_reached_by_number_and_three_fit_into_80_columns() -> None:
    async with running(size=(80, 24)) as app:
        titles = ("Loss", "Decision map", "Parameters", "One update")
        for number, title in enumerate(titles, start=1):
            await app.pilot.press(str(number))
            await app.pilot.pause()
            shown = [each for each in titles if f" {each} " in app.text]
            assert title in shown
            assert len(shown) == 3
