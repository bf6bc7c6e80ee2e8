"""Runs survive: whatever happens to the program, what was saved goes on bit for bit."""

from __future__ import annotations

import hashlib
import io
import json
import random
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from own_tables import KNOWN, table_of
from run_to_kill import CONFIGURATION
from terminal import ROOT, Terminal

from engine.data.table import Table
from engine.replay.recording import Recording
from engine.replay.saved_run import Planned, SavedSession
from engine.run.configuration import Configuration
from engine.run.history import History
from engine.run.suggestions import configured
from engine.training import Training
from microtui.command_line.cli import run
from microtui.saving.chosen_run import load
from microtui.saving.recent_runs import recent_runs
from microtui.saving.run_file import encoded, read
from microtui.saving.run_header import RunFileError
from microtui.saving.run_store import RunStore

AT_ONCE = 5
OWN = configured({"table": table_of("three classes"), "hidden": (3,), "batch_size": 5})


@pytest.fixture(autouse=True)
def state_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path / "microtui" / "runs"


def everything(training: Training) -> tuple[object, ...]:
    state = training.state()
    return (
        training.configuration,
        (state.epoch, state.batch, state.phase, state.updates, state.steps, state.batch_loss),
        *(array.tobytes() for array in (state.parameters, state.gradients, state.slots)),
        *(tuple(history.high) for history in histories(training)),
    )


def histories(training: Training) -> tuple[History, History]:
    return training.train_history, training.test_history


def revived(saved: SavedSession) -> Recording:
    return Recording.from_saved(saved.run)


def a_long_story() -> Recording:
    recording = Recording.begin(CONFIGURATION)
    for change in ({"zero_grad": False}, {"learning_rate": 0.1}, {"activation": "relu"}):
        recording.run("epoch")
        recording.run("phase")
        recording.configure(replace(recording.training.configuration, **change))
    recording.set_parameter(3, 0.25)
    for _ in range(40):
        recording.run("batch")
    return recording


def saved_file(path: Path, recording: Recording) -> Path:
    path.write_bytes(encoded(SavedSession(recording.saved())))
    return path


@pytest.mark.parametrize("kills", [10, pytest.param(50, marks=pytest.mark.thorough)])
def test_killed_at_any_moment_a_run_goes_on_as_if_nothing_had_happened(
    kills: int, tmp_path: Path
) -> None:
    straight = Recording.begin(CONFIGURATION)
    passed = {0: everything(straight.training)}
    moments = random.Random(1)
    survived = 0
    for start in range(0, kills, AT_ONCE):
        directories = [tmp_path / f"run{i}" for i in range(start, start + AT_ONCE)]
        programs = [
            subprocess.Popen(
                [sys.executable, str(ROOT / "tests" / "support" / "killed_run.py"), str(directory)],
                stdout=subprocess.PIPE,
                env={
                    "PYTHONPATH": f"{ROOT}:{ROOT / 'tests' / 'support'}",
                    "OPENBLAS_NUM_THREADS": "1",
                },
            )
            for directory in directories
        ]
        for number, program in enumerate(programs):
            assert program.stdout is not None
            assert program.stdout.readline() == b"ready\n"
            # One of them may be killed before its first save.
            assert number == 0 or program.stdout.readline() == b"saved\n"
            time.sleep(moments.uniform(0.0, 0.05))
            program.kill()
            program.wait()
            program.stdout.close()
        for directory in directories:
            if not recent_runs(directory):
                continue
            recording = revived(load("last", directory))
            for _ in range(5):
                while straight.training.updates < recording.training.updates:
                    straight.run_batch()
                    passed[straight.training.updates] = everything(straight.training)
                assert everything(recording.training) == passed[recording.training.updates]
                recording.run_batch()
            survived += 1
    assert survived >= kills - kills // AT_ONCE


