"""`microtui runs` lists what is saved, and deletes what one asks it to delete, and nothing else."""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from run_to_kill import CONFIGURATION

from engine.data.table import scaled_table
from engine.replay.recording import Recording
from engine.replay.saved_run import SavedSession
from engine.run.configuration import Configuration
from microtui.command_line.cli import run
from microtui.saving.kept_files import MOST_RUNS, run_directory
from microtui.saving.recent_runs import recent_runs
from microtui.saving.run_file import encoded, read
from microtui.saving.run_header import LONGEST_HEADER, read_summary
from microtui.saving.run_lines import HEADING, line_of
from microtui.saving.run_store import RunStore

Capture = pytest.CaptureFixture[str]

NOON = datetime(2024, 3, 1, 12, 30).timestamp()
OLDER = Path(__file__).parents[1] / "saving" / "older" / "before_schedules.run"


@pytest.fixture(autouse=True)
def state_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    run_directory().mkdir(parents=True)
    return run_directory()


def saved(name: str, age: int, configuration: Configuration = CONFIGURATION) -> Path:
    """A run of two epochs that was saved so many minutes before half past twelve."""
    recording = Recording.begin(configuration)
    recording.run("epoch")
    recording.run("epoch")
    path = run_directory() / f"{name}.run"
    path.write_bytes(encoded(SavedSession(recording.saved())))
    return dated(path, age)


def dated(path: Path, age: int) -> Path:
    os.utime(path, (NOON - 60 * age, NOON - 60 * age))
    return path


def three_runs() -> tuple[Path, Path, Path]:
    """The newest first: of moons, of xor, and one that is cut off."""
    damaged = run_directory() / "damaged.run"
    damaged.write_bytes(saved("whole", 3).read_bytes()[:-1])
    (run_directory() / "whole.run").unlink()
    newest, other = saved("a", 1), saved("b", 2, replace(CONFIGURATION, dataset="xor"))
    return newest, other, dated(damaged, 3)


def listed(capsys: Capture, *arguments: str) -> list[str]:
    assert run(["runs", *arguments]) == 0
    return capsys.readouterr().out.splitlines()


