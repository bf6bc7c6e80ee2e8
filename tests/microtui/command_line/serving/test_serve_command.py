"""`microtui serve`: what each visitor's program is started with, and what is told to the server."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from serve_stand_in import ADDRESS, ServeStandIn

from microtui.command_line.cli import run
from microtui.settings.settings_file import settings_path

LESSONS = files("microtui") / "lessons"

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> ServeStandIn:
    return ServeStandIn(monkeypatch)


def served(server: ServeStandIn, *arguments: str) -> tuple[str, ...]:
    """What stands behind `microtui` for who comes for the first time."""
    assert run(["serve", *arguments]) == server.status
    return server.asked.first_arguments


def trained(capsys: Capture, arguments: tuple[str, ...]) -> dict[str, Any]:
    """What the run of these arguments is: those of a run go with every command."""
    capsys.readouterr()
    assert run(["train", *arguments, "--epochs", "1", "--json", "--no-save"]) == 0
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


# -- what the server is told -----------------------------------------------------------------------


def test_nothing_typed_is_this_machine_only_with_a_token(
    server: ServeStandIn, own_directories: Path, capsys: Capture
) -> None:
    assert run(["serve"]) == 130
    asked = server.asked
    assert (asked.host, asked.port, asked.sessions) == ("127.0.0.1", 8000, 40)
    assert (asked.idle, asked.public_url, asked.needs_token) == (1800, None, True)
    assert asked.folder == own_directories / "xdg_state_home" / "microtui" / "served"
    assert asked.settings is None
    assert (asked.first_arguments, asked.later_arguments) == ((), ("--resume", "last"))
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == (f"{ADDRESS}\n", "")


def test_all_that_is_typed_for_the_server_reaches_it_and_no_visitor(server: ServeStandIn) -> None:
    words = served(
        server,
        *("--host", "0.0.0.0", "--port", "0", "--sessions", "3", "--idle", "90s"),
        *("--public-url", "https://www.example.org/microtui/"),
    )
    asked = server.asked
    assert (asked.host, asked.port, asked.sessions, asked.idle) == ("0.0.0.0", 0, 3, 90)
    assert asked.public_url == "https://www.example.org/microtui"
    assert words == ()


def test_what_carries_out_a_visitors_line_is_the_command_line_itself(server: ServeStandIn) -> None:
    run(["serve"])
    assert server.entry is run


def test_the_status_is_what_the_server_ends_with(monkeypatch: pytest.MonkeyPatch) -> None:
    ServeStandIn(monkeypatch, status=0)
    assert run(["serve"]) == 0


# -- what each visitor begins with -----------------------------------------------------------------


def test_a_visitor_gets_the_options_of_a_run_as_they_were_typed(server: ServeStandIn) -> None:
    words = served(
        server,
        *("--preset", "lecture", "--lr=0.05", "--no-zero-grad", "--play", "--at", "3:lr=0.1"),
        *("--at", "5/0/2:zero-grad=on", "--epochs", "70", "--until-loss", "0.001", "--fps", "5"),
        *("--ascii", "--no-mouse", "--theme", "nord", "--port", "0"),
    )
    typed = " ".join(words)
    for part in (
        *("--preset lecture", "--lr 0.05", "--no-zero-grad", "--play", "--at 3:lr=0.1"),
        *("--at 5/0/2:zero-grad=on", "--epochs 70", "--until-loss 0.001", "--fps 5", "--ascii"),
        "--no-mouse",
    ):
        assert part in typed
    # The theme stands in the settings that they begin with, and may change.
    assert "--port" not in typed
    assert "--theme" not in typed


def test_who_comes_again_goes_on_and_the_screen_is_as_it_was(server: ServeStandIn) -> None:
    served(
        server,
        *("--preset", "lecture", "--play", "--epochs", "70", "--fps", "5", "--no-ascii"),
        *("--theme", "nord"),
    )
    assert server.asked.later_arguments == (
        *("--resume", "last", "--epochs", "70", "--fps", "5", "--no-ascii"),
    )


def test_a_theme_that_is_typed_is_what_visitors_begin_with_and_may_change(
    server: ServeStandIn,
) -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text('lr = 0.05\ntheme = "dracula"\n')
    served(server, "--theme", "nord")
    settings = server.asked.settings
    assert settings is not None
    assert settings.read_text() == 'lr = 0.05\ntheme = "nord"\n'
    assert settings.stat().st_mode & 0o777 == 0o600
    assert settings_path().read_text() == 'lr = 0.05\ntheme = "dracula"\n'


def test_settings_of_who_serves_are_what_visitors_begin_with(server: ServeStandIn) -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text("lr = 0.05\nfps = 5\n")
    assert served(server) == ()
    assert server.asked.settings == settings_path()


# -- files -----------------------------------------------------------------------------------------


@pytest.fixture
def flowers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of the teacher's, beside which they are."""
    rows = [f"{index},{-index},{'ab'[index % 2]}" for index in range(40)]
    (tmp_path / "flowers.csv").write_text("\n".join(["x,y,kind", *rows]))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("typed", [["--data", "flowers.csv"], ["--data=./flowers.csv"]])
