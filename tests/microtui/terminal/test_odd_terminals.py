"""Where there is no terminal, an odd one, or nobody who listens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from terminal import ROOT, Terminal

PROGRAM = [sys.executable, "-m", "microtui"]


def ended(shell: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A shell's command line with `microtui` as a word of it."""
    script = f'microtui() {{ {sys.executable} -m microtui "$@"; }}; set -o pipefail; {shell}'
    return subprocess.run(
        ["bash", "-c", script],
        capture_output=True,
        text=True,
        timeout=120,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )


@pytest.mark.parametrize("shell", ["microtui", "microtui < /dev/null | cat", "microtui <&-"])
def test_without_a_terminal_the_application_says_what_it_needs(shell: str) -> None:
    result = ended(shell)
    assert result.returncode == 2
    assert "needs a terminal" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""


def test_a_dumb_terminal_is_told_what_would_do() -> None:
    with Terminal(environment={"TERM": "dumb"}) as terminal:
        assert terminal.wait_for_exit() == 2
        terminal.wait_for("TERM is dumb")
        assert terminal.attributes == terminal.attributes_before


@pytest.mark.parametrize(
    ("shell", "status"),
    [
        ("microtui train --epochs 1 --no-save >&-", 0),
        ("microtui train --epochs 1 --no-save <&-", 0),
        ("microtui train --epochs 1 --no-save > /dev/full", 1),
        ("microtui datasets > /dev/full", 1),
        ("(sleep 0.2; microtui datasets) | true", 1),
    ],
)
def test_output_that_nobody_takes_is_no_traceback(shell: str, status: int) -> None:
    result = ended(shell)
    assert result.returncode == status
    assert "Traceback" not in result.stderr
    assert len(result.stderr.splitlines()) <= 1


@pytest.mark.parametrize(
    "environment",
    [
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"TERM": "xterm", "COLORTERM": None},
        {"TERM": "linux", "COLORTERM": None},
        {"TERM": "screen-256color", "COLORTERM": None},
        {"TERM": "tmux-256color"},
        {"NO_COLOR": "1"},
    ],
)
def test_it_runs_in_terminals_of_all_kinds(environment: dict[str, str | None]) -> None:
    with Terminal(columns=120, rows=40, environment=environment) as terminal:
        terminal.wait_for("zero_grad ON")
        terminal.press("s", "z", "2", "5")
        terminal.wait_for("zero_grad OFF")
        terminal.wait_for("epoch 1 ")
        if environment.get("TERM") == "xterm":
            # Sixteen colours are too few for the map's: it is shaded.
            terminal.wait_for("░")
        if "LC_ALL" in environment or environment.get("TERM") == "linux":
            terminal.wait_for("Loss")
            assert terminal.text.isascii()
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        assert terminal.attributes == terminal.attributes_before


def test_in_a_c_locale_lists_can_be_printed(tmp_path: Path) -> None:
    result = ended(
        "microtui datasets && microtui check && microtui train --epochs 1 && microtui --help",
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
    )
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr
