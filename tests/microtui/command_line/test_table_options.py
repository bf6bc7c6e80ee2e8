"""How a file is to be read is said on the command line, told, copied, and held against a saved
run."""

from __future__ import annotations

import io
import json
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest

from engine.data.table import Table
from engine.replay.recording import Recording
from engine.run.suggestions import configured
from microtui.app import MicrotuiApp
from microtui.command_line.cli import run
from microtui.exports.command_line import command_line
from microtui.saving.chosen_run import load
from microtui.session.worker import Session
from microtui.words.samples.reading_words import reading_time, remarks_notice

Capture = pytest.CaptureFixture[str]

KINDS = ("rose", "tulip, red", "lily")


@pytest.fixture(autouse=True)
def beside_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    lines = ["long,wide leaf,it's,kind"]
    for i in range(60):
        wide = "" if i == 7 else str(i % 5)
        lines.append(f'{i % 3 + i / 60:.3f},{wide},{i % 7},"{KINDS[i % 3]}"')
    Path("flowers.csv").write_text("\n".join(lines) + "\n")


OPTIONS: dict[str, list[str]] = {
    "nothing": [],
    "target": ["--target", "kind"],
    "its number": ["--target", "4"],
    "several targets": ["--target", "it's,long"],
    "columns": ["--target", "kind", "--columns", "it's,1"],
    "classes": ["--classes", '"tulip, red",rose'],
    "task": ["--target", "it's", "--task", "regression"],
    "missing": ["--missing", "mean"],
    "all": [
        *("--target", "kind", "--columns", "long,wide leaf", "--classes", 'lily,rose,"tulip, red"'),
        *("--task", "classification", "--missing", "mean", "--no-scale"),
    ],
}
DATA = ["--data", "flowers.csv", "--hidden", "3"]


def trained(capsys: Capture, *words: str) -> dict[str, Any]:
    assert run(["train", *words, "--json", "-q"]) == 0, capsys.readouterr().err
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


def table_of_last_run() -> Table:
    table = load("last").run.changes[0].configuration.table
    assert table is not None
    return table


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_the_line_that_is_copied_reads_the_file_in_the_same_way(
    options: list[str], capsys: Capture
) -> None:
    result = trained(capsys, *DATA, *options, "--epochs", "2")
    line = command_line(Recording.from_saved(load("last").run).changes_made)
    _, *words = shlex.split(line)
    again = trained(capsys, *words, "--epochs", "2", "--no-save")
    assert again == result
    assert words[: 2 + len(options)] == ["--data", "flowers.csv", *options]


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_a_line_goes_on_with_its_run_once_resume_stands_behind_it(
    options: list[str], capsys: Capture
) -> None:
    straight = trained(capsys, *DATA, *options, "--epochs", "3", "--no-save")
    trained(capsys, *DATA, *options, "--epochs", "1")
    assert trained(capsys, *DATA, *options, "--epochs", "2", "--resume")["epoch"] == 2
    assert trained(capsys, *options, "--epochs", "3", "--resume", "last") == straight


@pytest.mark.parametrize(
    ("had", "typed", "sentence"),
    [
        ([], ["--target", "long"], "--target is not given in the saved run, long here: leave out"),
        (
            ["--target", "long"],
            ["--target", "it's"],
            "--target is long in the saved run, it's here: leave out --target to go on",
        ),
        (
            ["--target", "long"],
            DATA[:2],
            "--target is long in the saved run, not given here: leave out --data to go on",
        ),
        ([], ["--missing", "mean"], "--missing is omit in the saved run, mean here: leave out"),
        (["--missing", "mean"], ["--missing", "omit"], "--missing is mean in the saved run, omit"),
        ([], ["--no-scale"], "--scale is on in the saved run, off here: leave out --no-scale"),
        (
            [],
            [*DATA[:2], "--classes", "rose,lily"],
            "--classes is not given in the saved run, rose,lily here: leave out --classes",
        ),
        (
            ["--columns", "long"],
            [*DATA[:2], "--columns", "long,it's"],
            "--columns is long in the saved run, long,it's here: leave out --columns",
        ),
    ],
)
def test_what_was_read_otherwise_is_refused_beside_a_saved_run(
    had: list[str], typed: list[str], sentence: str, capsys: Capture
) -> None:
    trained(capsys, *DATA, *had, "--epochs", "1")
    assert run(["train", "--resume", *typed]) == 2
    error = capsys.readouterr().err
    assert sentence in error
    assert error.count("\n") == 1