def test_a_file_of_an_older_version_opens_which_has_only_what_a_run_goes_on_from(
    tmp_path: Path,
) -> None:
    recording = a_long_story()
    saved = recording.saved()
    older = replace(saved, state=saved.state.to_go_on_from())
    path = tmp_path / "older.run"
    path.write_bytes(encoded(SavedSession(older)))
    revived_run = revived(read(path))
    assert everything(revived_run.training) == everything(recording.training)
    for unit in ("batch", "epoch"):
        revived_run.back("batch")
        recording.back("batch")
        recording.run(unit)
        revived_run.run(unit)
        assert everything(revived_run.training) == everything(recording.training)


def test_what_was_saved_can_be_stepped_back_to_its_start(tmp_path: Path) -> None:
    recording = a_long_story()
    times = [recording.start, 5, 33, recording.time - 1]
    past = {}
    copied = revived(read(saved_file(tmp_path / "a.run", recording)))
    for time_ in times:
        recording.go_to(time_)
        past[time_] = everything(recording.training)
    for time_ in times:
        copied.go_to(time_)
        assert everything(copied.training) == past[time_]


def test_saved_in_the_past_it_still_knows_its_future(tmp_path: Path) -> None:
    recording = a_long_story()
    end, last = recording.time, everything(recording.training)
    recording.go_to(50)
    copied = revived(read(saved_file(tmp_path / "a.run", recording)))
    assert everything(copied.training) == everything(recording.training)
    copied.go_to(end)
    assert everything(copied.training) == last


def test_only_the_user_can_read_a_save(state_directory: Path) -> None:
    store = RunStore()
    store.write(SavedSession(a_long_story().saved()))
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(state_directory.stat().st_mode) == 0o700


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_damage_gets_more_than_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "a.run"
    configuration = data.draw(st.sampled_from([CONFIGURATION, OWN]))
    whole = encoded(SavedSession(Recording.begin(configuration).saved()))
    cut = data.draw(st.integers(0, len(whole) - 1))
    replacement = data.draw(st.binary(max_size=40))
    damaged = whole[:cut] + replacement
    assume(damaged != whole)
    path.write_bytes(damaged)
    with pytest.raises(RunFileError, match=r"is not a run|is cut off|is damaged|another version"):
        read(path)