def test_a_file_is_found_from_any_folder_and_shown_by_its_name(
    server: ServeStandIn,
    flowers: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
    typed: list[str],
) -> None:
    words = served(server, *typed)
    monkeypatch.chdir("/")
    assert trained(capsys, words)["config"]["data"] == "flowers.csv"


def test_a_tilde_is_the_home_of_who_serves(
    server: ServeStandIn, flowers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(flowers))
    assert served(server, "--data=~/flowers.csv") == ("--data", str(flowers / "flowers.csv"))


def test_parameters_are_found_from_any_folder(
    server: ServeStandIn, flowers: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    begun = trained(capsys, ())
    (flowers / "begin.json").write_text(json.dumps(begun["parameters"]))
    words = served(server, "--parameters", "begin.json")
    monkeypatch.chdir("/")
    assert trained(capsys, words)["epoch"] == 1


def test_a_visitor_sees_the_name_of_a_file_and_not_where_it_lies(
    server: ServeStandIn, flowers: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    begun = trained(capsys, ())
    (flowers / "begin.json").write_text(json.dumps(begun["parameters"]))
    words = served(server, "--parameters", "begin.json")
    monkeypatch.setenv("MICROTUI_SERVED", "1")
    assert trained(capsys, words)["config"]["parameters"] == "begin.json"


def test_each_visitor_can_begin_with_a_run_that_was_saved(
    server: ServeStandIn, capsys: Capture, monkeypatch: pytest.MonkeyPatch, own_directories: Path
) -> None:
    assert run(["train", "--epochs", "4", "--seed", "9"]) == 0
    words = served(server, "--resume", "last")
    monkeypatch.setenv("XDG_STATE_HOME", str(own_directories / "of_a_visitor"))
    capsys.readouterr()
    assert run(["train", *words, "--epochs", "5", "--json", "--no-save"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["epoch"], result["config"]["seed"]) == (5, 9)


# -- a lesson --------------------------------------------------------------------------------------


def test_each_visitor_begins_in_the_lesson_and_goes_on_where_they_were(
    server: ServeStandIn,
) -> None:
    words = served(server, "--lesson", "9", "--fps", "5", "--theme", "nord")
    assert words == ("learn", "forgotten-zero-grad", "--fps", "5")
    assert server.asked.later_arguments == ("learn", "--fps", "5")


def test_a_lesson_of_ones_own_is_found_from_any_folder(
    server: ServeStandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.md").write_text((LESSONS / "template.md").read_text(encoding="utf-8"))
    monkeypatch.chdir(tmp_path)
    assert served(server, "--lesson", "mine.md") == ("learn", str(tmp_path / "mine.md"))
