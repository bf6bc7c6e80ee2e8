"""A lesson's stage is what its fence says, and what is wrong with that is told with its line."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest

from engine.replay.recording import Recording
from microtui.command_line.lessons.staged_run import staged_run
from microtui.course.lesson import Stage
from microtui.course.lesson_error import LessonError
from microtui.settings.settings_file import settings_path


def run_stage(words: str, **more: Any) -> Stage:
    return Stage("run", 12, tuple(shlex.split(words)), **more)


def scratchpad(lines: str, **more: Any) -> Stage:
    return Stage("scratchpad", 12, lines=lines, **more)


def opened(stage: Stage, file: str = "x.md") -> Recording:
    saved = staged_run(stage, file).saved
    assert saved is not None
    return Recording.from_saved(saved.run)


def mistake(stage: Stage) -> str:
    with pytest.raises(LessonError) as raised:
        staged_run(stage, "x.md")
    return str(raised.value)


def test_a_run_is_described_as_on_the_command_line_and_stands_at_its_epoch() -> None:
    recording = opened(run_stage("--dataset xor --lr 0.5 --no-zero-grad", epoch=3))
    configuration = recording.training.configuration
    assert (configuration.dataset, configuration.learning_rate) == ("xor", 0.5)
    assert not configuration.zero_grad
    assert (recording.epoch, recording.training.batch) == (3, 0)


def test_it_can_be_stepped_back_to_its_beginning() -> None:
    assert opened(run_stage("--dataset xor", epoch=3)).start == 0


def test_changes_on_the_way_are_made_before_and_after_where_it_stands() -> None:
    recording = opened(run_stage("--at 1:zero-grad=off --at 9:lr=0.01", epoch=2))
    assert not recording.training.configuration.zero_grad
    assert [planned.epoch for planned in recording.plan_ahead] == [9]


def test_the_readers_settings_decide_nothing() -> None:
    path = settings_path()
    path.parent.mkdir(parents=True)
    path.write_text('lr = 3.0\ndataset = "xor"\n')
    configuration = opened(run_stage("--seed 1")).training.configuration
    assert (configuration.dataset, configuration.learning_rate) == ("moons", 0.1)


def test_its_line_opens_it_whatever_the_readers_settings_are() -> None:
    path = settings_path()
    path.parent.mkdir(parents=True)
    path.write_text("lr = 3.0\n")
    line = staged_run(run_stage("--no-zero-grad"), "x.md").command
    assert line == "microtui --lr 0.1 --no-zero-grad"


def test_its_line_plays_up_to_where_it_stands() -> None:
    line = staged_run(run_stage("--dataset xor --at 1:lr=0.1", epoch=2), "x.md").command
    assert line == "microtui --dataset xor --at 1:lr=0.1 --play --epochs 2"


@pytest.mark.parametrize("words", ["--data points.csv", "--data=points.csv --no-scale"])
def test_a_file_is_looked_for_beside_the_lesson(words: str, tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text("0,1,1\n1,0,2\n2,1,1\n3,0,2\n")
    lesson = str(tmp_path / "x.md")
    table = opened(run_stage(words), lesson).training.configuration.table
    assert table is not None
    assert table.is_scaled == ("--no-scale" not in words)
    line = staged_run(run_stage(words), lesson).command
    assert shlex.split(line)[:3] == ["microtui", "--data", str(tmp_path / "points.csv")]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("--dataset mons", "dataset must be one of"),
        ("--lr fast", "learning rate"),
        ("--lr", "requires an argument"),
        ("--datset xor", "there is no option '--datset'; did you mean --dataset?"),
        ("--at 5:lrr=1", "lrr"),
        ("train --lr 0.1", "described by options, such as --dataset xor, got 'train'"),
        ("--data nowhere.csv", "nowhere.csv"),
        ("--parameters -", "--parameters - reads what somebody types: name a file"),
        ("--play", "--play would not wait for the reader"),
        ("--epochs 20", "--epochs would end the run: how far it has come stands behind"),
        ("--resume last", "--resume names a run that only one machine has"),
        ("--no-save", "does nothing here"),
        ("--fps 5", "--fps is about the screen"),
        ("--no-mouse", "is about the screen"),
        ("--theme nord", "--theme is about the screen"),
        ("--help", "--help has nothing to tell in a lesson"),
        ("-V", "--version has nothing to tell in a lesson"),
        ("--engine pytorch", "PyTorch"),
    ],
)
def test_a_mistake_in_an_option_has_the_lessons_line_and_the_options_sentence(
    words: str, sentence: str
) -> None:
    text = mistake(run_stage(words))
    assert text.startswith("x.md, line 12: ")
    assert sentence in text


def test_an_epoch_that_the_run_never_reaches_is_a_mistake() -> None:
    assert "epoch=50 is never reached: the run diverges in epoch" in mistake(
        run_stage("--activation linear --loss sse --lr 1000", epoch=50)
    )


def test_the_scratchpad_has_its_lines_and_a_line_of_its_own() -> None:
    staged = staged_run(scratchpad("a = 2.0\nL = a * -3.0\n", chosen="a"), "x.md")
    assert (staged.lines, staged.saved) == ("a = 2.0\nL = a * -3.0\n", None)
    assert shlex.split(staged.command) == ["microtui", "graph", "a = 2.0; L = a * -3.0"]


def test_a_remark_keeps_its_line() -> None:
    lines = "a = 2.0 # two\nL = a * 3\n"
    assert shlex.split(staged_run(scratchpad(lines), "x.md").command)[-1] == lines