@pytest.mark.parametrize(
    ("array", "made"),
    [
        ("targets", lambda array: array[:, :2]),
        ("targets", lambda array: array[:-1]),
        ("targets", lambda array: array[:, 0]),
        ("points", lambda array: array[:, :1]),
        ("points", lambda array: array[:, 0]),
        ("points", lambda array: array[:0]),
        ("scales", lambda array: array[:1]),
        ("target_scales", lambda array: np.zeros(3)),
        ("table", lambda array: as_json({**of_json(array), "labels": ["a", "b", "c", "d"]})),
        ("table", lambda array: as_json({**of_json(array), "column_names": "both"})),
        ("table", lambda array: as_json({**of_json(array), "labels": 3})),
        ("table", lambda array: as_json({**of_json(array), "colour": "red"})),
        ("table", lambda array: as_json([])),
    ],
)
def test_a_table_that_is_not_as_large_as_it_says_is_refused(
    array: str, made: Callable[[Any], Any], tmp_path: Path
) -> None:
    """Its checksum is right, so no disk has done this."""
    whole = encoded(SavedSession(Recording.begin(OWN).saved()))
    first, body = whole.split(b"\n", 1)
    with np.load(io.BytesIO(body)) as archive:
        arrays = {name: archive[name] for name in archive.files}
    name = array if array == "table" else f"table.{array}"
    arrays[name] = made(arrays[name])
    changed = io.BytesIO()
    np.savez(changed, **arrays)
    data = changed.getvalue()
    header = {**json.loads(first), "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    path = tmp_path / "a.run"
    path.write_bytes(json.dumps(header).encode() + b"\n" + data)
    with pytest.raises(RunFileError, match="holds no run that makes sense"):
        read(path)


def of_json(array: Any) -> Any:
    return json.loads(array.tobytes())


def as_json(tree: object) -> Any:
    return np.frombuffer(json.dumps(tree).encode(), dtype=np.uint8)


@pytest.mark.parametrize("what", KNOWN)
def test_own_data_are_saved_as_they_are_and_as_they_were_read(what: str, tmp_path: Path) -> None:
    table = table_of(what, asked=(("target", "kind,'s"), ("missing", "mean")))
    configuration = configured({"table": table, "hidden": (3,), "batch_size": 5})
    recording = Recording.begin(configuration)
    recording.run("epoch")
    saved = read(saved_file(tmp_path / "a.run", recording))
    again = revived(saved)
    assert everything(again.training) == everything(recording.training)
    assert again.training.configuration.table is not None
    for field in fields(Table):
        here, there = (
            getattr(each, field.name) for each in (table, again.training.configuration.table)
        )
        assert np.array_equal(here, there), field.name
    for each in (recording, again):
        each.run("epoch")
    assert everything(again.training) == everything(recording.training)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is not a run that microtui saved"),
        (b"x,y,label\n1,2,a\n", "is not a run that microtui saved"),
        (b'{"format": "microtui run", "version": 3}\n', "another version of microtui (format 3)"),
        (b'{"format": "microtui run", "version": 0}\n', "this one reads formats up to 2"),
        (b'{"format": "microtui run", "version": [1]}\n', "this one reads formats up to 2"),
        (b'{"format": "microtui run", "version": 1, "bytes": 9}\nabc', "cut off: it holds 3 bytes"),
    ],
)
def test_a_foreign_file_is_told_from_a_newer_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, sentence: str
) -> None:
    path = tmp_path / "a.run"
    path.write_bytes(content)
    assert run(["train", "--resume", str(path)]) == 2
    error = capsys.readouterr().err
    assert sentence in error
    assert len(error.splitlines()) == 1


def test_of_a_damaged_save_the_one_before_is_offered(state_directory: Path) -> None:
    store = RunStore()
    recording = a_long_story()
    store.write(SavedSession(recording.saved()))
    recording.run("batch")
    store.write(SavedSession(recording.saved()))
    store.path.write_bytes(store.path.read_bytes()[:-1])
    with pytest.raises(RunFileError, match="the save before it is good: --resume") as caught:
        load("last")
    previous = str(caught.value).rsplit(" ", 1)[1]
    assert load(previous).run.state.updates == recording.training.updates - 1


def test_resume_lists_the_runs_where_there_are_several(
    state_directory: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b"):
        state_directory.mkdir(parents=True, exist_ok=True)
        saved_file(state_directory / f"{name}.run", a_long_story())
    assert run(["train", "--resume"]) == 2
    error = capsys.readouterr().err
    assert "  1  " in error
    assert re.search(r"moons +2-6-4-1 +\d+  \d", error)
    assert "say which with --resume NUMBER, or --resume last" in error
    assert run(["train", "--resume", "2", "--epochs", "20", "--json"]) == 0


def test_train_goes_on_to_the_total_of_epochs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["train", "--epochs", "30", "--json"]) == 0
    straight = capsys.readouterr().out
    assert run(["train", "--epochs", "11"]) == 0
    capsys.readouterr()
    assert run(["train", "--resume", "last", "--epochs", "30", "--json"]) == 0
    assert capsys.readouterr().out == straight


def test_a_run_that_is_resumed_where_nothing_is_left_to_do_is_not_saved_once_more(
    state_directory: Path,
) -> None:
    assert run(["train", "--epochs", "3"]) == 0
    for _ in range(3):
        assert run(["train", "--resume", "last", "--epochs", "3"]) == 0
    assert len(recent_runs()) == 1
    assert run(["train", "--resume", "last", "--epochs", "4"]) == 0
    assert len(recent_runs()) == 2


def test_a_resumed_run_has_its_own_settings(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["train", "--epochs", "1"]) == 0
    assert run(["train", "--resume", "last", "--lr", "0.3"]) == 2
    assert "leave out --lr" in capsys.readouterr().err


