"""`microtui watch`: what belongs to the script, what is said at its end, and what is refused."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from stand_in_torch import put_stand_in

from microtui.command_line.cli import run
from microtui.command_line.watching import refusals, watch, without_screen
from microtui.saving.kept_files import run_directory

Capture = pytest.CaptureFixture[str]

LOOP = """
import torch
print("first")
for each in range(3):
    torch.backward()
    torch.step()
print("last")
"""

FOUND = """
from microtui.watch.finding import Finding
finding = Finding("no_zero_grad", 2, "seen", __file__, 9, "mend it")
torch.Probe.newest.findings = (finding,)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current one, where scripts have a PyTorch."""
    put_stand_in(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(refusals, "find_spec", lambda name: name)
    return tmp_path


def watched(lines: str, *options: str) -> int:
    Path("script.py").write_text(lines)
    return run(["watch", *options, "script.py"])


def test_the_output_passes_and_the_report_comes_last(capfd: Capture) -> None:
    assert watched(LOOP, "--report") == 0
    out, err = capfd.readouterr()
    assert out == "first\nlast\n"
    assert "3 steps" in err


def test_without_a_terminal_it_is_the_report_too(capfd: Capture) -> None:
    assert watched(f"import sys; print(sys.stdin.read())\n{LOOP}") == 0
    out, err = capfd.readouterr()
    assert out == "\nfirst\nlast\n"
    assert "3 steps" in err


def test_with_json_standard_output_is_one_line(capfd: Capture) -> None:
    assert watched(LOOP + FOUND + "raise SystemExit(7)", "--json") == 7
    out, err = capfd.readouterr()
    assert err == "first\nlast\n"
    told: dict[str, Any] = json.loads(out)
    assert out.count("\n") == 1
    assert {key: told[key] for key in ("steps", "backwards", "loss")} == {
        "steps": 3,
        "backwards": 3,
        "loss": None,
    }
    (finding,) = told["findings"]
    assert finding == {
        "kind": "no_zero_grad",
        "since_step": 2,
        "evidence": "seen",
        "file": str(Path("script.py").absolute()),
        "line": 9,
        "remedy": "mend it",
    }


def test_what_stands_behind_the_script_belongs_to_it(capfd: Capture) -> None:
    Path("script.py").write_text("import sys; print(sys.argv)")
    arguments = ["--json", "--fps", "-h", "--", "a b", ""]
    assert run(["watch", "--report", "--", "script.py", *arguments]) == 0
    assert run(["watch", "--report", "script.py", *arguments]) == 0
    assert capfd.readouterr().out == f"{['script.py', *arguments]}\n" * 2


def test_a_script_whose_name_begins_with_a_dash_is_no_option(capfd: Capture) -> None:
    Path("-m.py").write_text("import sys; print(sys.argv)")
    assert run(["watch", "--report", "--", "-m.py"]) == 0
    assert capfd.readouterr().out == "['./-m.py']\n"


def test_a_script_that_raises_does_so_as_alone_and_is_reported_all_the_same(
    capfd: Capture,
) -> None:
    assert watched(f"{LOOP}1 / 0", "--report") == 1
    err = capfd.readouterr().err
    assert err.startswith("Traceback (most recent call last):\n")
    assert "ZeroDivisionError: division by zero\n" in err
    assert "3 steps" in err


@pytest.mark.parametrize(
    ("lines", "options", "status"),
    [
        (LOOP + FOUND, (), 0),
        (LOOP + FOUND, ("--strict",), 3),
        (LOOP, ("--strict",), 0),
        (LOOP + FOUND + "1 / 0", ("--strict",), 1),
    ],
)
def test_the_status_is_the_scripts_own_unless_what_is_found_is_to_count(
    lines: str, options: tuple[str, ...], status: int
) -> None:
    assert watched(lines, "--json", *options) == status


@pytest.mark.parametrize(
    ("name", "is_from_key", "status"),
    [("SIGTERM", True, 143), ("SIGINT", False, 130), ("SIGINT", True, 0), ("SIGUSR1", True, 138)],
)
def test_a_signal_is_the_scripts_and_the_report_comes_all_the_same(
    name: str,
    is_from_key: bool,
    status: int,
    capfd: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What a key sends comes to the script by itself."""
    monkeypatch.setattr(without_screen, "is_in_foreground", lambda: is_from_key)
    # The command has had it before the script goes on: a second one ends the sleep at the latest.
    sent = f"import os, signal, time; os.kill(os.getppid(), signal.{name}); time.sleep(0.3)"
    assert watched(f"{LOOP}{sent}", "--report") == status
    assert "steps" in capfd.readouterr().err


