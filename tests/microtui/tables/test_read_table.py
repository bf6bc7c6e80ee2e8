"""Own data on their way from the command line to a run, and into the program."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from application import running

from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from microtui.command_line.cli import run
from microtui.exports.command_line import command_line
from microtui.tables.read_table import read_table
from microtui.tables.table_options import TableOptions

IRIS = (
    "sepal,petal,species\n5.1,1.4,setosa\n4.9,1.5,setosa\n7.0,4.7,versicolor\n6.4,4.5,versicolor\n"
)


def test_the_command_line_trains_on_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "data.csv"
    path.write_text("".join(f"{i % 7},{i % 5},{i}\n" for i in range(40)))
    assert run(["train", "--data", str(path), "--epochs", "2", "--json", "--no-save"]) == 0
    assert '"data": "data.csv"' in capsys.readouterr().out
    assert run(["train", "--data", str(path), "--dataset", "xor"]) == 2
    assert "leave out one" in capsys.readouterr().err
    assert run(["train", "--data", str(path), "--loss", "hinge"]) == 2
    assert "the targets of data.csv are numbers: choose mse or sse" in capsys.readouterr().err


def test_no_scale_reaches_the_run_its_script_and_its_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "data.csv"
    path.write_text("".join(f"{i % 7},{100 * i},{'ab'[i % 2]}\n" for i in range(40)))
    options = ["--data", str(path), "--hidden", "3", "--epochs", "2"]
    assert run(["export", "pytorch", *options, "--no-scale"]) == 0
    script = capsys.readouterr().out
    assert "They are as in the file." in script
    assert "3900.0]" in script
    for option, is_scaled in (("--no-scale", False), ("--scale", True)):
        assert run(["train", *options, option, "--json", "--no-save"]) == 0
        assert json.loads(capsys.readouterr().out)["config"]["scale"] is is_scaled
    own = Configuration(table=read_table(path, TableOptions(scale=False)).table)
    assert "--data data.csv --no-scale" in command_line(Recording.begin(own).changes_made)
    scaled = Configuration(table=read_table(path).table)
    assert "scale" not in command_line(Recording.begin(scaled).changes_made)


@pytest.mark.parametrize("option", ["--scale", "--no-scale"])
def test_what_is_not_read_from_a_file_is_not_scaled(
    option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["train", option]) == 2
    assert f"{option} is about the columns of your own file" in capsys.readouterr().err


def test_an_unscaled_run_is_resumed_unscaled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "data.csv"
    path.write_text("".join(f"{i % 7},{i % 5},{'ab'[i % 2]}\n" for i in range(40)))
    options = ["--data", str(path), "--no-scale", "--json"]
    assert run(["train", *options, "--epochs", "9"]) == 0
    straight = capsys.readouterr().out
    assert run(["train", *options, "--epochs", "4"]) == 0
    capsys.readouterr()
    assert run(["train", "--resume", "last", "--epochs", "9", "--json"]) == 0
    assert capsys.readouterr().out == straight
    assert run(["train", "--resume", "last", "--scale"]) == 2
    assert "leave out --scale" in capsys.readouterr().err


def test_a_run_on_the_readers_data_is_resumed_with_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "data.csv"
    path.write_text(IRIS + "5.0,1.3,setosa\n6.9,4.9,versicolor\n")
    options = ["--data", str(path), "--batch-size", "full", "--json"]
    assert run(["train", *options, "--epochs", "9"]) == 0
    straight = capsys.readouterr().out
    assert run(["train", *options, "--epochs", "4"]) == 0
    path.unlink()
    capsys.readouterr()
    assert run(["train", "--resume", "last", "--epochs", "9", "--json"]) == 0
    assert capsys.readouterr().out == straight


async def test_of_several_columns_two_are_chosen_for_the_map(tmp_path: Path) -> None:
    rows = "".join(f"{i},{i * i % 11},{-i},{'a' if i % 3 else 'b'}\n" for i in range(30))
    path = tmp_path / "data.csv"
    path.write_text("width,height,depth,kind\n" + rows)
    own = read_table(path).table
    async with running(table=own, batch_size=None) as app:
        assert "data.csv" in app.text
        await app.press("2", "left_square_bracket")
        await app.until(lambda snapshot: snapshot.field and snapshot.field.x_name == "depth")
        assert "depth →  height ↑  the others at their means" in app.text
        np.testing.assert_array_equal(np.sort(app.snapshot.samples.x), np.sort(own.points[:, 2]))
