"""What is to be saved is saved soon, and nothing of one run is left out for another."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from run_to_kill import CONFIGURATION

from engine.replay.recording import Recording
from engine.replay.saved_run import SavedSession
from microtui.saving.recent_runs import recent_runs
from microtui.saving.run_file import read
from microtui.saving.run_store import RunStore
from microtui.saving.saver import Saver


def saves(count: int) -> list[SavedSession]:
    """Of one run, after each update."""
    recording = Recording.begin(CONFIGURATION)
    found = []
    for _ in range(count):
        recording.run_batch()
        found.append(SavedSession(recording.saved()))
    return found


def test_what_waits_for_a_file_is_replaced_by_what_is_newer_but_not_by_another_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, go_on, written = RunStore.write, threading.Event(), []

    def write_slowly(store: RunStore, saved: SavedSession) -> None:
        go_on.wait(10.0)
        write(store, saved)
        written.append((store, saved.run.state.updates))

    monkeypatch.setattr(RunStore, "write", write_slowly)
    saver, one, other = Saver(print), RunStore(tmp_path), RunStore(tmp_path)
    told: list[bool] = []
    first, second, third, fourth = saves(4)
    saver.save(RunStore(tmp_path / "slow"), first)
    for store, saved in ((one, first), (one, second), (other, third), (other, fourth)):
        saver.save(store, saved, told.append)
    go_on.set()
    assert saver.close()
    assert written[-2:] == [(one, 2), (other, 4)]
    assert told == [True] * 4
    assert read(one.path).run.state.updates == 2


def test_the_run_that_was_gone_back_to_is_the_newest(tmp_path: Path) -> None:
    saver, one, other = Saver(print), RunStore(tmp_path), RunStore(tmp_path)
    first, second, third = saves(3)
    for store, saved in ((one, first), (other, second), (one, third)):
        saver.save(store, saved)
    assert saver.close()
    assert [run.path for run in recent_runs(tmp_path)] == [one.path, other.path]


def test_runs_begun_right_behind_one_another_have_files_of_their_own(tmp_path: Path) -> None:
    store = RunStore(tmp_path)
    stores = [store, *(store.for_another() for _ in range(200))]
    assert len({each.path for each in stores}) == 201
    assert {each.directory for each in stores} == {tmp_path}


def test_the_run_that_is_here_is_held_and_one_that_was_left_no_more(tmp_path: Path) -> None:
    saver, one, other = Saver(print), RunStore(tmp_path), RunStore(tmp_path)
    is_written = threading.Event()
    saver.turn_to(one)
    saver.save(one, saves(1)[0], lambda is_saved: is_written.set())
    assert is_written.wait(10.0)
    assert [run.is_open for run in recent_runs(tmp_path)] == [True]
    saver.turn_to(other)
    assert [run.is_open for run in recent_runs(tmp_path)] == [False]
    is_written.clear()
    saver.save(one, saves(1)[0])
    saver.save(other, saves(1)[0], lambda is_saved: is_written.set())
    assert is_written.wait(10.0)
    assert {run.path for run in recent_runs(tmp_path) if run.is_open} == {other.path}
    assert saver.close()
    assert [run.is_open for run in recent_runs(tmp_path)] == [False, False]