def test_it_is_what_was_read_that_counts(capsys: Capture) -> None:
    trained(capsys, *DATA, "--epochs", "1")
    words = (*DATA[:2], "--target", "kind", "--columns", "1,2,3", "--task", "classification")
    assert trained(capsys, *words, "--epochs", "2", "--resume")["epoch"] == 2


def test_beside_the_run_of_a_dataset_it_is_refused(capsys: Capture) -> None:
    trained(capsys, "--epochs", "1")
    assert run(["train", "--resume", "--target", "kind"]) == 2
    assert "--target is not given in the saved run, kind here" in capsys.readouterr().err
    assert run(["train", "--resume", *DATA[:2]]) == 2
    assert "--data is moons in the saved run, flowers.csv here" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--target", "kind"], "--target is about the columns of your own file"),
        (["--columns", "1"], "--columns is about the columns of your own file"),
        (["--classes", "a"], "--classes is about the columns of your own file"),
        (["--task", "regression"], "--task is about the columns of your own file"),
        (["--missing", "omit"], "--missing is about the columns of your own file"),
        ([*DATA, "--target", " ,"], "--target needs a name, or several with commas between"),
        ([*DATA, "--task", "x"], "task must be one of classification, regression, got 'x'"),
        ([*DATA, "--missing", "x"], "missing must be one of omit, mean, got 'x'"),
        ([*DATA, "--target", "kimd"], "kimd"),
        ([*DATA, "--loss", "mse"], "loss mse tells two classes apart, but flowers.csv has 3"),
    ],
)
def test_what_cannot_be_gets_a_sentence(words: list[str], sentence: str, capsys: Capture) -> None:
    assert run(["train", *words]) == 2
    error = capsys.readouterr().err
    assert sentence in error
    assert error.count("\n") == 1


def test_what_was_decided_is_told_and_quiet_is_quiet(capsys: Capture) -> None:
    for command in (["train"], ["export", "csv"], ["check"], ["graph", "--of-run", "--json"]):
        assert run([*command, *DATA, "--epochs", "1"]) == 0
        out, error = capsys.readouterr()
        lines = error.splitlines()
        assert lines[0].startswith("microtui: read 59 rows, 3 features, 3 classes (")
        assert "1 row left out in which something is missing" in error
        assert all(line.startswith("microtui: ") for line in lines)
        assert "left out" not in out
        assert run([*command, *DATA, "--epochs", "1", "--quiet"]) == 0
        assert capsys.readouterr().err == ""


def given(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_data_from_standard_input_are_the_same(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("--hidden", "3", "--target", "kind", "--epochs", "2")
    straight = trained(capsys, "--data", "flowers.csv", *words, "--no-save")
    given(monkeypatch, Path("flowers.csv").read_bytes())
    result = trained(capsys, "--data", "-", *words)
    assert result["config"].pop("data") == "standard input"
    assert straight["config"].pop("data") == "flowers.csv"
    assert result == straight
    line = command_line(Recording.from_saved(load("last").run).changes_made)
    assert line == "microtui --data - --target kind --hidden 3"
    given(monkeypatch, Path("flowers.csv").read_bytes())
    assert run(["train", "--data", "-", "--parameters", "-"]) == 2
    assert "--data and --parameters both read standard input" in capsys.readouterr().err


def test_what_was_asked_stands_in_the_configuration(capsys: Capture) -> None:
    config = trained(capsys, *DATA, *OPTIONS["all"], "--epochs", "1")["config"]
    assert (config["data"], config["scale"]) == ("flowers.csv", False)
    assert (config["target"], config["task"], config["missing"]) == (
        *("kind", "classification", "mean"),
    )
    assert config["classes"] == 'lily,rose,"tulip, red"'
    assert table_of_last_run().asked[0] == ("target", "kind")
    assert "target" not in trained(capsys, *DATA, "--epochs", "1")["config"]


def test_of_many_decisions_the_first_stand_in_front_of_the_panes() -> None:
    assert remarks_notice(["read 5 rows"]) == "read 5 rows"
    remarks = [f"remark {i}" for i in range(7)]
    notice = remarks_notice(remarks)
    assert reading_time(remarks) > reading_time(remarks[:2]) > reading_time(remarks[:1])
    assert notice.splitlines() == [
        *("remark 0", "remark 1", "remark 2"),
        "… and 4 more, above the prompt once you leave",
    ]


async def test_the_application_tells_them_at_its_beginning() -> None:
    session = Session(Recording.begin(configured({"dataset": "xor"})))
    app = MicrotuiApp(session, remarks=["read 59 rows", "[b]1[/b] row left out"])
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        assert [note.message for note in app._notifications] == [
            "read 59 rows\n[b]1[/b] row left out"
        ]