def test_a_process_that_ends_without_a_word_is_reported_as_it_was_last(capfd: Capture) -> None:
    assert watched(f"{LOOP}import os; os._exit(4)", "--json") == 4
    assert json.loads(capfd.readouterr().out)["backwards"] == 1


def test_on_a_terminal_it_is_the_screen(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: Capture
) -> None:
    shown = []

    def show(script: Any, *how: object, mouse: bool) -> int:
        shown.append((script, *how, mouse))
        return int(script.wait())

    monkeypatch.setattr(watch, "has_screen", lambda: True)
    monkeypatch.setattr("microtui.watch_app.show_watch", show)
    options = ("--fps", "5", "--ascii", "--no-mouse", "--theme", "nord")
    assert watched(f"{LOOP}{FOUND}", *options, "--strict") == 3
    ((script, *how),) = shown
    assert how == [5, "nord", True, False]
    assert script.output_from(0)[0] == "first\nlast\n"
    assert Path(script.output_path).parent == run_directory().parent / "watched"
    assert capfd.readouterr() == ("", "")
    assert watched(LOOP, "--report") == 0
    assert len(shown) == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("", "Missing argument 'SCRIPT.py'."),
        ("nowhere.py", "there is no file nowhere.py"),
        ("torch", "torch is a folder: name the script in it"),
        ("lecture.ipynb", "jupyter nbconvert --to script lecture.ipynb"),
        ("model.pt", "model.pt is not a Python script: there are bytes of 0 in it"),
        ("--report --json script.py", "--report and --json both say how to end: leave out one"),
        ("--paused script.py", "--paused waits for a key, and there is no screen: leave it out"),
        ("--rpeort script.py", "there is no option '--rpeort'; did you mean --report?"),
    ],
)
def test_what_cannot_be_watched_is_refused_in_a_sentence(
    arguments: str, sentence: str, capfd: Capture
) -> None:
    Path("script.py").write_text("print('never')")
    Path("lecture.ipynb").write_text("{}")
    Path("model.pt").write_bytes(b"PK\x03\x04\0\0")
    assert run(["watch", *arguments.split()]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert sentence in err
    assert err.count("\n") == 1


def test_without_pytorch_a_sentence_says_how_to_get_it(
    capfd: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusals, "find_spec", lambda name: None)
    assert watched("print('never')", "--json") == 2
    needed = "microtui: watch needs PyTorch: pip install 'microtui[torch]'\n"
    assert capfd.readouterr() == ("", needed)


def test_a_script_that_cannot_be_read_is_refused(capfd: Capture) -> None:
    Path("script.py").symlink_to("script.py")
    assert run(["watch", "script.py"]) == 2
    assert capfd.readouterr().err.startswith("microtui: script.py cannot be read: ")


def test_lines_that_come_through_a_pipe_are_left_to_the_script(
    capfd: Capture, folder: Path
) -> None:
    os.mkfifo("script.py")
    writing = threading.Thread(target=(folder / "script.py").write_text, args=["print('here')"])
    writing.start()
    assert run(["watch", "--report", "script.py"]) == 0
    writing.join()
    assert capfd.readouterr().out == "here\n"


def test_where_no_output_can_be_kept_it_says_so_and_runs_nothing(
    capfd: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_directory().parent.parent.mkdir(parents=True)
    run_directory().parent.touch()
    monkeypatch.setattr(watch, "has_screen", lambda: True)
    assert watched("print('never')") == 2
    error = capfd.readouterr().err
    assert error.startswith("microtui: script.py cannot be started: Not a directory (")
    assert error.count("\n") == 1
