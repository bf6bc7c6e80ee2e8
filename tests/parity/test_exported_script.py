"""The PyTorch script that a run is exported as, run: it goes on as the run would have."""

from __future__ import annotations

import io
import re
import runpy
import subprocess
import sys
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from entries import ENTRIES, run_with
from own_tables import KNOWN, RAW, table_of

from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from engine.run.evaluation import predicted_classes
from engine.run.outputs import OUTPUT_LAYERS
from engine.run.suggestions import configured
from microtui.exports.pytorch_script import pytorch_script
from microtui.tables.read_table import read_table

EPOCHS = 4
SMALL = Configuration(samples=60, hidden=(5, 3), batch_size=8, learning_rate=0.05)


def losses_printed_by(script: str, directory: Path) -> list[tuple[float, float]]:
    return losses_in(carried_out(script, directory)[0])


def carried_out(script: str, directory: Path) -> tuple[str, dict[str, Any]]:
    """What it prints, and all that it has names for. In this process: to import PyTorch for each
    script takes longer than all that they do."""
    path = directory / "run.py"
    path.write_text(script)
    output = io.StringIO()
    with redirect_stdout(output), patch.object(sys, "argv", [str(path), str(EPOCHS)]):
        names = runpy.run_path(str(path), run_name="__main__")
    return output.getvalue(), names


def losses_in(output: str) -> list[tuple[float, float]]:
    """On the training set and on the test set, epoch by epoch; NaN where there is no test set."""
    found = re.findall(r"loss (\S+)(?:  test (\S+))?", output)
    return [(float(train), float(test or "nan")) for train, test in found]


def test_it_is_a_program_by_itself(tmp_path: Path) -> None:
    recording = Recording.begin(SMALL)
    path = tmp_path / "run.py"
    path.write_text(pytorch_script(recording))
    output = subprocess.run(
        [sys.executable, str(path), str(EPOCHS)], capture_output=True, text=True, check=False
    )
    assert output.returncode == 0, output.stderr
    np.testing.assert_allclose(losses_in(output.stdout), losses_of(recording), rtol=1e-9, atol=0.0)


def losses_of(recording: Recording) -> list[tuple[float, float]]:
    losses = []
    for _ in range(EPOCHS):
        recording.run("epoch")
        train, test = recording.training.evaluate()
        losses.append((train.loss, test.loss if test else np.nan))
    return losses


def assert_goes_on_alike(recording: Recording, directory: Path) -> None:
    script = pytorch_script(recording)
    np.testing.assert_allclose(
        losses_printed_by(script, directory), losses_of(recording), rtol=1e-9, atol=0.0
    )


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"zero_grad": False},
        {"activation": "relu", "loss": "bce", "features": ("x", "y", "xy", "sinx")},
        {"activation": "sigmoid", "loss": "sse", "l1": 0.001, "l2": 0.01, "learning_rate": 0.01},
        {"activation": "linear", "dataset": "plane", "loss": "mse", "learning_rate": 1e-4},
        {"optimizer": "momentum", "engine": "scalar"},
        {"optimizer": "adam", "zero_grad": False, "learning_rate": 0.003},
        {"optimizer": "momentum", "mistakes": ("ascend",), "learning_rate": 1e-4},
        {"optimizer": "adam", "mistakes": ("ascend", "equal-start"), "learning_rate": 1e-4},
        {"batch_size": None, "activation": "relu"},
        {"dataset": "lecture", "hidden": (), "batch_size": 2},
        {"train_share": 1.0, "schedule": "step", "learning_rate_end": 0.001, "schedule_epochs": 3},
        {"schedule": "linear", "learning_rate_end": 0.0, "schedule_epochs": 2, "optimizer": "adam"},
        {"schedule": "cosine", "optimizer": "momentum", "schedule_epochs": 5},
    ],
)
@pytest.mark.parametrize("phases", [0, 4 * 6 + 1, 4 * 3 + 3])
def test_it_goes_on_with_the_same_losses_from_anywhere(
    settings: dict[str, Any], phases: int, tmp_path: Path
) -> None:
    recording = Recording.begin(replace(SMALL, **settings))
    for _ in range(phases):
        recording.run("phase")
    assert_goes_on_alike(recording, tmp_path)


