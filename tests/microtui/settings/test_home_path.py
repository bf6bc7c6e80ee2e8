"""`~` in a path that no shell has seen, in every option and dialog that names a file."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from application import running
from textual.widgets import Input

from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from microtui.command_line.cli import run
from microtui.exports.command_line import command_line
from microtui.settings.parameters_file import read_parameters

Capture = pytest.CaptureFixture[str]

TABLE = "a,b,c\n1,2,0\n2,1,1\n3,5,0\n4,4,1\n5,6,0\n6,1,1\n"
TINY = ("--hidden=2", "--samples=8", "--epochs=1")


@pytest.fixture
def home(
    tmp_path: Path, own_directories: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> Path:
    """A home with a table, parameters and a saved run in it."""
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "x.csv").write_text(TABLE)
    assert run(["train", *TINY, "--json"]) == 0
    (tmp_path / "p.json").write_text(capsys.readouterr().out)
    saved = next(own_directories.rglob("*.run"))
    saved.rename(tmp_path / "mine.run")
    return tmp_path


def test_a_file_in_the_home_is_found_behind_an_equals_sign(home: Path) -> None:
    assert run(["train", "--data=~/x.csv", "--hidden=2", "--epochs=1"]) == 0
    assert run(["train", "--parameters=~/p.json", *TINY]) == 0
    assert run(["train", "--resume=~/mine.run", "--epochs=2"]) == 0
    assert run(["export", "csv", *TINY, "--output=~/run.csv"]) == 0
    assert (home / "run.csv").read_text().startswith("first_epoch")


def test_the_line_of_a_run_names_it_so_that_it_is_found_again(home: Path) -> None:
    begun = Configuration(hidden=(2,), parameters=read_parameters("~/p.json"))
    words = shlex.split(command_line(Recording.begin(begun).saved().changes))
    assert words[words.index("--parameters") + 1] == "~/p.json"
    assert run(["train", "--epochs", "1", *words[1:]]) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["train", "--data=~nosuchuser/x"],
        ["train", "--parameters=~nosuchuser/x"],
        ["train", "--resume=~nosuchuser/x"],
        ["export", "csv", "--output=~nosuchuser/x"],
    ],
)
def test_a_home_that_there_is_not_gets_a_sentence(arguments: list[str], capsys: Capture) -> None:
    assert run(arguments) == 2
    assert capsys.readouterr().err == (
        "microtui: ~nosuchuser/x names no file: there is no home that ~nosuchuser stands for\n"
    )


async def test_the_dialog_that_asks_for_a_file_says_it_and_asks_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    async with running(notifications=True) as app:
        await app.pilot.press("x", "down", "enter")
        field = app.pilot.app.screen.query_one(Input)
        field.value = "~nosuchuser/x"
        await app.pilot.press("enter")
        assert "there is no home that ~nosuchuser stands for" in app.text
        field.value = "~/x"
        await app.pilot.press("enter")
        await app.until_shown("Written to")
    assert (tmp_path / "x").exists()