def as_json(capsys: Capture, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads("\n".join(listed(capsys, "--json", *arguments)))
    return found


def names() -> list[str]:
    return [each.path.name for each in recent_runs()]


def test_the_newest_run_stands_first_with_its_numbers(capsys: Capture) -> None:
    newest, *_ = three_runs()
    loss = Recording.from_saved(read(newest).run).training.evaluate()[0].loss
    heading, first, second, third = listed(capsys)
    assert heading == HEADING
    assert first.split("  ")[0:2] == ["", "1"]
    assert first.split() == ["1", "moons", "2-6-4-1", "2", f"{loss:.4g}", "2024-03-01", "12:29"]
    assert second.split()[:3] == ["2", "xor", "2-6-4-1"]
    assert third.split() == ["3", "damaged", "2024-03-01", "12:27"]
    assert len({line.index("12:") for line in (first, second, third)}) == 1


def test_the_bound_is_named_where_it_matters(capsys: Capture) -> None:
    assert run(["runs", "--help"]) == 0
    assert f"newest {MOST_RUNS} are kept" in capsys.readouterr().out
    three_runs()
    assert run(["runs"]) == 0
    assert f"newest {MOST_RUNS} are kept" in capsys.readouterr().err


def test_json_has_what_the_list_has_and_where_it_is(capsys: Capture) -> None:
    newest, _, damaged = three_runs()
    first, second, third = as_json(capsys)
    assert first.keys() == second.keys() == third.keys()
    assert (first["number"], first["data"], first["network"]) == (1, "moons", [2, 6, 4, 1])
    assert (first["epoch"], first["path"], first["damaged"]) == (2, str(newest), False)
    assert first["loss"] == Recording.from_saved(read(newest).run).training.evaluate()[0].loss
    assert datetime.fromisoformat(first["saved_at"]).timestamp() == NOON - 60
    assert (third["path"], third["damaged"], third["data"]) == (str(damaged), True, None)


def test_where_nothing_is_saved_that_is_said(capsys: Capture) -> None:
    (line,) = listed(capsys)
    assert line == f"There is no saved run in {run_directory()} yet."
    assert as_json(capsys) == []
    assert listed(capsys, "--keep", "3") == ["Nothing was deleted."]
    assert run(["runs", "--delete", "1"]) == 2
    assert capsys.readouterr().err == "microtui: there is no saved run yet\n"


def test_a_loss_that_is_no_number_is_null_and_one_that_nobody_wrote_down_a_dash(
    capsys: Capture,
) -> None:
    (run_directory() / "old.run").write_bytes(OLDER.read_bytes())
    dated(run_directory() / "old.run", 9)
    runaway = replace(CONFIGURATION, dataset="plane", learning_rate=1e30, optimizer="sgd")
    saved("diverged", 1, runaway)
    _, diverged, old = listed(capsys)
    assert "not finite" in diverged
    assert old.split()[:5] == ["2", "own.csv", "2-2-1", "3", "-"]
    assert [each["loss"] for each in as_json(capsys)] == [None, None]
    assert "NaN" not in (run_directory() / "diverged.run").read_bytes()[:LONGEST_HEADER].decode(
        errors="replace"
    )


@settings(max_examples=12, deadline=None)
@given(
    st.text(st.characters(blacklist_characters="/\0"), min_size=1, max_size=255),
    st.lists(st.integers(1, 12), max_size=16).map(tuple),
)
def test_no_name_of_a_file_breaks_a_header_or_a_line(name: str, hidden: tuple[int, ...]) -> None:
    raw = np.arange(12.0).reshape(6, 2)
    table = scaled_table(name, ("a", "b"), raw, list("xyxyxy"))
    configuration = Configuration(table=table, hidden=hidden, batch_size=None)
    path = run_directory() / "own.run"
    path.write_bytes(encoded(SavedSession(Recording.begin(configuration).saved())))
    assert len(path.read_bytes().partition(b"\n")[0]) < LONGEST_HEADER
    assert read_summary(path).sizes == configuration.sizes
    (found,) = recent_runs()
    assert line_of(found).isprintable()
    assert line_of(found).endswith(time.strftime("%H:%M", time.localtime(found.saved_at)))


def test_a_run_is_deleted_by_its_number_and_it_is_said_which(capsys: Capture) -> None:
    three_runs()
    *table, last = listed(capsys, "--delete", "2")
    assert [line.split()[:2] for line in table[1:]] == [["2", "xor"]]
    assert last == "Deleted 1; 2 left."
    assert names() == ["a.run", "damaged.run"]


@pytest.mark.parametrize(
    ("arguments", "left"),
    [
        (["--delete", "1", "--delete", "3"], ["1"]),
        (["--delete", "2-3"], ["0"]),
        (["--delete", "1-3"], []),
        (["--delete", "1-2", "--delete", "2"], ["2"]),
        (["--keep", "1"], ["0"]),
        (["--keep", "0"], []),
        (["--keep", "2", "--delete", "1"], ["1"]),
        (["--keep", "9"], ["0", "1", "2"]),
    ],
)
def test_several_are_deleted_at_once(
    arguments: list[str], left: list[str], capsys: Capture
) -> None:
    for number in range(3):
        path = run_directory() / f"{number}.run"
        path.write_bytes(b"damaged")
        dated(path, number)
    deleted = as_json(capsys, *arguments)
    assert names() == [f"{number}.run" for number in left]
    assert len(deleted) == 3 - len(left)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("4", "saved runs have numbers from 1 to 3, got 4"),
        ("0", "saved runs have numbers from 1 to 3, got 0"),
        ("2-999999999", "saved runs have numbers from 1 to 3, got 999999999"),
        ("3-2", "the smaller number first, got '3-2'"),
        ("last", "--delete needs a number, such as 3, or 5-9, got 'last'"),
        ("", "--delete needs a number, such as 3, or 5-9, got ''"),
    ],
)
def test_where_one_number_is_wrong_nothing_is_deleted(
    text: str, sentence: str, capsys: Capture
) -> None:
    three_runs()
    assert run(["runs", "--delete", "1", "--delete", text]) == 2
    error = capsys.readouterr().err
    assert sentence in error
    assert error.count("\n") == 1
    assert len(names()) == 3


def test_a_run_that_is_open_is_listed_so_and_not_deleted(capsys: Capture) -> None:
    three_runs()
    store = RunStore()
    store.path = run_directory() / "of-another-program.run"
    store.write(SavedSession(Recording.begin(CONFIGURATION).saved()))
    assert listed(capsys)[1].endswith("open now")
    assert [each["open"] for each in as_json(capsys)] == [True, False, False, False]
    assert run(["runs", "--delete", "1-4"]) == 2
    assert "saved run 1 is open in a program that is running" in capsys.readouterr().err
    assert len(names()) == 4
    assert listed(capsys, "--keep", "0")[-1] == "Deleted 3; 1 left."
    store.close()
    assert listed(capsys, "--keep", "0")[-1] == "Deleted 1; none left."
