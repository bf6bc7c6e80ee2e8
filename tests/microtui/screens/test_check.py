"""`microtui check` and the key c: the reader's own run, checked."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from application import Application, running

from engine.check.gradient_check import check_gradients
from engine.check.gradient_comparison import GradientCheck
from engine.formulas.activations import ACTIVATIONS, TANH
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from engine.training import Training
from microtui.command_line.cli import run
from microtui.screens.check_screen import CheckScreen
from microtui.screens.main_screen import MainScreen
from microtui.widgets.gradient_table import GradientTable

Capture = pytest.CaptureFixture[str]
SMALL = ("--samples", "20", "--hidden", "3", "--batch-size", "5")


@pytest.fixture
def wrong_tanh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ACTIVATIONS, "tanh", replace(TANH, derivative=lambda f, y: 1.0 - y))


def checked(capsys: Capture, *arguments: str, status: int = 0) -> dict[str, Any]:
    assert run(["check", *SMALL, *arguments, "--json"]) == status
    output = capsys.readouterr()
    assert output.err == ""
    result: dict[str, Any] = json.loads(output.out)
    return result


# -- the command ---------------------------------------------------------------------------------


def test_a_right_backward_gives_status_0_and_a_line_for_every_parameter(capsys: Capture) -> None:
    assert run(["check", *SMALL]) == 0
    output = capsys.readouterr()
    lines = output.out.split("\n")
    assert lines[0].split() == ["name", ".grad", "backward", "difference", "other", "form", "error"]
    assert len([line for line in lines if line[:2] in ("0.", "1.")]) == 13
    assert "backward is right" in output.out
    assert "Checked: all 13 parameters." in output.out
    assert "The scalar form gives the same" in output.out
    assert ".grad is the gradient of this batch." in output.out
    assert output.err == ""


@pytest.mark.usefixtures("wrong_tanh")
def test_a_wrong_backward_gives_status_1_and_says_so(capsys: Capture) -> None:
    assert run(["check", *SMALL]) == 1
    assert "backward is WRONG: it disagrees with finite differences in" in capsys.readouterr().out


def test_a_plus_left_out_in_backward_is_found_out(capsys: Capture) -> None:
    assert run(["check", *SMALL, "--engine", "scalar", "--mistakes", "overwrite"]) == 1
    said = capsys.readouterr().out
    assert "backward is WRONG" in said
    assert "The matrix form DISAGREES" in said


def test_json_holds_all_numbers_of_every_parameter(capsys: Capture) -> None:
    result = checked(capsys)
    assert result["agrees"]
    assert result["forms_agree"]
    assert result["grad_is_the_gradient"]
    assert (result["epoch"], result["batch"]) == (0, 1)
    assert result["worst_relative_error"] < 1e-5
    assert result["worst_parameter"] in [row["name"] for row in result["parameters"]]
    training = Training(Configuration(samples=20, hidden=(3,), batch_size=5))
    training.run_batch()
    for _ in range(3):
        training.run_phase()
    backward = [row["backward"] for row in result["parameters"]]
    assert backward == training.model.gradients.tolist()
    for name in ("difference", "other", "grad"):
        column = [row[name] for row in result["parameters"]]
        np.testing.assert_allclose(column, backward, rtol=1e-5, atol=1e-9)


def test_units_at_the_kink_of_relu_are_named_and_nobody_is_called_wrong(capsys: Capture) -> None:
    """Four of them, in two pairs that make up for each other."""
    arguments = (
        *("--dataset", "moons", "--samples", "100", "--hidden", "5,5,5,1,5,5", "--seed", "695908"),
        *("--activation", "relu", "--loss", "mse", "--lr", "0.5", "--batch-size", "full"),
        *("--l1", "1", "--l2", "1", "--epochs", "2"),
    )
    assert run(["check", *arguments]) == 0
    said = capsys.readouterr().out
    assert "backward is right" in said
    assert "At a kink of the loss: 12 parameters (relu of 4 units, L1 at 6 parameters)." in said
    assert run(["check", *arguments, "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["kinks"] == {"units": 4, "samples": 0, "parameters": 6}
    marked = [row for row in result["parameters"] if row["remark"] == "kink"]
    assert len(marked) == 12
    assert all(row["error"] < 1e-6 for row in marked)


def test_epochs_are_trained_and_their_last_update_is_checked(capsys: Capture) -> None:
    """Its gradients are those that `train` and `export` show after as many epochs."""
    result = checked(capsys, "--epochs", "3")
    assert (result["update"], result["epoch"], result["batch"]) == (6, 2, 1)
    assert result["moment"] == "finished"
    assert run(["export", "json", *SMALL, "--epochs", "3"]) == 0
    state = json.loads(capsys.readouterr().out)
    assert [row["grad"] for row in result["parameters"]] == state["gradients"]
    assert result["backwards_summed"] == state["backwards_summed"]


def test_without_zero_grad_it_says_that_grad_is_not_the_gradient_and_by_how_much(
    capsys: Capture,
) -> None:
    arguments = ("--no-zero-grad", "--lr", "1e-12", "--batch-size", "full", "--epochs", "6")
    result = checked(capsys, *arguments)
    assert not result["grad_is_the_gradient"]
    assert result["backwards_summed"] == 6
    assert result["grad_times"] == pytest.approx(6.0)
    assert run(["check", *SMALL, *arguments]) == 0
    said = capsys.readouterr().out
    assert ".grad is NOT the gradient: without zero_grad it is the sum of 6 backwards" in said
    assert "6 times as long as the gradient" in said


def test_after_divergence_there_is_nothing_to_check_and_nothing_breaks(capsys: Capture) -> None:
    arguments = (
        *("--dataset", "plane", "--loss", "mse", "--activation", "linear"),
        *("--lr", "1e200", "--epochs", "9"),
    )
    result = checked(capsys, *arguments, status=1)
    assert not result["agrees"]
    assert result["loss"] is None
    assert "Nothing can be checked: the loss of this batch is" in result["verdict"][0]
    assert run(["check", *SMALL, *arguments]) == 1
    assert "not finite" in capsys.readouterr().out.split("\n")[1]


def test_a_mistake_is_one_sentence_and_status_2(capsys: Capture) -> None:
    assert run(["check", "--lr", "-1"]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith("microtui: learning rate must be")


# -- the key -------------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", ["bb", "eb", "bbn", "bbnnn", "zbbz", "bbl"])
async def test_c_checks_the_gradient_that_the_panes_show(keys: str) -> None:
    """To the last digit; before backward has run, the one that comes of it."""
    async with running(size=(120, 40), hidden=(4,)) as app:
        await app.press(*keys)
        await app.pilot.press("c")
        screen = await until_checked(app)
        rows = screen.query_one(GradientTable).rows
        await app.pilot.press("escape")
        while app.snapshot.phase in (1, 2):
            await app.press("n")
        assert [row.grad for row in rows] == app.snapshot.gradients.tolist()


async def until_checked(app: Application) -> CheckScreen:
    screen = app.pilot.app.screen
    assert isinstance(screen, CheckScreen)
    for _ in range(500):
        if "backward" in app.text and "Checking" not in app.text:
            return screen
        await app.pilot.pause(0.01)
    raise AssertionError(app.text)


async def test_c_says_that_backward_is_right_and_escape_closes() -> None:
    async with running(size=(80, 24), hidden=(16,)) as app:
        app.pilot.app.animation_level = "none"
        await app.press("b", "b")
        await app.pilot.press("c")
        await until_checked(app)
        assert "Gradient check: update 2, just finished (batch 2 of 5 after 0 epochs)" in app.text
        assert "backward is right" in app.text
        assert ".grad is the gradient of this batch" in app.text
        assert "0.0.w[0]" in app.text
        await app.pilot.press("end")
        await app.pilot.pause()
        assert "1.0.b" in app.text
        assert "0.0.w[0]" not in app.text
        await app.pilot.press("escape")
        assert isinstance(app.pilot.app.screen, MainScreen)
        assert (await app.press("b")).updates == 3


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_c_says_that_piled_up_gradients_are_not_the_gradient(size: tuple[int, int]) -> None:
    async with running(
        size=size, hidden=(4,), zero_grad=False, learning_rate=1e-12, batch_size=None
    ) as app:
        await app.press(*"bbbb")
        await app.pilot.press("c")
        await until_checked(app)
        box = app.pilot.app.screen.query_one("#check").content_region
        lines = [line[box.x : box.right] for line in app.text.split("\n")]
        words = " ".join(" ".join(lines).split())
        assert ".grad is NOT the gradient" in words
        assert "the sum of 4 backwards, 4 times as long as the gradient" in words


@pytest.mark.usefixtures("wrong_tanh")
async def test_c_says_that_backward_is_wrong() -> None:
    async with running(size=(80, 24), hidden=(4,)) as app:
        await app.pilot.press("c")
        await until_checked(app)
        assert "backward is WRONG" in app.text


async def test_training_goes_on_below_and_a_check_closed_too_early_harms_nothing() -> None:
    async with running(size=(80, 24), hidden=(2,), play=True) as app:
        await app.pilot.press("c", "escape")
        await app.pilot.press("c")
        await until_checked(app)
        before = app.snapshot.updates
        await app.until(lambda snapshot: snapshot.updates > before)


@pytest.mark.parametrize("size", [(20, 8), (3, 2), (200, 60)])
async def test_no_size_crashes(size: tuple[int, int]) -> None:
    async with running(size=size, hidden=(4,)) as app:
        app.pilot.app.animation_level = "none"
        await app.pilot.press("c")
        await app.pilot.pause(0.1)
        await app.pilot.press("down", "end", "home", "escape")
        assert isinstance(app.pilot.app.screen, MainScreen)


async def test_a_check_is_made_on_the_worker_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """The screen must answer keys while a large network is checked."""
    threads = []

    def check_and_note(recording: Recording) -> GradientCheck:
        threads.append(threading.current_thread())
        return check_gradients(recording)

    monkeypatch.setattr("engine.check.gradient_check.check_gradients", check_and_note)
    async with running(size=(80, 24), hidden=(4,)) as app:
        await app.pilot.press("c")
        await until_checked(app)
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()
