"""The terminal as it is left, for good or for a while, and as it is come back to."""

from __future__ import annotations

import signal
import sys
import time

import pytest
from terminal import Terminal

from microtui.terminal.leaving import PATIENCE

MOUSE_MOVED = "\x1b[<35;10;10M"


def leaves_no_trace(terminal: Terminal, status: int = 0) -> bool:
    """Whether it ends as it should, and neither modes nor answers are left to the shell."""
    assert terminal.wait_for_exit() == status
    assert terminal.attributes == terminal.attributes_before
    assert terminal.typed_behind() == ""
    return True


def test_left_before_the_first_answer_it_waits_for_that() -> None:
    with Terminal(delay=0.6) as terminal:
        terminal.press("q")
        assert leaves_no_trace(terminal)


def test_left_while_playing_it_waits_for_answers_and_for_a_mouse_that_moves() -> None:
    with Terminal(["--play"], delay=0.8) as terminal:
        terminal.wait_for(r"epoch [1-9]")
        terminal.press(MOUSE_MOVED, "q")
        terminal.report(MOUSE_MOVED)
        assert leaves_no_trace(terminal)


@pytest.mark.thorough
def test_left_on_a_slow_line_it_waits_for_a_frame_larger_than_those_before() -> None:
    with Terminal(columns=120, rows=40, bytes_per_second=10_000.0, delay=0.1) as terminal:
        terminal.wait_for("moons")
        terminal.press("q")
        assert leaves_no_trace(terminal)


@pytest.mark.thorough
def test_a_terminal_that_never_answers_is_not_waited_for_once_it_has_had_its_time() -> None:
    with Terminal(answers=False) as terminal:
        terminal.wait_for("zero_grad ON")
        time.sleep(3.0)
        start = time.monotonic()
        terminal.press("q")
        assert leaves_no_trace(terminal)
        assert time.monotonic() - start < 2.0


def test_stopped_and_continued_from_outside_it_takes_the_terminal_again() -> None:
    with Terminal() as terminal:
        terminal.wait_for("zero_grad ON")
        terminal.wait_until_quiet()
        modes = terminal.attributes
        terminal.send_signal(signal.SIGSTOP)
        terminal.wait_until_quiet()
        terminal.set_attributes(terminal.attributes_before)
        terminal.clear()
        terminal.send_signal(signal.SIGCONT)
        terminal.wait_for("zero_grad ON")
        terminal.wait_until_quiet()
        assert terminal.attributes == modes
        terminal.send_signal(signal.SIGCONT)
        terminal.wait_until_quiet()
        terminal.press("s")
        terminal.wait_for("epoch 1 ")
        terminal.press("q")
        assert leaves_no_trace(terminal)


def test_a_terminal_that_is_closed_and_continues_it_is_left_at_once() -> None:
    with Terminal() as terminal:
        terminal.wait_for("zero_grad ON")
        terminal.send_signal(signal.SIGHUP)
        terminal.send_signal(signal.SIGCONT)
        start = time.monotonic()
        assert leaves_no_trace(terminal, 128 + signal.SIGHUP)
        assert time.monotonic() - start < PATIENCE


@pytest.mark.thorough
def test_a_terminal_that_takes_no_more_and_is_closed_is_left_in_good_order() -> None:
    with Terminal(["--play"]) as terminal:
        terminal.wait_for(r"epoch [1-9]")
        terminal.is_stalled = True
        time.sleep(2.5)
        for _ in range(60):
            terminal.press("z")
            time.sleep(0.1)
        start = time.monotonic()
        terminal.hang_up()
        while not terminal.has_ended() and time.monotonic() < start + PATIENCE:
            time.sleep(0.01)
        assert terminal.exit_status == 128 + signal.SIGHUP


@pytest.mark.parametrize("delay", [0.0, pytest.param(1.2, marks=pytest.mark.thorough)])
def test_suspended_it_leaves_the_shell_to_the_reader_and_comes_back_whole(delay: float) -> None:
    shell = ["bash", "--norc", "-i"]
    with Terminal(command=shell, delay=delay, environment={"PS1": r"\nprompt "}) as terminal:
        terminal.wait_for("prompt")
        terminal.press(f"{sys.executable} -m microtui --play\r")
        terminal.wait_for(r"epoch [1-9]")
        terminal.press("?")
        terminal.wait_for("Help")
        terminal.press("ctrl+z", "escape")
        terminal.wait_for("Stopped")
        terminal.clear()
        terminal.press("jobs\r")
        terminal.wait_for("Stopped")
        terminal.press("fg\r")
        terminal.wait_for("Help")
        terminal.press("escape")
        terminal.wait_for("zero_grad ON")
        terminal.press("q")
        terminal.wait_for("prompt")
        terminal.press("exit\r")
        assert leaves_no_trace(terminal)
