"""A run is taken along: as a script, as a table, as its whole state, as a picture."""

from __future__ import annotations

import ast
import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from application import running

from engine.errors import ConfigurationError
from engine.replay.recording import Recording
from engine.replay.saved_run import Planned
from engine.run.configuration import Configuration
from microtui.command_line.cli import run
from microtui.exports.history_csv import history_csv
from microtui.exports.pytorch_script import pytorch_script
from microtui.exports.state_json import state_json

Capture = pytest.CaptureFixture[str]


def after_epochs(count: int, configuration: Configuration | None = None) -> Recording:
    recording = Recording.begin(configuration or Configuration())
    for _ in range(count):
        recording.run("epoch")
    return recording


def test_the_history_has_a_line_for_each_epoch_and_reads_back_bit_for_bit() -> None:
    recording = after_epochs(5)
    rows = list(csv.DictReader(io.StringIO(history_csv(recording))))
    assert [int(row["first_epoch"]) for row in rows] == [0, 1, 2, 3, 4, 5]
    losses = [float(row["train_high"]) for row in rows]
    assert losses == recording.training.train_history.high
    assert [float(row["test_low"]) for row in rows] == recording.training.test_history.low


def test_a_long_history_says_which_epochs_share_a_line() -> None:
    recording = after_epochs(1000, Configuration(samples=8, hidden=(), batch_size=None))
    rows = list(csv.DictReader(io.StringIO(history_csv(recording))))
    assert len(rows) <= 512
    assert (rows[0]["first_epoch"], rows[0]["last_epoch"]) == ("0", "1")
    assert rows[-1]["last_epoch"] == "1000"
    ends = [int(row["last_epoch"]) for row in rows[:-1]]
    assert ends == [int(row["first_epoch"]) - 1 for row in rows[1:]]


def test_without_a_test_set_the_columns_of_the_test_loss_are_empty() -> None:
    rows = list(
        csv.DictReader(io.StringIO(history_csv(after_epochs(2, Configuration(dataset="lecture")))))
    )
    assert len(rows) == 3
    assert {row["test_low"] for row in rows} == {""}


def test_the_state_reads_back_bit_for_bit() -> None:
    recording = after_epochs(2)
    recording.configure(replace(recording.training.configuration, zero_grad=False))
    for _ in range(7):
        recording.run("phase")
    state = json.loads(state_json(recording))
    training = recording.training
    assert np.array(state["parameters"]).tobytes() == training.model.parameters.tobytes()
    assert np.array(state["gradients"]).tobytes() == training.model.gradients.tobytes()
    assert (state["epoch"], state["batch"], state["next_phase"]) == (2, 1, "update")
    assert state["backwards_summed"] == 3
    assert state["objective"] == training.objective()
    assert state["config"]["zero_grad"] is False
    assert state["names"][0] == "0.0.w[0]"
    assert len(state["names"]) == len(state["parameters"])


def test_the_state_of_a_diverged_run_is_json_all_the_same() -> None:
    recording = Recording.begin(
        Configuration(dataset="plane", loss="sse", activation="linear", learning_rate=10.0)
    )
    while recording.training.divergence is None:
        recording.run("batch")
    state = json.loads(state_json(recording), parse_constant=pytest.fail)
    assert state["batch_loss"] is None
    assert state["objective"] is None
    assert state["diverged"] == recording.training.divergence.what


def test_the_script_is_python_that_names_what_it_forgets() -> None:
    script = pytorch_script(after_epochs(1, Configuration(zero_grad=False)))
    ast.parse(script)
    assert "# optimizer.zero_grad() is forgotten" in script
    assert "\n            optimizer.zero_grad()" not in script


def test_what_pytorch_does_not_let_one_do_wrong_is_said() -> None:
    recording = Recording.begin(Configuration(engine="scalar", mistakes=("overwrite",)))
    with pytest.raises(ConfigurationError, match="mend the mistake overwrite before"):
        pytorch_script(recording)


def test_export_prints_the_run_after_so_many_epochs(capsys: Capture) -> None:
    assert run(["export", "json", "--epochs", "3", "--hidden", "4"]) == 0
    output = capsys.readouterr()
    assert json.loads(output.out)["epoch"] == 3
    assert output.err == ""


def test_export_goes_on_with_a_saved_run(capsys: Capture) -> None:
    assert run(["train", "--epochs", "4"]) == 0
    capsys.readouterr()
    assert run(["export", "csv", "--resume", "last"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 6


def test_a_file_that_exists_is_left_alone_unless_that_is_said(
    tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "run.csv"
    path.write_text("mine")
    command = ["export", "csv", "--output", str(path)]
    assert run(command) == 2
    assert "exists already: choose another name" in capsys.readouterr().err
    assert path.read_text() == "mine"
    assert run([*command, "--force"]) == 0
    assert path.read_text().startswith("first_epoch")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["export", "onnx"], "format must be one of pytorch, csv, json, got 'onnx'"),
        (["export"], "Missing argument"),
        (["export", "csv", "--output", "/nowhere/run.csv"], "cannot be written: No such file"),
        (["export", "csv", "--output", "/tmp"], "/tmp is a directory: name a file in it"),
        (["export", "csv", "--output", "a\0b"], "cannot be written: embedded null"),
    ],
)
def test_what_cannot_be_exported_gets_a_sentence(
    arguments: list[str], sentence: str, capsys: Capture
) -> None:
    assert run(arguments) == 2
    output = capsys.readouterr()
    assert sentence in output.err
    assert output.err.count("\n") == 1
    assert output.out == ""


@pytest.mark.parametrize(
    ("downs", "suffix", "content"),
    [(0, "py", "import torch"), (1, "csv", "first_epoch"), (2, "json", '"epoch": 2')],
)
async def test_x_writes_the_run_to_a_file(
    downs: int,
    suffix: str,
    content: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    async with running(notifications=True) as app:
        await app.press("s", "s")
        await app.pilot.press("x", *["down"] * downs, "enter")
        assert f"moons-epoch-2.{suffix}" in app.text
        await app.pilot.press("enter")
        await app.until_shown("Written to")
        assert content in (tmp_path / f"moons-epoch-2.{suffix}").read_text()


async def test_x_writes_a_picture_of_the_screen_and_asks_before_writing_over_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "moons-epoch-0.svg"
    path.write_text("mine")
    async with running() as app:
        await app.pilot.press("x", "down", "down", "down", "enter", "enter")
        assert "exists already: enter once more writes over it" in app.text
        assert path.read_text() == "mine"
        await app.pilot.press("enter")
        await app.until(lambda snapshot: path.read_text() != "mine")
        picture = path.read_text()
        assert picture.startswith("<svg")
        assert "Decision" in picture


async def test_where_nothing_can_be_written_the_dialog_says_so_and_escape_leaves_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with running() as app:
        await app.pilot.press("x", "enter", *["ctrl+u"], *"no/run.py", "enter")
        assert "There is no directory no" in app.text
        await app.pilot.press("ctrl+u", "enter")
        assert "A name for the file is needed" in app.text
        await app.pilot.press("escape")
        assert "Write the" not in app.text


def test_a_script_says_what_was_planned_and_is_not_in_it() -> None:
    plan = [Planned(1, 0, 0, {"zero_grad": False}), Planned(5, 0, 0, {"learning_rate": 0.1})]
    recording = Recording.begin(Configuration(), plan)
    assert "not in it: 1:zero-grad=off; 5:lr=0.1." in pytorch_script(recording)
    recording.run("epoch")
    assert "not in it: 5:lr=0.1." in pytorch_script(recording)
    assert "not in it" not in pytorch_script(Recording.begin(Configuration()))
