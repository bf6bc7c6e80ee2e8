"""What visitors' programs know of the one who serves: next to nothing."""

from __future__ import annotations

from pathlib import Path

from microtui.serving.process.environment import program_environment, visitor_environment


def test_keys_and_places_of_the_one_who_serves_are_not_passed_on() -> None:
    theirs = {
        "AWS_SECRET_ACCESS_KEY": "s3cret",
        "SSH_AUTH_SOCK": "/tmp/agent",
        "HOME": "/home/teacher",
        "XDG_STATE_HOME": "/home/teacher/state",
        "PATH": "/usr/bin",
        "LANG": "de_DE.UTF-8",
        "LC_TIME": "de_DE.UTF-8",
    }
    passed = program_environment(theirs, [])
    assert {"PATH", "LANG", "LC_TIME"} <= set(passed)
    assert not {"AWS_SECRET_ACCESS_KEY", "SSH_AUTH_SOCK", "HOME", "XDG_STATE_HOME"} & set(passed)


def test_the_terminal_is_that_of_the_page_whatever_the_server_runs_in() -> None:
    theirs = {"TERM": "dumb", "NO_COLOR": "1", "TMUX": "1", "TEXTUAL_DEBUG": "1", "COLUMNS": "20"}
    passed = program_environment(theirs, [])
    assert passed["TERM"] == "xterm-256color"
    assert passed["COLORTERM"] == passed["TEXTUAL_COLOR_SYSTEM"] == "truecolor"
    assert not {"NO_COLOR", "TMUX", "TEXTUAL_DEBUG", "COLUMNS"} & set(passed)


def test_modules_are_found_where_the_server_finds_them(tmp_path: Path) -> None:
    passed = program_environment({}, [str(tmp_path), "relative"])
    assert passed["PYTHONPATH"] == f"{tmp_path}:{Path('relative').absolute()}"


def test_all_that_is_kept_lies_in_the_visitors_folder(tmp_path: Path) -> None:
    own = visitor_environment(tmp_path, (120, 40))
    for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        assert Path(own[name]).parent == tmp_path
    assert (own["COLUMNS"], own["LINES"]) == ("120", "40")
