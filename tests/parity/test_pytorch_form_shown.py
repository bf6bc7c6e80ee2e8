"""What is seen of a run in PyTorch: on the screen, in a check of gradients, on the command line."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from application import Application, running
from several_outputs import with_loss

from engine.check.gradient_check import check_gradients
from engine.formulas.activations import ACTIVATIONS
from engine.formulas.losses import LOSSES
from engine.formulas.optimizers import OPTIMIZERS
from engine.replay.recording import Recording
from engine.run.configuration import ENGINES, Configuration
from engine.training import PHASES
from microtui.command_line.cli import run
from microtui.session.observation import observe
from microtui.session.snapshot import Progress, Snapshot
from microtui.session.view import View
from microtui.widgets.commentary import Commentary
from microtui.widgets.gradient_table import heading_text
from microtui.words.gradients.gradient_rows import other_headings, rows_of
from microtui.words.gradients.gradient_verdict import verdict
from microtui.words.update.source import listings_of, phase_body

Capture = pytest.CaptureFixture[str]
SMALL: dict[str, Any] = {"samples": 20, "hidden": (3,), "batch_size": 5}
IN_PYTORCH = Configuration(**SMALL, engine="pytorch")


def seen(configuration: Configuration, phase: int = 0) -> Snapshot:
    recording = Recording.begin(configuration)
    for _ in range(phase):
        recording.run("phase")
    return observe(recording, None, View(), Progress(False, False, None, 0.0, 0, False))


# -- the update, and its source ------------------------------------------------------------------


def test_the_lines_of_an_update_are_pytorch_s() -> None:
    assert [phase_body(IN_PYTORCH, phase) for phase in range(4)] == [
        ("scores = model(x)", "loss = criterion(scores, targets)"),
        ("model.zero_grad()",),
        ("loss.backward()",),
        ("optimizer.step()",),
    ]


@pytest.mark.parametrize(
    ("phase", "shown"),
    [
        ("forward", ["double()", "requires_grad_()", "loss.item()", "nn.Linear(2, 3)"]),
        ("forward", ["F.linear(input, self.weight, self.bias)", "torch.tanh(input)"]),
        ("zero_grad", ["p.grad = None", "set_to_none: bool = True"]),
        ("backward", ["torch.autograd.backward(", "accumulates gradients in the leaves"]),
        ("update", ["torch.optim.SGD(model.parameters(), lr=0.1)", "param.add_(grad, alpha=-lr)"]),
    ],
)
def test_the_source_goes_on_to_what_pytorch_itself_runs(phase: str, shown: list[str]) -> None:
    listings = listings_of(seen(IN_PYTORCH, PHASES.index(phase)))
    source = "\n".join(each.text for each in listings)
    assert listings[0].title == f"engine/training.py · Training.{phase}"
    assert [each for each in shown if each not in source] == []
    assert "cannot be read" not in source.replace("which cannot be read here", "")


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_arithmetic_of_every_optimiser_is_there(optimizer: str) -> None:
    listings = listings_of(seen(replace(IN_PYTORCH, optimizer=optimizer), 3))
    assert any("_single_tensor_" in each.title for each in listings)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("loss", LOSSES)
def test_every_activation_and_loss_has_its_source(activation: str, loss: str) -> None:
    configuration = replace(IN_PYTORCH, activation=activation, **with_loss(loss))
    source = "\n".join(each.text for each in listings_of(seen(configuration)))
    assert LOSSES[loss].pytorch in source
    assert activation == "linear" or f"    {ACTIVATIONS[activation].pytorch}," in source


async def test_w_goes_through_all_three_forms_and_the_panel_shows_the_lines_that_run() -> None:
    async with running(size=(120, 40), **SMALL) as app:
        await app.press("b", "b")
        for engine, line in (
            ("scalar", "self.loss.backward()"),
            ("pytorch", "3   loss.backward()"),
            ("matrix", "self.loss.backward()"),
        ):
            before = app.snapshot.configuration.engine
            snapshot = await app.press("w")
            assert snapshot.configuration.engine == engine
            assert app.main.query_one(Commentary).notice == f"engine {before} → {engine}"
            assert line in app.text
            assert ("pytorch engine" in app.text) == (engine == "pytorch")


async def test_that_zero_grad_leaves_none_is_said_before_and_after() -> None:
    async with running(size=(120, 40), **SMALL, engine="pytorch") as app:
        await app.press("b", "n")
        words = " ".join(app.text.replace("│", " ").split())
        assert "every .grad is set to None, which counts as zero" in words
        await app.press("n")
        assert ".grad = None" in app.text


async def test_the_wrong_sign_is_pytorch_s_own_argument() -> None:
    settings = {**SMALL, "engine": "pytorch", "mistakes": ("ascend",), "optimizer": "momentum"}
    async with running(size=(120, 40), **settings) as app:
        await app.press("b")
        assert "torch.optim.SGD(..., maximize=True)  # not maximize" in app.text
        assert "parameter += learning_rate" not in app.text


@pytest.mark.parametrize("size", [(200, 60), (80, 24), (40, 12), (20, 8)])
async def test_every_pane_and_the_source_are_there_at_every_size(size: tuple[int, int]) -> None:
    async with running(size=size, **SMALL, engine="pytorch", zero_grad=False) as app:
        for key in "bn1n2n3n456789":
            await app.press(key)
        app.pilot.app.animation_level = "none"
        await app.pilot.press("v")
        await app.pilot.pause()
        await app.pilot.press("escape")
        snapshot = await app.press("b")
        assert (snapshot.updates, snapshot.configuration.engine) == (3, "pytorch")


async def test_the_graph_and_the_gradient_taken_apart_are_of_this_run() -> None:
    async with running(size=(120, 40), **SMALL, engine="pytorch", zero_grad=False) as app:
        snapshot = await app.press("b", "b", "b", "9")
        assert snapshot.graph is not None
        snapshot = await app.press("7")
        assert snapshot.contributions is not None
        assert snapshot.contributions.undamped == pytest.approx(snapshot.gradients[0], abs=1e-12)


# -- the check -----------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ENGINES)
def test_a_check_has_the_numbers_of_all_three_forms(engine: str) -> None:
    recording = Recording.begin(Configuration(**SMALL, engine=engine, zero_grad=False))
    for _ in range(3):
        recording.run("batch")
    check = check_gradients(recording)
    assert list(check.others) == [each for each in ENGINES if each != engine]
    assert check.agrees
    assert check.forms_agree
    assert check.forms_distance is not None
    assert check.forms_distance < 1e-14
    for other in check.others.values():
        np.testing.assert_allclose(other, check.backward, rtol=1e-9, atol=1e-15)
    said = [statement.text for statement in verdict(check)]
    assert len(said) == 4
    assert any(text.startswith("PyTorch gives the same") for text in said) == (engine != "pytorch")


def test_a_backward_that_is_wrong_here_is_not_what_pytorch_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    right = ACTIVATIONS["tanh"]
    wrong = replace(right, derivative=lambda f, y: 1.0 - y)
    recording = Recording.begin(Configuration(**SMALL))
    monkeypatch.setitem(ACTIVATIONS, "tanh", wrong)
    check = check_gradients(recording)
    assert not check.agrees
    assert not check.agrees_with("pytorch")
    assert any(each.text.startswith("PyTorch DISAGREES") for each in verdict(check))


def test_check_prints_a_column_more_and_json_a_number(capsys: Capture) -> None:
    arguments = ["check", "--samples", "20", "--hidden", "3", "--batch-size", "5"]
    assert run(arguments) == 0
    lines = capsys.readouterr().out.split("\n")
    assert lines[0].split()[1:] == [
        *(".grad", "backward", "difference", "scalar", "pytorch", "error")
    ]
    assert len(lines[1].split()) == 7
    assert run([*arguments, "--json"]) == 0
    for row in json.loads(capsys.readouterr().out)["parameters"]:
        assert row["pytorch"] == pytest.approx(row["backward"], rel=1e-9, abs=1e-15)
        assert row["other"] == pytest.approx(row["backward"], rel=1e-9, abs=1e-15)


@pytest.mark.parametrize(
    ("width", "headings"),
    [
        (82, "name .grad backward difference scalar pytorch error"),
        (78, "name .grad backward differ. scalar pytorch error"),
        (58, "name .grad backward differ. scalar pytorch"),
        (50, "name .grad backward differ. scalar"),
        (38, "name .grad backward differ."),
    ],
)
def test_the_table_has_as_many_columns_as_there_is_room_for(width: int, headings: str) -> None:
    check = check_gradients(Recording.begin(Configuration(**SMALL)))
    text = heading_text(other_headings(check), width)
    assert len(text) <= width
    assert text.split() == headings.split()
    assert all(len(row.others) == 2 for row in rows_of(check))


async def test_c_shows_all_three_at_80_columns() -> None:
    async with running(size=(80, 24), **SMALL) as app:
        await app.press("b")
        await app.pilot.press("c")
        await until_checked(app)
        assert "scalar  pytorch" in app.text
        assert "PyTorch gives the same" in app.text


async def until_checked(app: Application) -> None:
    for _ in range(1000):
        if "backward is right" in app.text:
            return
        await app.pilot.pause(0.01)
    raise AssertionError(app.text)


# -- the command line ----------------------------------------------------------------------------


def test_train_gives_the_parameters_of_the_matrix_form(capsys: Capture) -> None:
    found = []
    for engine in ("matrix", "pytorch"):
        assert run(["train", "--engine", engine, "--epochs", "5", "--json", "--quiet"]) == 0
        found.append(json.loads(capsys.readouterr().out))
    matrix, pytorch = found
    assert pytorch["config"]["engine"] == "pytorch"
    np.testing.assert_allclose(pytorch["parameters"], matrix["parameters"], rtol=0.0, atol=1e-12)
    assert pytorch["loss"] == pytest.approx(matrix["loss"], rel=1e-12)


def test_the_walk_that_pytorch_does_not_let_one_write_is_refused(capsys: Capture) -> None:
    assert run(["train", "--engine", "pytorch", "--mistakes", "overwrite"]) == 2
    assert capsys.readouterr().err == (
        "microtui: mistake overwrite cannot be made in PyTorch, whose backward is its own and "
        "always adds: choose the scalar engine for it\n"
    )


def test_a_run_may_go_over_to_pytorch_as_it_was_planned(capsys: Capture) -> None:
    parameters = []
    for plan in ([], ["--at", "2:engine=pytorch"]):
        assert run(["train", "--epochs", "4", "--json", "--quiet", *plan]) == 0
        parameters.append(json.loads(capsys.readouterr().out)["parameters"])
    np.testing.assert_allclose(parameters[1], parameters[0], rtol=0.0, atol=1e-12)
