"""What is told on stderr while a run trains: a bar, plain lines, or nothing."""

from __future__ import annotations

import io
import re
import sys

import pytest

from engine.run.configuration import Configuration
from engine.training import Training
from microtui.command_line.cli import run

Capture = pytest.CaptureFixture[str]

DIVERGING = ["--dataset", "plane", "--loss", "sse", "--activation", "linear", "--lr", "10"]
NUMBER = r"\d+(\.\d+)?"


class Terminal(io.StringIO):
    """What is written to it, as if to a terminal."""

    def isatty(self) -> bool:
        return True


def stderr_is_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("TERM", "xterm")
    return shown


def logged(capsys: Capture, *arguments: str) -> list[str]:
    assert run(list(arguments)) == 0
    return capsys.readouterr().err.splitlines()


@pytest.mark.parametrize("arguments", [["--epochs", "2"], DIVERGING])
def test_the_bar_names_no_loss_before_there_is_one_and_none_that_is_no_number(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = stderr_is_a_terminal(monkeypatch)
    assert run(["train", *arguments]) == 0
    assert "epoch" in terminal.getvalue()
    assert "batch loss" in terminal.getvalue()
    assert "nan" not in terminal.getvalue()


def test_a_line_is_logged_every_so_many_epochs_and_at_the_end(capsys: Capture) -> None:
    lines = logged(capsys, "train", "--epochs", "7", "--log-every", "3")
    assert [line.split()[1] for line in lines] == ["3", "6", "7"]
    training = Training(Configuration())
    for _ in range(3):
        training.run_epoch()
    train, test = training.evaluate()
    assert test is not None
    assert lines[0].startswith(
        f"epoch 3  loss {train.loss:.4g}  test_loss {test.loss:.4g}  "
        f"accuracy {train.accuracy:.4g}  test_accuracy {test.accuracy:.4g}  grad_norm "
    )


def test_a_log_is_plain_on_a_terminal_too(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = stderr_is_a_terminal(monkeypatch)
    assert run(["train", "--dataset", "plane", "--epochs", "2", "--log-every", "1"]) == 0
    line = rf"epoch \d  loss {NUMBER}  test_loss {NUMBER}  grad_norm {NUMBER}\n"
    assert re.fullmatch(line * 2, terminal.getvalue())


def test_the_end_of_a_run_that_diverges_is_logged(capsys: Capture) -> None:
    assert logged(capsys, "train", *DIVERGING, "--log-every", "1") == [
        "diverged in epoch 0, batch 3: the loss is nan"
    ]


def test_a_log_goes_on_where_the_run_does(capsys: Capture) -> None:
    logged(capsys, "train", "--epochs", "4")
    lines = logged(capsys, "train", "--resume=last", "--epochs=8", "--log-every=3")
    assert [line.split()[1] for line in lines] == ["6", "8"]


@pytest.mark.parametrize("command", [["export", "csv"], ["check"]])
def test_what_trains_first_logs_it_too(command: list[str], capsys: Capture) -> None:
    lines = logged(capsys, *command, "--hidden=2", "--epochs=2", "--log-every=1")
    assert [line.split()[1] for line in lines] == ["1", "2"]


def test_quiet_says_nothing_but_the_result(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    terminal = stderr_is_a_terminal(monkeypatch)
    assert run(["train", "--epochs", "2", "--quiet"]) == 0
    assert terminal.getvalue() == ""
    assert capsys.readouterr().out.startswith("epoch 2\nloss ")
    assert run(["train", "-q", "--lr", "0"]) == 2
    assert terminal.getvalue().startswith("microtui: learning rate must be")


def test_quiet_and_a_log_are_not_to_be_had_together(capsys: Capture) -> None:
    assert run(["train", "--quiet", "--log-every", "5"]) == 2
    error = capsys.readouterr().err
    assert error.endswith("leave out one\n")
    assert error.count("\n") == 1


def test_a_run_whose_log_nobody_reads_ends_and_is_saved(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", Closed())
        patch.setattr("os.dup2", lambda *descriptors: None)
        assert run(["train", "--epochs", "1000000", "--log-every", "2"]) == 1
    assert run(["export", "csv", "--resume", "last"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("2,2,")
