"""Help and version, by every name that hands type."""

from __future__ import annotations

import pytest

from microtui import __version__
from microtui.command_line.cli import cli, run
from microtui.settings.settings_file import settings_path

Capture = pytest.CaptureFixture[str]


def printed(capsys: Capture, *arguments: str) -> str:
    assert run(list(arguments)) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("command", [[], *([name] for name in cli.commands)])
def test_help_is_the_same_by_each_of_its_names(capsys: Capture, command: list[str]) -> None:
    whole = printed(capsys, *command, "--help")
    assert whole.startswith(f"Usage: {' '.join(['microtui', *command])} ")
    assert printed(capsys, *command, "-h") == whole
    assert printed(capsys, "help", *command) == whole


def test_the_defaults_of_the_reader_stand_in_the_help_of_a_command_too(capsys: Capture) -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text("seed = 4711")
    whole = printed(capsys, "train", "--help")
    assert "4711" in whole
    assert printed(capsys, "help", "train") == whole


def test_the_version_has_a_short_name(capsys: Capture) -> None:
    assert __version__ in printed(capsys, "-V")


def test_help_is_not_to_be_had_of_what_there_is_not(capsys: Capture) -> None:
    assert run(["help", "trian"]) == 2
    assert capsys.readouterr().err == (
        "microtui: there is no command 'trian'; did you mean train?\n"
    )
