"""The program in a real pseudo-terminal: what it shows, and what it leaves behind."""

from __future__ import annotations

import re
import time

import pytest
from terminal import Terminal

from microtui.terminal.frames.line_speed import UNKNOWN_SPEED


def epoch_of(text: str) -> int:
    found = re.search(r"epoch (\d+)", text)
    return int(found[1]) if found else -1


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40), (40, 12)])
def test_it_trains_shows_the_bug_and_leaves_the_terminal_as_it_was(columns: int, rows: int) -> None:
    with Terminal(columns=columns, rows=rows) as terminal:
        terminal.wait_for(r"epoch 0\b")
        terminal.wait_for(r"loss \d")
        terminal.wait_for("zero_grad ON")
        terminal.press("space")
        terminal.wait_for(lambda text: epoch_of(text) > 10)
        terminal.press("z")
        terminal.wait_for("zero_grad OFF")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        assert terminal.attributes == terminal.attributes_before


def test_keys_act_while_it_trains_flat_out() -> None:
    with Terminal(["--play"], columns=120, rows=40) as terminal:
        terminal.press("+", "+", "+", "+")
        terminal.wait_for("flat out")
        terminal.press("space")
        terminal.wait_for("paused")
        terminal.wait_until_quiet()
        stopped = epoch_of(terminal.text)
        terminal.press("s")
        terminal.wait_for(lambda text: epoch_of(text) > stopped)
        terminal.wait_until_quiet()
        assert epoch_of(terminal.text) == stopped + 1


def test_a_tiny_terminal_grown_large_shows_everything_whatever_the_environment_says() -> None:
    with Terminal(columns=30, rows=6, environment={"COLUMNS": "50", "LINES": "7"}) as terminal:
        terminal.wait_for("zero_grad ON")
        terminal.resize(120, 40)
        for pane in ("Loss", "Decision map", "Parameters", "One update"):
            terminal.wait_for(pane)


def test_without_colour_the_classes_are_told_by_shape() -> None:
    with Terminal(columns=120, rows=40, environment={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for("░")
        terminal.wait_for("●")
        assert "×" in terminal.text


def test_keys_typed_behind_q_do_not_spoil_the_leaving() -> None:
    for _ in range(2):
        with Terminal() as terminal:
            terminal.wait_for("zero_grad ON")
            terminal.press("s", "q", *"ssbbnnzz??dd", "escape", *"qq")
            assert terminal.wait_for_exit() == 0
            assert "Something went wrong" not in terminal.text


def test_a_terminal_that_never_answers_is_written_no_more_than_a_slow_line_carries() -> None:
    with Terminal(
        ["--play", "--dataset", "spiral"], columns=120, rows=40, answers=False
    ) as terminal:
        terminal.wait_for(r"epoch [1-9]")
        time.sleep(1.0)
        before, start = terminal.bytes_read, time.monotonic()
        time.sleep(2.0)
        burst = 4_000
        assert terminal.bytes_read - before < UNKNOWN_SPEED * (time.monotonic() - start) + burst


def test_the_graph_of_an_expression_opens_is_walked_and_leaves_the_terminal_as_it_was() -> None:
    with Terminal(["graph", "a = 2.0; b = -3.0; L = a*b"]) as terminal:
        terminal.wait_for("L = -6.0")
        terminal.press(".", ".")
        terminal.wait_for("Backward begins: L.grad = 1.0")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        assert terminal.attributes == terminal.attributes_before


@pytest.mark.thorough
def test_the_graph_of_a_run_opens_alone_with_the_sample_that_was_asked_for() -> None:
    with Terminal(["graph", "--of-run", "--epochs", "3", "--sample", "7"]) as terminal:
        terminal.wait_for("sample 7")
        terminal.wait_for("epoch 3")
        assert "Decision map" not in terminal.text
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
