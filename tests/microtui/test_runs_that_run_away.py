"""A run may overflow wherever it likes: it is shown as divergence, and NumPy warns nobody.

The tests turn each warning into an error, so here it is enough that nothing fails.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from application import running
from flowers_and_houses import flowers

from engine.check.gradient_check import check_gradients
from engine.formulas.losses import LOSSES
from engine.formulas.optimizers import OPTIMIZERS
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from engine.training import Training
from microtui.command_line.cli import run
from microtui.exports.formats import FORMATS
from microtui.session.commands import (
    CheckGradients,
    Configure,
    Export,
    SetParameter,
    StartTwin,
    Step,
    StepBack,
)
from microtui.session.snapshot import Snapshot
from microtui.session.view import UnitView, View
from microtui.session.worker import Session
from microtui.words.gradients.gradient_rows import rows_of
from microtui.words.gradients.gradient_verdict import verdict

REGRESSION = ("--dataset", "plane", "--samples", "20", "--hidden", "3", "--batch-size", "5")
BLOBS = ("--dataset", "moons", "--samples", "20", "--hidden", "3", "--batch-size", "5")
RATES = ("1e30", "1e200", "1e308")

VIEW = View(
    field_columns=6,
    field_rows=6,
    units=UnitView(columns=4, rows=4),
    activation_bins=5,
    parameter=0,
)


@pytest.fixture(scope="module")
def flowers_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of three classes."""
    table = flowers(each=7)
    rows = zip(table.points.tolist(), table.targets.argmax(axis=1).tolist(), strict=True)
    lines = [f"{x},{y},{table.labels[number]}" for (x, y), number in rows]
    path = tmp_path_factory.mktemp("own") / "flowers.csv"
    path.write_text("\n".join(["length,width,kind", *lines]))
    return path


def arguments_for(loss: str, flowers_file: Path) -> tuple[str, ...]:
    if LOSSES[loss].is_over_classes:
        return ("--data", str(flowers_file), "--hidden", "3", "--batch-size", "5", "--loss", loss)
    return (*(REGRESSION if LOSSES[loss].for_regression else BLOBS), "--loss", loss)


def data_for(loss: str) -> dict[str, Any]:
    """Settings of the data: of three classes where it is for these."""
    if LOSSES[loss].is_over_classes:
        return {"table": flowers(each=7)}
    return {"dataset": "plane" if LOSSES[loss].for_regression else "moons", "samples": 20}


def other_loss(loss: str) -> str:
    """One that goes with the same data."""
    return loss if LOSSES[loss].is_over_classes else "mse"


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize(("loss", "optimizer"), list(product(LOSSES, OPTIMIZERS)))
def test_every_command_without_a_screen_is_silent(
    loss: str,
    optimizer: str,
    rate: str,
    flowers_file: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    linear = ("--activation", "linear", "--lr", rate, "--optimizer", optimizer, "--l2", "10")
    rest = (*arguments_for(loss, flowers_file), *linear, "--no-zero-grad", "--epochs", "9")
    for command in (["train"], ["train", "--json"], ["check"], *(["export", f] for f in FORMATS)):
        assert run([*command, *rest]) in (0, 1)
        # What was read is told of one's own file.
        said = capsys.readouterr().err.splitlines()
        assert [line for line in said if not line.startswith("microtui: read 21 rows")] == []


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize(("loss", "optimizer"), list(product(LOSSES, OPTIMIZERS)))
def test_a_session_is_silent_whatever_it_is_asked_for(loss: str, optimizer: str, rate: str) -> None:
    configuration = Configuration(
        **data_for(loss),
        hidden=(3,),
        batch_size=5,
        features=("x", "x2", "xy"),
        activation="linear",
        loss=loss,
        optimizer=optimizer,
        learning_rate=float(rate),
    )
    session = Session(Recording.begin(configuration))
    snapshots: list[Snapshot] = []
    refused: list[str] = []
    session.send(StartTwin(lambda now: replace(now, zero_grad=False)))
    for unit in ("phase", "batch", "batch", "epoch", "epoch", "phase", "phase"):
        session.send(Step(unit))
        session.request(VIEW)
        session.send(CheckGradients(lambda check: None))
    for form in FORMATS.values():
        session.send(Export(form.text, lambda text: None))
    session.send(StepBack("batch"))
    session.send(Configure(lambda now: replace(now, l1=10.0, loss=other_loss(loss))))
    session.send(SetParameter("0.0.w[0]", 1e308))
    session.request(VIEW)
    session.send(Step("epoch"))
    session.request(VIEW)
    session.quit()
    # A thread of its own, as in the application: what holds for this one does not hold for that.
    worker = threading.Thread(target=session.run, args=(snapshots.append, refused.append))
    worker.start()
    worker.join(60.0)
    assert len(snapshots) == 9
    assert refused == []


@pytest.mark.thorough
@pytest.mark.parametrize("loss", LOSSES)
async def test_every_pane_is_drawn_in_silence(loss: str) -> None:
    settings: dict[str, Any] = {
        **data_for(loss),
        "hidden": (3,),
        "loss": loss,
        "batch_size": 5,
        "activation": "linear",
        "learning_rate": 1e200,
        "zero_grad": False,
        "l2": 1.0,
    }
    async with running(size=(170, 50), **settings) as app:
        await app.press("t")
        for key in "nbebne":
            await app.press(key)
        for key in "1234567":
            await app.press(key)
        assert app.snapshot.divergence is not None


def test_a_training_by_itself_is_silent() -> None:
    """Who uses the engine without the program has nothing to switch off either."""
    training = Training(Configuration(activation="linear", learning_rate=1e200, hidden=(3,)))
    while training.divergence is None:
        training.run_batch()
    training.run_epoch()
    state = training.state()
    training.restore(replace(state, parameters=np.full_like(state.parameters, 1e308)))
    training.evaluate()
    training.run_phase()
    assert training.batch_loss is not None
    assert not np.isfinite(training.batch_loss)


@pytest.mark.parametrize("size", [1e308, np.inf])
def test_what_a_check_of_gradients_has_found_is_read_in_silence(size: float) -> None:
    recording = Recording.begin(Configuration(hidden=(3,), samples=20, batch_size=5))
    recording.run("batch")
    found = check_gradients(recording)
    up, down = np.full_like(found.backward, size), np.full_like(found.backward, -size)
    check = replace(
        found,
        backward=up,
        others={"scalar": down},
        held=down,
        rounding=up,
        sizes=up,
        left=up,
        right=up,
        slope=up,
        uncertainty=up,
    )
    assert not check.agrees
    assert rows_of(check)
    assert verdict(check)


@pytest.mark.parametrize(
    "line",
    [
        "train --dataset plane --lr 0.03 --hidden= --features x,y,x2 --batch-size 10"
        " --samples 1200 --epochs 50",
        "check --activation linear --lr 1000 --l2 1 --hidden 4,4 --epochs 1",
    ],
)
def test_a_command_line_has_nothing_to_say_on_stderr(line: str) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "microtui", *line.split()], capture_output=True, text=True
    )
    assert result.stderr == ""
    assert result.returncode == 0
