"""The reader's own data: what is read, and the sentence for what cannot be."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest
from application import running
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.data.table import Table
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from microtui.command_line.cli import run
from microtui.exports.command_line import command_line
from microtui.tables import read_table as reading
from microtui.tables.read_table import read_table
from microtui.tables.table_error import TableFileError
from microtui.tables.table_options import TableOptions

IRIS = (
    "sepal,petal,species\n5.1,1.4,setosa\n4.9,1.5,setosa\n7.0,4.7,versicolor\n6.4,4.5,versicolor\n"
)


def table(directory: Path, text: str | bytes) -> Table:
    path = directory / "data.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_table(path).table


def test_names_classes_and_scaling_are_read(tmp_path: Path) -> None:
    read = table(tmp_path, IRIS)
    assert read.column_names == ("sepal", "petal")
    assert (read.task, read.labels) == ("classification", ("setosa", "versicolor"))
    assert read.targets.tolist() == [-1.0, -1.0, 1.0, 1.0]
    np.testing.assert_allclose(read.points.mean(axis=0), 0.0, atol=1e-12)
    np.testing.assert_allclose(read.points.std(axis=0), 1.0)
    np.testing.assert_allclose(
        read.points * read.scales + read.offsets,
        [
            [5.1, 1.4],
            [4.9, 1.5],
            [7.0, 4.7],
            [6.4, 4.5],
        ],
    )


@pytest.mark.parametrize(
    "text",
    [
        "1;2;a\n3;4;b\n5;6;a\n7;8;b\n",
        "1\t2\ta\n3\t4\tb\n5\t6\ta\n7\t8\tb\n",
        "1, 2, a\r\n3, 4, b\r\n\r\n5, 6, a\r\n7, 8, b",
        "\ufeff1,2,a\n3,4,b\n5,6,a\n7,8,b\n",
        "1,0;2,0;a\n3,0;4,0;b\n5,0;6,0;a\n7,0;8,0;b\n",
    ],
)
def test_separators_line_ends_and_decimal_commas(tmp_path: Path, text: str) -> None:
    read = table(tmp_path, text)
    np.testing.assert_allclose(
        read.points * read.scales + read.offsets, [[1, 2], [3, 4], [5, 6], [7, 8]]
    )


def test_many_different_numbers_are_fitted_from_minus_one_to_one(tmp_path: Path) -> None:
    read = table(tmp_path, "1,2,10\n3,4,20\n5,6,30\n7,8,50\n")
    assert read.task == "regression"
    assert read.targets.tolist() == [-1.0, -0.5, 0.0, 1.0]
    np.testing.assert_allclose(
        read.targets * read.target_scales + read.target_offsets, [10, 20, 30, 50]
    )


def test_a_column_of_equal_numbers_is_no_harm(tmp_path: Path) -> None:
    assert table(tmp_path, "1,2,a\n1,4,b\n1,6,a\n1,8,b\n").points[:, 0].tolist() == [0.0] * 4


def test_unscaled_columns_are_as_in_the_file_and_targets_fit_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("0.1,2000,10\n0.2,4000,20\n0.3,6000,30\n0.1,8000,50\n")
    read = read_table(path, TableOptions(scale=False)).table
    assert read.points.tolist() == [[0.1, 2000.0], [0.2, 4000.0], [0.3, 6000.0], [0.1, 8000.0]]
    assert (read.offsets.tolist(), read.scales.tolist()) == ([0.0, 0.0], [1.0, 1.0])
    assert read.targets.tolist() == [-1.0, -0.5, 0.0, 1.0]
    assert read.dataset.bounds == pytest.approx((0.08, 0.32, 1400.0, 8600.0))
    assert read != read_table(path).table


@pytest.mark.parametrize("number", ["0", "7", "1e17", "-1e100"])
def test_an_unscaled_column_of_equal_numbers_has_room_on_the_map(
    tmp_path: Path, number: str
) -> None:
    path = tmp_path / "data.csv"
    path.write_text("".join(f"{number},{i},{'ab'[i % 2]}\n" for i in range(4)))
    low, high, *_ = read_table(path, TableOptions(scale=False)).table.dataset.bounds
    assert low < float(number) < high


ROWS = "1,2,a\n3,4,b\n5,6,a\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "data.csv is empty"),
        ("a\nb\n", "has 1 column"),
        ("1,a\n2,b\n", "has 2 columns"),
        (ROWS + "7,x,b\n", "data.csv, line 4, column 2: 'x' is not a number"),
        (ROWS + "7,,b\n", "data.csv, line 4, column 2: the value is missing"),
        (ROWS + "7,8,\n", "data.csv, line 4, column 3: the target is missing"),
        (ROWS + "7,inf,b\n", "line 4, column 2: inf is not a number to calculate with"),
        (ROWS + "7,nan,b\n", "line 4, column 2: nan is not a number to calculate with"),
        (ROWS + "7,8,c\n", "has 3 classes (a, b, c): this network tells two apart"),
        ("1,2,a\n" * 4, "has 'a' as its only target"),
        (ROWS + "7,8\n", "data.csv, line 4: 2 columns where the first line has 3"),
        ("x,x,t\n" + ROWS + "7,8,b\n", "line 1: two columns are called 'x'"),
        (ROWS, "holds 3 samples: at least 4"),
        (b"\x89PNG\0\0\0", "is a binary file"),
        (ROWS.encode() + b"7,8,\xff\n", "line 4: byte 0xff is not UTF-8"),
        ("1,2,a\n" * 10_001, "only target|holds 10,001 samples"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    tmp_path: Path, content: str | bytes, sentence: str
) -> None:
    with pytest.raises(TableFileError) as caught:
        table(tmp_path, content)
    assert any(part in str(caught.value) for part in sentence.split("|"))
    assert "\n" not in str(caught.value)


def test_what_is_no_file_is_said_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    large = tmp_path / "large.csv"
    large.write_text(ROWS)
    monkeypatch.setattr(reading, "MOST_BYTES", 10)
    for path, sentence in (
        (tmp_path, "is a directory"),
        (pipe, "is no ordinary file"),
        (tmp_path / "missing.csv", "cannot be read: No such file"),
        (large, "has 18 bytes: at most 10"),
        (Path("a\0b"), "cannot be read"),
    ):
        with pytest.raises(TableFileError, match=sentence):
            read_table(path)


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(str.encode)
    | st.lists(
        st.lists(st.sampled_from(["1", "2.5", "a", "b", "", '"', "nan", "1,5"])), max_size=8
    ).map(lambda rows: "\n".join(",".join(row) for row in rows).encode())
)
def test_any_file_is_a_table_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    refusal = None
    try:
        read = table(tmp_path_factory.mktemp("any"), content)
    except TableFileError as error:
        refusal = str(error)
    else:
        assert np.isfinite(read.points).all()
        assert np.abs(read.targets).max() <= 1.0
    assert refusal is None or "\n" not in refusal


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
    own = table(tmp_path, "width,height,depth,kind\n" + rows)
    async with running(table=own, batch_size=None) as app:
        assert "data.csv" in app.text
        await app.press("2", "left_square_bracket")
        await app.until(lambda snapshot: snapshot.field and snapshot.field.x_name == "depth")
        assert "depth →  height ↑  the others at their means" in app.text
        np.testing.assert_array_equal(np.sort(app.snapshot.samples.x), np.sort(own.points[:, 2]))
