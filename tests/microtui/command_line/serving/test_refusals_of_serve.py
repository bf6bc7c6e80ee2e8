"""A mistake behind `microtui serve` is one sentence and status 2, before anything listens."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from serve_stand_in import ServeStandIn

from microtui.command_line.cli import run
from microtui.settings.settings_file import settings_path

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> ServeStandIn:
    return ServeStandIn(monkeypatch)


def refusal(server: ServeStandIn, capsys: Capture, *arguments: str) -> str:
    """What is said on stderr; nothing is said on stdout, and nobody is served."""
    assert run(["serve", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("microtui: ")
    assert printed.err.count("\n") == 1
    assert server.options is None
    return printed.err.removeprefix("microtui: ").rstrip()


# -- what is told to the server --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--idle", "30"], "--idle needs a time with its unit, such as 90s, 30m or 2h, got '30'"),
        (["--idle", "0s"], "--idle must be from 1s to 168h, got '0s'"),
        (["--sessions", "0"], "0 is not in the range 1<=x<=1000"),
        (["--sessions", "1001"], "1001 is not in the range 1<=x<=1000"),
        (["--port", "65536"], "65536 is not in the range 0<=x<=65535"),
        (["--port", "http"], "'http' is not a valid integer range"),
        (["--public-url", "example.org"], "--public-url needs a whole address, such as https://"),
        (["--public-url", "https://example.org/?a"], "--public-url ends with its path"),
        (["--host"], "Option '--host' requires an argument"),
    ],
)
def test_what_the_server_cannot_be_told(
    server: ServeStandIn, capsys: Capture, arguments: list[str], said: str
) -> None:
    assert said in refusal(server, capsys, *arguments)


# -- the run, checked by what checks it in the program ---------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--lr", "-0.1"], "learning rate must be"),
        (["--preset", "lectrue"], "preset must be one of"),
        (["--dataset", "mons"], "dataset must be one of"),
        (["--at", "5:lr=fast"], "learning rate must be a number"),
        (["--hidden", "16,16", "--parameters", "/nowhere.json"], "/nowhere.json cannot be read"),
        (["--data", "nowhere.csv"], "nowhere.csv cannot be read: No such file or directory"),
        (["--data", "/"], "/ is a directory: a file with commas is needed"),
        (["--target", "kind"], "--target is about the columns of your own file"),
        (["--until-accuracy", "2"], "accuracy"),
        (["--theme", "norde"], "theme must be one of"),
        (["--resume", "last"], "there is no saved run in"),
        (["--fps", "0"], "fps must be"),
        (["--epochs", "0"], "0 is not in the range x>=1"),
    ],
)
def test_a_run_that_cannot_be_is_told_here_and_not_to_forty_visitors(
    server: ServeStandIn, capsys: Capture, arguments: list[str], said: str
) -> None:
    assert said in refusal(server, capsys, *arguments)


def test_a_settings_file_with_a_mistake_is_told_of_here(
    server: ServeStandIn, capsys: Capture
) -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text('[keys]\n"training.paly" = "x"\n')
    assert "training.paly" in refusal(server, capsys)
    settings_path().write_text("lr = -1\n")
    assert str(settings_path()) in refusal(server, capsys)


@pytest.mark.parametrize("option", ["--data", "--parameters"])
def test_standard_input_would_be_read_by_each_visitor(
    server: ServeStandIn, capsys: Capture, option: str
) -> None:
    assert refusal(server, capsys, option, "-") == (
        f"{option} - can be read only once, and each visitor's run reads it: name a file"
    )


def test_a_pipe_can_be_read_only_once(
    server: ServeStandIn, capsys: Capture, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    for option in ("--data", "--parameters"):
        assert refusal(server, capsys, option, f"{tmp_path}/pipe") == (
            f"{option} {tmp_path}/pipe can be read only once, and each visitor's run reads it: "
            "name a file"
        )


def test_a_visitor_who_comes_again_needs_what_was_saved(
    server: ServeStandIn, capsys: Capture
) -> None:
    said = "--no-save does not go with serve: who comes again goes on with what was saved"
    assert refusal(server, capsys, "--no-save") == said
    assert refusal(server, capsys, "--lesson", "9", "--no-save") == said


# -- a lesson --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("option", "flag"),
    [
        *((["--dataset", "xor"], "--dataset"), (["--play"], "--play")),
        *((["--epochs", "3"], "--epochs"), (["--no-zero-grad"], "--zero-grad")),
        *((["--resume", "last"], "--resume"), (["--preset", "xor"], "--preset")),
    ],
)
def test_a_lesson_has_runs_of_its_own(
    server: ServeStandIn, capsys: Capture, option: list[str], flag: str
) -> None:
    assert refusal(server, capsys, "--lesson", "9", *option) == (
        f"--lesson brings a run of its own to each of its steps: leave out {flag}, or --lesson"
    )


@pytest.mark.parametrize(
    ("lesson", "said"),
    [
        ("99", "there is no lesson '99'; microtui learn --list lists all"),
        ("forgoten-zero-grad", "did you mean forgotten-zero-grad?"),
        ("nowhere.md", "nowhere.md"),
    ],
)
def test_a_lesson_that_there_is_not_is_told_of(
    server: ServeStandIn, capsys: Capture, lesson: str, said: str
) -> None:
    assert said in refusal(server, capsys, "--lesson", lesson)


def test_a_lesson_whose_stage_cannot_be_set_is_told_of(
    server: ServeStandIn, capsys: Capture, tmp_path: Path
) -> None:
    lesson = tmp_path / "mine.md"
    lesson.write_text(
        "---\ntitle: Mine\nminutes: 1\nlanguage: en\n---\n\n## A step\n\n"
        "```run\n--data nowhere.csv\n```\n\nLook.\n"
    )
    assert "nowhere.csv" in refusal(server, capsys, "--lesson", str(lesson))


# -- what it needs ---------------------------------------------------------------------------------


def test_without_the_extra_one_sentence_says_what_to_install(
    server: ServeStandIn, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "aiohttp", None)
    assert refusal(server, capsys) == "serve needs aiohttp: pip install 'microtui[serve]'"


def test_a_system_without_forks_is_told_so(
    server: ServeStandIn, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "fork")
    monkeypatch.setattr(sys, "platform", "win32")
    assert refusal(server, capsys) == "serve needs Linux or macOS, and this is win32"


# -- a warning, and what is mistyped ---------------------------------------------------------------


@pytest.mark.parametrize(
    "where",
    [
        *(["--host", "0.0.0.0"], ["--host", "::"], ["--host", "lab.example.org"]),
        ["--public-url", "https://example.org"],
    ],
)
def test_no_token_where_others_can_come_is_warned_of_in_a_line(
    server: ServeStandIn, capsys: Capture, where: list[str]
) -> None:
    assert run(["serve", "--no-token", *where]) == 130
    assert not server.asked.needs_token
    assert capsys.readouterr().err == (
        "microtui: without a token everybody who finds the address has a run.\n"
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_no_token_on_this_machine_only_needs_no_warning(
    server: ServeStandIn, capsys: Capture, host: str
) -> None:
    assert run(["serve", "--no-token", "--host", host]) == 130
    assert capsys.readouterr().err == ""


def test_a_token_needs_no_warning_anywhere(server: ServeStandIn, capsys: Capture) -> None:
    assert run(["serve", "--host", "0.0.0.0"]) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("mistyped", "meant"),
    [("--sesions", "--sessions"), ("--publik-url", "--public-url"), ("--learning-rate", "--lr")],
)
def test_a_mistyped_option_is_told_what_is_near(
    server: ServeStandIn, capsys: Capture, mistyped: str, meant: str
) -> None:
    assert refusal(server, capsys, mistyped, "3") == (
        f"there is no option '{mistyped}'; did you mean {meant}?"
    )


def test_options_of_a_run_stand_behind_the_command(capsys: Capture, server: ServeStandIn) -> None:
    assert run(["--lr", "0.1", "serve"]) == 2
    assert "options stand behind the command: microtui serve --lr" in capsys.readouterr().err
