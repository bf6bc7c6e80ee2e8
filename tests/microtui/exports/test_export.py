"""A run is taken along: as a script, as a table, as its whole state, as a picture."""

from __future__ import annotations

import ast
import contextlib
import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from application import running
from own_tables import KINDS, KNOWN, table_of

from engine.errors import ConfigurationError
from engine.replay.recording import Recording
from engine.replay.saved_run import Planned
from engine.run.configuration import Configuration
from engine.run.evaluation import true_classes
from engine.run.suggestions import configured
from microtui.command_line.cli import run
from microtui.exports.history_csv import COLUMNS, history_csv
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


def of_own_data(what: str, **more: Any) -> Recording:
    table = table_of(what, **more)
    return after_epochs(2, configured({"table": table, "hidden": (3,), "batch_size": 8}))


def test_the_state_names_classes_and_targets_and_says_how_they_were_scaled() -> None:
    asked = (("target", "kind"), ("missing", "mean"))
    state = json.loads(state_json(of_own_data("three classes", asked=asked)))
    assert state["classes"] == state["scaling"]["labels"] == sorted(KINDS)
    assert state["target_names"] == []
    assert state["scaling"]["asked"] == {"target": "kind", "missing": "mean"}
    assert state["config"]["target"] == "kind"
    assert (state["scaling"]["target_offset"], state["scaling"]["target_scale"]) == (0.0, 1.0)
    assert state["sizes"][-1] == 3
    state = json.loads(state_json(of_own_data("three targets")))
    table = table_of("three targets")
    assert state["target_names"] == state["scaling"]["target_names"] == list(table.target_names)
    assert state["classes"] == []
    assert state["scaling"]["target_offset"] is None, "there are three"
    assert state["scaling"]["target_offsets"] == table.target_offsets.tolist()
    assert state["scaling"]["target_scales"] == table.target_scales.tolist()
    state = json.loads(state_json(of_own_data("one target of one column")))
    table = table_of("one target of one column")
    assert state["scaling"]["target_offset"] == table.target_offsets[0]
    assert state["scaling"]["target_scale"] == table.target_scales[0]


@pytest.mark.parametrize("what", KNOWN)
def test_the_history_has_the_columns_that_it_always_had(what: str) -> None:
    recording = of_own_data(what)
    rows = list(csv.DictReader(io.StringIO(history_csv(recording))))
    assert list(rows[0]) == list(COLUMNS)
    assert [float(row["train_low"]) for row in rows] == recording.training.train_history.low


def literals(script: str) -> dict[str, Any]:
    """What stands in a script, by the name that it is given."""
    found: dict[str, Any] = {}
    for node in ast.parse(script).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            value = node.value
            if isinstance(value, ast.Call) and ast.unparse(value.func) == "torch.tensor":
                value = value.args[0]
            with contextlib.suppress(ValueError):
                found[node.targets[0].id] = ast.literal_eval(value)
    return found


@pytest.mark.parametrize("what", KNOWN)
def test_a_script_has_the_samples_and_what_they_were_before_they_were_scaled(what: str) -> None:
    recording, table = of_own_data(what), table_of(what)
    found, data = literals(pytorch_script(recording)), recording.training.data
    assert found["x_train"] + found["x_test"] == data.inputs.tolist()
    scaling = zip(table.offsets.tolist(), table.scales.tolist(), strict=True)
    assert found["columns"] == dict(zip(table.column_names, scaling, strict=True))
    targets = found["y_train"] + found["y_test"]
    if table.dataset.has_several_classes:
        assert targets == true_classes(data.targets).tolist()
    else:
        assert targets == data.targets.tolist()
    if table.labels:
        assert found["classes"] == list(table.labels)
    else:
        scaling = zip(table.target_offsets.tolist(), table.target_scales.tolist(), strict=True)
        assert found["target_columns"] == dict(zip(table.target_names, scaling, strict=True))


def test_a_script_says_what_a_target_stands_for_and_how_the_file_was_read() -> None:
    asked = (("target", "my kind"), ("missing", "mean"))
    script = pytorch_script(of_own_data("three classes", asked=asked))
    assert "# The columns of own.csv, read with --target 'my kind' --missing mean.\n" in script
    assert "# A target is the number of its class: 0 a ?lily?, 1 rose, 2 tulip??[2J.\n" in script, (
        "nothing that ends a comment, or does something to a terminal"
    )
    assert "nn.functional.cross_entropy(scores, targets)" in script
    assert "criterion(model(x), y)" in script
    assert "# Target -1 is a ?lily?, 1 is rose.\n" in pytorch_script(
        of_own_data("two classes of one column")
    )
    script = pytorch_script(of_own_data("three targets"))
    assert "# Each is (raw - offset) / scale, and so is each target.\n" in script
    assert "# Targets: price, it's, ?size?.\n" in script
    script = pytorch_script(of_own_data("two targets, as they are"))
    assert "# They are as in the file. Each target is (raw - offset) / scale.\n" in script


def test_the_numbers_of_a_large_network_stand_in_lines_of_a_row_each() -> None:
    recording = of_own_data("ten classes of 64 columns")
    lines = pytorch_script(recording).splitlines()
    assert max(map(len, lines)) < 64 * 25
    short = [line for line in lines if not line.lstrip().startswith("[") and "order =" not in line]
    assert max(map(len, short)) <= 100


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
