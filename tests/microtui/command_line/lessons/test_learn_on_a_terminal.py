"""On a real terminal a lesson is gone on with at the step it was left at, however it ended."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest
from terminal import Terminal

from microtui.command_line.cli import run
from microtui.course.progress import KeptStage, LessonProgress
from microtui.course.progress_files import read_progress
from microtui.saving.course_file import file_of
from microtui.saving.kept_files import course_directory

LESSON = """---
title: A short one
minutes: 1
language: en
---

## Before

```run
--dataset xor
```

```do
Press `s` once.
until: epoch == 1
hint: The key is named.
way: s
```

## Behind

The run has come to epoch [[epoch]].

```do
Press `s` twice.
until: epoch == 3
hint: The key is named.
way: s*2
```

## At the end

All is done.
"""


@pytest.fixture
def lesson(tmp_path: Path) -> str:
    path = tmp_path / "short.md"
    path.write_text(LESSON)
    return str(path)


def kept(lesson: str) -> LessonProgress:
    return read_progress(course_directory()).progress.of(lesson)


def wait_until_kept(lesson: str, step: int) -> KeptStage:
    end = time.monotonic() + 10.0
    while kept(lesson).step != step:
        assert time.monotonic() < end, "it is not kept"
        time.sleep(0.01)
    stage = kept(lesson).kept
    assert stage is not None
    return stage


@pytest.mark.thorough
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP, signal.SIGTERM])
def test_it_is_gone_on_with_at_the_step_after_any_end(lesson: str, number: int) -> None:
    with Terminal(["learn", lesson]) as terminal:
        terminal.wait_for("step 1 of 3")
        terminal.wait_for("zero_grad ON")
        terminal.press("s")
        terminal.wait_for("epoch 1 ")
        terminal.press("enter")
        terminal.wait_for("come to epoch 1.")
        stage = wait_until_kept(lesson, step=1)
        assert stage.run is not None
        assert stage.run.run.state.epoch == 1
        terminal.press("s")
        terminal.wait_for("epoch 2 ")
        terminal.send_signal(number)
        status = terminal.wait_for_exit()
        assert status == (-number if number == signal.SIGKILL else 128 + number)
    with Terminal(["learn"]) as terminal:
        terminal.wait_for("step 2 of 3")
        terminal.wait_for("epoch 1 ")
        assert kept(lesson).done == {0}
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


@pytest.mark.thorough
def test_what_is_damaged_is_told_on_the_screen_and_the_lesson_begins_anew(lesson: str) -> None:
    path = file_of(lesson, course_directory())
    path.parent.mkdir(parents=True)
    path.write_bytes(b"nothing of ours")
    with Terminal(["learn", lesson], columns=120, rows=40) as terminal:
        terminal.wait_for("step 1 of 3")
        terminal.wait_for("damaged")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    assert wait_until_kept(lesson, step=0).run is not None


@pytest.mark.thorough
def test_where_nothing_can_be_kept_the_lesson_goes_on(lesson: str) -> None:
    course_directory().parent.mkdir(parents=True)
    course_directory().write_text("in the way")
    with Terminal(["learn", lesson], columns=120, rows=40) as terminal:
        terminal.wait_for("step 1 of 3")
        terminal.wait_for("cannot be kept")
        terminal.press("s")
        terminal.wait_for("epoch 1 ")
        terminal.press("enter")
        terminal.wait_for("step 2 of 3")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


@pytest.mark.thorough
def test_at_the_first_start_a_key_leads_to_the_course_and_q_ends_it() -> None:
    with Terminal() as terminal:
        terminal.wait_for("Press C for the course")
        terminal.press("C")
        terminal.wait_for("A derivative by nudging")
        terminal.press("escape")
        terminal.wait_for("zero_grad ON")
        terminal.press("C")
        terminal.wait_for("A derivative by nudging")
        terminal.press("enter")
        terminal.wait_for("step 1 of 9")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    with Terminal() as terminal:
        terminal.wait_for("zero_grad ON")
        terminal.wait_until_quiet()
        assert "for the course" not in terminal.text
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


@pytest.mark.thorough
def test_without_a_terminal_it_says_so(lesson: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["learn", lesson]) == 2
    assert "needs a terminal" in capsys.readouterr().err