def test_saving_can_be_turned_off(state_directory: Path) -> None:
    assert run(["train", "--epochs", "2", "--no-save"]) == 0
    assert recent_runs() == []


def test_a_directory_that_cannot_be_written_is_said_once_and_training_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert run(["train", "--epochs", "2", "--json"]) == 0
    output = capsys.readouterr()
    assert output.err.count("cannot be saved") == 1
    assert '"epoch": 2' in output.out


def wait_until_saved(directory: Path, updates: int) -> None:
    """A key's frame comes before the save that follows it."""
    end = time.monotonic() + 10.0
    while not recent_runs(directory) or load("last", directory).run.state.updates != updates:
        assert time.monotonic() < end, "it is not saved"
        time.sleep(0.01)


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGKILL])
def test_the_application_is_gone_on_with_after_any_end(tmp_path: Path, number: int) -> None:
    environment = {"XDG_STATE_HOME": str(tmp_path)}
    with Terminal(environment=environment) as terminal:
        terminal.wait_for("zero_grad ON")
        terminal.press("s", "s", "s", "z", "b")
        terminal.wait_for(r"epoch 3  batch 1/5")
        loss = re.search(r"loss \S+", terminal.text)
        assert loss
        wait_until_saved(tmp_path / "microtui" / "runs", updates=16)
        terminal.send_signal(number)
        status = terminal.wait_for_exit()
        assert status == (-number if number == signal.SIGKILL else 128 + number)
        if number != signal.SIGKILL:
            assert terminal.attributes == terminal.attributes_before
    with Terminal(["--resume"], environment=environment) as terminal:
        terminal.wait_for(r"epoch 3  batch 1/5")
        terminal.wait_for("zero_grad OFF")
        assert loss[0] in terminal.text
        terminal.press("left", "left")
        terminal.wait_for("epoch 2 ")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


def test_killed_right_after_it_was_begun_anew_both_runs_are_there(
    tmp_path: Path, state_directory: Path
) -> None:
    with Terminal(environment={"XDG_STATE_HOME": str(tmp_path)}) as terminal:
        terminal.wait_for("zero_grad ON")
        terminal.press("s", "s", "s", "R", "b")
        terminal.wait_for(r"epoch 0  batch 1/5")
        wait_until_saved(state_directory, updates=1)
        terminal.send_signal(signal.SIGKILL)
        terminal.wait_for_exit()
    assert [load(str(run.path)).run.state.updates for run in recent_runs()] == [1, 15]


def test_a_run_that_is_resumed_before_what_is_planned_makes_it_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    plan = ("--at", "5:zero-grad=off", "--at", "6:features=x,xy", "--at", "7/1:0.3.w[1]=0.5")
    assert run(["train", "--epochs", "10", "--no-save", "--json", *plan]) == 0
    straight = json.loads(capsys.readouterr().out)
    assert run(["train", "--epochs", "3", *plan]) == 0
    capsys.readouterr()
    assert run(["train", "--resume", "last", "--epochs", "6"]) == 0
    capsys.readouterr()
    assert run(["train", "--resume", "last", "--epochs", "10", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == straight


def test_what_is_planned_for_a_run_is_read_as_it_was_saved(tmp_path: Path) -> None:
    plan = (
        Planned(0, 0, 0, {"zero_grad": False}),
        Planned(1, 0, 2, {"learning_rate": 0.3}),
        Planned(2, 1, 0, {"features": ("x", "xy"), "batch_size": None}, ("0.0.b", 0.5)),
    )
    recording = Recording.begin(Configuration(), plan)
    recording.run("epoch")
    path = tmp_path / "planned"
    path.write_bytes(encoded(SavedSession(recording.saved())))
    again = revived(read(path))
    assert again.plan_ahead == recording.plan_ahead == plan[1:]
    assert again.changes_made == recording.changes_made
