"""Ctrl-C ends a check at once, and leaves nothing behind on the screen."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from microtui.course_check.interrupting import ended_when_interrupted


def test_ctrl_c_is_the_end_while_a_lesson_is_played_and_python_has_it_again_behind_that() -> None:
    before = signal.getsignal(signal.SIGINT)
    with ended_when_interrupted():
        assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL
    assert signal.getsignal(signal.SIGINT) is before


def test_where_nothing_can_be_said_of_signals_nothing_is() -> None:
    seen = []

    def look() -> None:
        with ended_when_interrupted():
            seen.append(signal.getsignal(signal.SIGINT))

    before = signal.getsignal(signal.SIGINT)
    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [before]


@pytest.mark.thorough
def test_a_check_of_all_lessons_that_is_interrupted_says_no_more_and_has_the_status_of_that() -> (
    None
):
    command = [sys.executable, "-m", "microtui", "learn", "--check", "all"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate()
    assert first.startswith("1. ")
    assert process.returncode == 130
    assert "Traceback" not in errors