@pytest.mark.parametrize(("field", "name"), ENTRIES)
def test_whatever_there_is_to_choose_goes_on_alike(field: str, name: str, tmp_path: Path) -> None:
    configuration = run_with(field, name)
    if any(mistake.pytorch is None for mistake in configuration.mistakes_made):
        return  # tests/microtui/test_every_entry.py: it is refused
    recording = Recording.begin(configuration)
    for _ in range(10):
        recording.run("phase")
    assert_goes_on_alike(recording, tmp_path)


def test_a_run_that_was_changed_on_its_way_goes_on_as_it_is_now(tmp_path: Path) -> None:
    recording = Recording.begin(SMALL)
    recording.run("epoch")
    recording.configure(replace(SMALL, zero_grad=False))
    recording.run("batch")
    recording.configure(replace(SMALL, optimizer="adam", learning_rate=0.01, batch_size=7))
    recording.run("batch")
    assert_goes_on_alike(recording, tmp_path)


def test_it_brings_the_reader_s_own_data_whatever_they_are_called(tmp_path: Path) -> None:
    path = tmp_path / 'a"""\\n{b}.csv'
    rows = [f"{i % 7},{i * i % 11},{i % 5},{'yes' if i % 3 else 'no'}" for i in range(40)]
    path.write_text('"one\ntwo",tw"o,{three},answer\n' + "\n".join(rows) + "\n")
    recording = Recording.begin(replace(SMALL, table=read_table(path).table))
    recording.run("epoch")
    assert_goes_on_alike(recording, tmp_path)


def of_own_data(what: str, **settings: Any) -> Recording:
    chosen = {"hidden": (5, 3), "batch_size": 8, "learning_rate": 0.05, **settings}
    return Recording.begin(configured({"table": table_of(what), **chosen}))


@pytest.mark.parametrize("what", KNOWN)
@pytest.mark.parametrize("phases", [0, 4 * 3 + 3])
@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"optimizer": "adam", "zero_grad": False, "l1": 0.001},
        {"hidden": (), "engine": "scalar"},
    ],
)
def test_it_goes_on_alike_with_as_many_classes_and_targets_as_the_data_have(
    what: str, phases: int, settings: dict[str, Any], tmp_path: Path
) -> None:
    recording = of_own_data(what, **settings)
    for _ in range(phases):
        recording.run("phase")
    assert_goes_on_alike(recording, tmp_path)


@pytest.mark.parametrize("output", OUTPUT_LAYERS)
@pytest.mark.parametrize("what", ["one target of one column", "three targets"])
def test_it_goes_on_alike_whatever_the_output_layer_applies(
    output: str, what: str, tmp_path: Path
) -> None:
    recording = of_own_data(what, output=output, loss="sse")
    recording.run("epoch")
    assert_goes_on_alike(recording, tmp_path)


@pytest.mark.parametrize("what", KNOWN)
def test_it_says_what_the_network_makes_of_other_rows_as_they_are_in_the_file(
    what: str, tmp_path: Path
) -> None:
    recording, table = of_own_data(what), table_of(what)
    _, names = carried_out(pytorch_script(recording), tmp_path)
    losses_of(recording)
    others = RAW[::-1, : len(table.column_names)] + 5.0
    scores = recording.training.model.predict((others - table.offsets) / table.scales)
    said = names["predict"](others.tolist())
    if table.task == "classification":
        assert said == [table.labels[number] for number in predicted_classes(scores)]
        assert len(set(said)) > 1
    else:
        numbers = np.atleast_2d(scores).T * table.target_scales + table.target_offsets
        np.testing.assert_allclose(said, numbers, rtol=1e-9)


def test_where_features_are_made_of_the_columns_it_says_so_and_takes_no_others(
    tmp_path: Path,
) -> None:
    recording = of_own_data("three classes", features=("x", "xy", "y2"))
    script = pytorch_script(recording)
    assert "# Of both, as x and y, the network is given x, xy, y2." in script
    assert "def predict" not in script
    assert_goes_on_alike(recording, tmp_path)
