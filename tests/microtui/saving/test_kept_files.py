"""Old runs are kept within a bound; what a running program saves in is nobody else's to delete."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from run_to_kill import CONFIGURATION
from terminal import ROOT

from engine.replay.recording import Recording
from engine.replay.saved_run import SavedSession
from microtui.saving.kept_files import (
    FEWEST_RUNS,
    MOST_BYTES,
    MOST_RUNS,
    UNFINISHED_TIME,
    forget_oldest,
    kept_runs,
)
from microtui.saving.run_store import RunStore

SAVED = SavedSession(Recording.begin(CONFIGURATION).saved())


def aged(path: Path, seconds: float, size: int = 1) -> Path:
    """A file that was written so long ago; a large one takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(size)
    then = path.stat().st_mtime - seconds
    os.utime(path, (then, then))
    return path


def names(directory: Path) -> list[str]:
    return [run.path.stem for run in kept_runs(directory)]


def test_the_newest_runs_are_kept_each_with_the_save_before_it(tmp_path: Path) -> None:
    for age in range(MOST_RUNS + 2):
        aged(tmp_path / f"{age}.run", age)
        aged(tmp_path / f"{age}.previous", age)
    forget_oldest(tmp_path)
    assert names(tmp_path) == [str(age) for age in range(MOST_RUNS)]
    assert len(list(tmp_path.iterdir())) == 2 * MOST_RUNS


def test_of_large_runs_fewer_are_kept_but_never_only_the_newest(tmp_path: Path) -> None:
    for age in range(10):
        aged(tmp_path / f"{age}.run", age, MOST_BYTES // 6)
    forget_oldest(tmp_path)
    assert names(tmp_path) == ["0", "1", "2", "3", "4", "5"]
    for age in range(6):
        aged(tmp_path / f"{age}.run", age, MOST_BYTES)
    forget_oldest(tmp_path)
    assert len(names(tmp_path)) == FEWEST_RUNS


def test_every_program_that_saves_a_run_forgets_the_oldest(tmp_path: Path) -> None:
    for age in range(MOST_RUNS + 2):
        aged(tmp_path / f"{age}.run", age + 10)
    store = RunStore(tmp_path)
    store.write(SAVED)
    assert names(tmp_path) == [store.path.stem, *map(str, range(MOST_RUNS - 1))]


def test_what_a_running_program_saves_in_is_kept_however_old_it_is(tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    store.write(SAVED)
    os.utime(store.path, (0, 0))
    for age in range(MOST_RUNS + 1):
        aged(tmp_path / f"{age}.run", age)
    forget_oldest(tmp_path)
    assert names(tmp_path)[-1] == store.path.stem
    store.close()
    forget_oldest(tmp_path)
    assert store.path.stem not in names(tmp_path)


def test_a_run_is_open_as_long_as_its_program_runs_whatever_ends_it(tmp_path: Path) -> None:
    script = ROOT / "tests" / "support" / "killed_run.py"
    program = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)],
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": f"{ROOT}:{script.parent}", "OPENBLAS_NUM_THREADS": "1"},
    )
    assert program.stdout is not None
    assert [program.stdout.readline() for _ in range(2)] == [b"ready\n", b"saved\n"]
    assert all(run.is_open for _ in range(20) for run in kept_runs(tmp_path))
    program.kill()
    program.wait()
    program.stdout.close()
    assert [run.is_open for run in kept_runs(tmp_path)] == [False]


def test_a_program_holds_what_it_saved_last_and_lets_go_when_it_saves_no_more(
    tmp_path: Path,
) -> None:
    store = RunStore(tmp_path)
    for _ in range(3):
        store.write(SAVED)
        assert [run.is_open for run in kept_runs(tmp_path)] == [True]
    store.close()
    assert [run.is_open for run in kept_runs(tmp_path)] == [False]


def test_what_was_left_half_written_long_ago_goes(tmp_path: Path) -> None:
    aged(tmp_path / "old.new", UNFINISHED_TIME + 10)
    aged(tmp_path / "young.new", 10)
    forget_oldest(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["young.new"]


@pytest.mark.parametrize("suffix", [".run", ".previous", ".new"])
def test_a_run_is_deleted_with_all_its_files(tmp_path: Path, suffix: str) -> None:
    for each in (".run", ".previous"):
        aged(tmp_path / f"a{each}", 0)
    (tmp_path / f"a{suffix}").touch()
    (run,) = kept_runs(tmp_path)
    run.delete()
    run.delete()
    assert list(tmp_path.iterdir()) == []
