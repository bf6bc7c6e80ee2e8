"""The line that began a run goes on with it, once --resume stands behind it; one that asks for
something else is told what is otherwise."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from engine.replay.recording import Recording
from engine.replay.saved_run import SavedSession
from engine.run.configuration import Configuration
from microtui.command_line.cli import run
from microtui.exports.command_line import command_line
from microtui.saving.run_file import encoded
from microtui.settings.run_settings import BY_FIELD, SETTINGS
from microtui.settings.settings_file import settings_path

Capture = pytest.CaptureFixture[str]

VALUES = {
    "dataset": ("xor", "circles"),
    "samples": ("60", "80"),
    "noise": ("5", "7.5"),
    "train_share": ("0.6", "0.5"),
    "features": ("x,y,xy", "x,y"),
    "hidden": ("3", "4,4"),
    "activation": ("relu", "tanh"),
    "loss": ("mse", "hinge"),
    "optimizer": ("momentum", "adam"),
    "learning_rate": ("0.05", "0.1"),
    "schedule": ("linear", "cosine"),
    "learning_rate_end": ("0.01", "lr/100"),
    "schedule_epochs": ("50", "60"),
    "batch_size": ("full", "7"),
    "l1": ("0.001", "0"),
    "l2": ("0", "0.002"),
    "seed": ("3", "4"),
    "initialization": ("lecture", "glorot"),
    "output": ("linear", "auto"),
    "engine": ("scalar", "matrix"),
    "mistakes": ("overwrite", ""),
    "zero_grad": ("off", "on"),
}
"""What the run has, and what it has not."""


@pytest.fixture(autouse=True)
def state_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))


def typed(field: str, text: str) -> list[str]:
    if field == "zero_grad":
        return ["--zero-grad" if text == "on" else "--no-zero-grad"]
    return [BY_FIELD[field].flag, text]


def trained(capsys: Capture, *arguments: str) -> object:
    assert run(["train", "--json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: Capture, *arguments: str) -> str:
    assert run([*arguments]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    return error


def saved(path: Path, recording: Recording) -> str:
    path.write_bytes(encoded(SavedSession(recording.saved())))
    return str(path)


def test_the_line_of_a_run_goes_on_with_it_whatever_it_sets(capsys: Capture) -> None:
    assert VALUES.keys() == BY_FIELD.keys()
    line = [word for field, (had, _) in VALUES.items() for word in typed(field, had)]
    straight = trained(capsys, *line, "--epochs", "3", "--no-save")
    trained(capsys, *line, "--epochs", "1")
    assert trained(capsys, *line, "--epochs", "3", "--resume") == straight


@pytest.mark.parametrize("command", [["train"], ["check"], ["export", "json"], []])
def test_every_command_refuses_what_is_otherwise(command: list[str], capsys: Capture) -> None:
    trained(capsys, "--lr", "0.1", "--epochs", "1")
    assert refused(capsys, *command, "--resume", "--lr", "0.2") == (
        "microtui: --lr is 0.1 in the saved run, 0.2 here: leave out --lr to go on with that run, "
        "or --resume to begin another\n"
    )


def test_of_whatever_is_set_otherwise_both_values_are_named(
    tmp_path: Path, capsys: Capture
) -> None:
    fields = {field: BY_FIELD[field].read(had) for field, (had, _) in VALUES.items()}
    path = saved(tmp_path / "a.run", Recording.begin(Configuration(**fields)))
    for setting in SETTINGS:
        had, other = VALUES[setting.field]
        error = refused(capsys, "train", "--resume", path, *typed(setting.field, other))
        assert f"{setting.flag} is {had} in the saved run, {other or 'empty'} here" in error
        assert f"leave out {typed(setting.field, other)[0]} to go on" in error


@pytest.mark.parametrize(
    "words",
    [
        ["--resume", "--lr", "0.1"],
        ["--lr", "0.1", "--resume"],
        ["--resume", "last", "--lr", "0.1"],
        ["--resume=last", "--lr=0.1"],
        ["--resume", "1", "--no-save"],
    ],
)
def test_resume_stands_anywhere_in_the_line(words: Sequence[str], capsys: Capture) -> None:
    trained(capsys, "--epochs", "1")
    result = trained(capsys, *words, "--epochs", "2")
    assert isinstance(result, dict)
    assert result["epoch"] == 2


def by_hand(tmp_path: Path) -> tuple[Recording, str]:
    """A run that began with a rate of 0.1, and was given one of 0.3 and no zero_grad later."""
    recording = Recording.begin(Configuration(learning_rate=0.1))
    recording.run("epoch")
    recording.configure(
        replace(recording.training.configuration, learning_rate=0.3, zero_grad=False)
    )
    recording.run("epoch")
    return recording, saved(tmp_path / "a.run", recording)


def test_what_was_changed_on_the_way_may_be_as_it_began_and_as_it_is(
    tmp_path: Path, capsys: Capture
) -> None:
    recording, path = by_hand(tmp_path)
    recording.run("epoch")
    straight = recording.training.model.parameters.tolist()
    for rate, remark in (("0.1", "--lr was set to 0.3 in the saved run later on"), ("0.3", "")):
        assert run(["train", "--json", "--resume", path, "--lr", rate, "--epochs", "3"]) == 0
        out, error = capsys.readouterr()
        assert json.loads(out)["parameters"] == straight
        assert (remark in error) if remark else error == ""
    error = refused(capsys, "train", "--resume", path, "--lr", "0.2")
    assert "--lr is 0.1 in the saved run and 0.3 later on, 0.2 here" in error


def test_the_line_that_is_copied_of_a_run_goes_on_with_it_too(
    tmp_path: Path, capsys: Capture
) -> None:
    recording, path = by_hand(tmp_path)
    _, *words = command_line(recording.changes_made, recording.plan_ahead).split()
    assert "--at" in words
    trained(capsys, *words, "--resume", path, "--epochs", "3")


def test_a_plan_is_the_same_however_much_of_it_has_been_made(capsys: Capture) -> None:
    line = ["--at", "1:zero-grad=off", "--at", "3/1:lr=0.5", "--at", "2:0.0.b=0.25"]
    straight = trained(capsys, *line, "--epochs", "6", "--no-save")
    trained(capsys, *line, "--epochs", "2")
    same = ["--at", "1/0/0:zero_grad=OFF", *line[2:]]
    assert trained(capsys, *same, "--epochs", "6", "--resume") == straight
    error = refused(capsys, "train", "--resume", "last", "--at", "1:zero-grad=off")
    assert (
        "--at is 1:zero-grad=off --at 2:0.0.b=0.25 --at 3/1:lr=0.5 in the saved run, "
        "1:zero-grad=off here"
    ) in error
    trained(capsys, "--epochs", "1")
    error = refused(capsys, "train", "--resume", "last", *line[:2])
    assert "--at is not given in the saved run, 1:zero-grad=off here" in error


def test_a_preset_is_all_that_it_sets(capsys: Capture) -> None:
    line = ["--preset", "xor", "--seed", "4"]
    straight = trained(capsys, *line, "--epochs", "3", "--no-save")
    trained(capsys, *line, "--epochs", "1")
    assert trained(capsys, *line, "--epochs", "3", "--resume", "last") == straight
    error = refused(capsys, "train", "--preset", "xor", "--resume", "last")
    assert "--seed is 4 in the saved run, 1337 here: leave out --preset xor" in error
    error = refused(capsys, "train", "--preset", "lecture", "--seed", "4", "--resume", "last")
    assert "--dataset is xor-points in the saved run, lecture here" in error


def test_what_stands_in_the_settings_file_was_not_typed(capsys: Capture) -> None:
    trained(capsys, "--epochs", "1")
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('lr = 0.7\nseed = 5\nhidden = "3"\nzero-grad = "off"\n', encoding="utf-8")
    trained(capsys, "--resume", "last", "--epochs", "2")


def rows(count: int) -> str:
    return "".join(f"{i % 7},{i % 5},{'ab'[i % 2]}\n" for i in range(count))


def test_of_own_data_the_contents_count(tmp_path: Path, capsys: Capture) -> None:
    path, moved, other = (tmp_path / f"{name}.csv" for name in ("a", "b", "c"))
    path.write_text(rows(40))
    moved.write_text(rows(40))
    other.write_text(rows(42))
    straight = trained(capsys, "--data", str(path), "--epochs", "3", "--no-save")
    trained(capsys, "--data", str(path), "--epochs", "1")
    again = trained(capsys, "--data", str(moved), "--scale", "--epochs", "3", "--resume", "last")
    assert again == straight
    resume = ("train", "--resume", "last")
    assert (
        "--data is a.csv (40 samples, 2 columns) in the saved run, c.csv (42 samples, 2 columns)"
    ) in refused(capsys, *resume, "--data", str(other))
    path.write_text(rows(40).replace("1", "2"))
    error = refused(capsys, *resume, "--data", str(path))
    assert "in the saved run, another a.csv (40 samples, 2 columns) here" in error
    error = refused(capsys, *resume, "--data", str(moved), "--no-scale")
    assert "--scale is on in the saved run, off here: leave out --no-scale" in error
    assert "--dataset is a.csv in the saved run, moons here" in refused(
        capsys, *resume, "--dataset", "moons"
    )
    assert "--dataset is a.csv in the saved run, xor-points here: leave out --preset xor" in (
        refused(capsys, *resume, "--preset", "xor")
    )
    trained(capsys, "--epochs", "1")
    assert "--data is moons in the saved run, b.csv here" in refused(
        capsys, *resume, "--data", str(moved)
    )
    assert "--scale is not given in the saved run" in refused(capsys, *resume, "--scale")


def test_of_parameters_to_begin_with_the_numbers_count(tmp_path: Path, capsys: Capture) -> None:
    path, moved, other = (tmp_path / f"{name}.json" for name in ("a", "b", "c"))
    path.write_text(json.dumps([0.1] * 13))
    moved.write_text(json.dumps([0.1] * 13))
    other.write_text(json.dumps([0.2] * 13))
    line = ["--hidden", "3", "--parameters"]
    straight = trained(capsys, *line, str(path), "--epochs", "3", "--no-save")
    trained(capsys, *line, str(path), "--epochs", "1")
    assert trained(capsys, *line, str(moved), "--epochs", "3", "--resume", "last") == straight
    resume = ("train", "--resume", "last", "--parameters")
    assert f"--parameters is {path} in the saved run, {other} here" in refused(
        capsys, *resume, str(other)
    )
    path.write_text(other.read_text())
    assert f"in the saved run, another {path} here" in refused(capsys, *resume, str(path))
    trained(capsys, "--hidden", "3", "--epochs", "1")
    assert "--parameters is not given in the saved run" in refused(capsys, *resume, str(path))


@pytest.mark.parametrize("epochs", [["--epochs", "2"], ["--epochs", "1"]])
def test_where_no_epoch_is_left_to_train_that_is_said(epochs: list[str], capsys: Capture) -> None:
    trained(capsys, "--epochs", "2")
    assert run(["train", "--resume", *epochs]) == 0
    out, error = capsys.readouterr()
    assert out.startswith("epoch 2\n")
    assert error == (
        "microtui: the saved run has 2 epochs behind it already: --epochs N goes on to N in all\n"
    )
    assert run(["train", "--resume", "--quiet", *epochs]) == 0
    assert capsys.readouterr().err == ""
