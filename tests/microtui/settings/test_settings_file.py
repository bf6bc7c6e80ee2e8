"""The settings file: what it sets, what the command line overrules, what is wrong with it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.errors import ConfigurationError
from microtui.command_line.cli import cli, run
from microtui.settings.settings_file import (
    default_map,
    read_settings,
    remember_theme,
    settings_path,
)

Capture = pytest.CaptureFixture[str]


def write(text: str) -> Path:
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def config_of(capsys: Capture, *arguments: str) -> dict[str, object]:
    assert run(["train", "--epochs", "1", "--json", "--no-save", *arguments]) == 0
    config: dict[str, object] = json.loads(capsys.readouterr().out)["config"]
    return config


def test_the_file_sets_defaults_and_the_command_line_wins(capsys: Capture) -> None:
    write('lr = 0.05\nhidden = [3, 2]\nloss = "mse"\nbatch-size = "full"\nzero-grad = false\n')
    config = config_of(capsys, "--loss", "bce")
    assert config["learning_rate"] == 0.05
    assert config["hidden"] == [3, 2]
    assert config["loss"] == "bce"
    assert config["batch_size"] is None
    assert config["zero_grad"] is False
    assert config_of(capsys, "--zero-grad")["zero_grad"] is True


def test_config_says_where_it_is_and_what_is_in_force(capsys: Capture) -> None:
    assert run(["config"]) == 0
    assert "settings.toml (not there" in capsys.readouterr().out
    path = write("seed = 7\n")
    assert run(["config"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == str(path)
    assert any(line.split() == ["seed", "7", "from", "this", "file"] for line in lines)
    assert any(line.split() == ["lr", "0.1", "by", "default"] for line in lines)


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("false", False), ('"on"', True), ('"auto"', None)]
)
def test_whether_to_draw_in_ascii_is_a_switch_that_the_command_line_overrules(
    capsys: Capture, text: str, value: bool | None
) -> None:
    defaults = default_map(read_settings(write(f"ascii = {text}\n")))
    assert cli.make_context("microtui", [], default_map=defaults).params["ascii_only"] is value
    typed = cli.make_context("microtui", ["--no-ascii"], default_map=defaults)
    assert typed.params["ascii_only"] is False
    assert run(["config"]) == 0
    assert re.search("^ascii .*from this file$", capsys.readouterr().out, re.MULTILINE)


@pytest.mark.parametrize(("text", "value"), [("false", False), ('"off"', False), ("true", True)])
def test_whether_to_heed_the_mouse_is_a_switch_that_the_command_line_overrules(
    capsys: Capture, text: str, value: bool
) -> None:
    defaults = default_map(read_settings(write(f"mouse = {text}\n")))
    assert cli.make_context("microtui", [], default_map=defaults).params["mouse"] is value
    typed = cli.make_context("microtui", ["--mouse"], default_map=defaults)
    assert typed.params["mouse"] is True
    assert run(["config"]) == 0
    assert re.search("^mouse .*from this file$", capsys.readouterr().out, re.MULTILINE)
    assert config_of(capsys, "--no-mouse") == config_of(capsys)


def test_where_nothing_is_said_of_ascii_it_is_found_out(capsys: Capture) -> None:
    assert cli.make_context("microtui", []).params["ascii_only"] is None
    assert run(["config"]) == 0
    assert re.search("^ascii +auto +by default$", capsys.readouterr().out, re.MULTILINE)
    assert config_of(capsys, "--ascii") == config_of(capsys)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("lr = 'fast'", "settings.toml, lr: learning rate must be a number"),
        ("learning-rate = 1", "there is no setting 'learning-rate'; did you mean lr?"),
        ("batch_size = 1", "there is no setting 'batch_size'; did you mean batch-size?"),
        ("colour = 1", "there is no setting 'colour'; microtui config lists all"),
        ("lr = [[1]]", "settings.toml, lr: a text, a number"),
        ("lr == 1", "is not in TOML"),
        ("hidden = [0]", "settings.toml: a hidden layer must have at least 1 neuron"),
        ("ascii = 1", "settings.toml, ascii: ascii must be on, off or auto, got '1'"),
        ("mouse = 1", "settings.toml, mouse: mouse must be on or off, got '1'"),
        ("fps = 100", "settings.toml, fps: fps must be a whole number from 1 to 60"),
    ],
)
def test_a_mistake_in_it_is_one_sentence(capsys: Capture, text: str, sentence: str) -> None:
    write(text)
    assert run(["train", "--epochs", "1"]) == 2
    error = capsys.readouterr().err
    assert sentence in error
    assert len(error.splitlines()) == 1


def test_config_lists_what_there_is_to_set_where_the_file_has_a_mistake_too(
    capsys: Capture,
) -> None:
    write("colour = 1\n")
    assert run(["config"]) == 2
    output = capsys.readouterr()
    assert "\ntheme " in output.out
    assert "there is no setting 'colour'" in output.err


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda data: data.decode("latin1")))
def test_anything_may_stand_in_it(own_directories: Path, text: str) -> None:
    refusal = None
    try:
        read_settings(write(text.replace("\r", "")))
    except ConfigurationError as error:
        refusal = str(error)
    assert refusal is None or "settings.toml" in refusal


def test_a_theme_is_remembered_and_all_else_left_alone() -> None:
    path = write("# mine\nlr = 0.1  # slow\n")
    remember_theme("nord")
    assert path.read_text() == 'theme = "nord"\n# mine\nlr = 0.1  # slow\n'
    remember_theme("gruvbox")
    assert read_settings(path) == {"theme": "gruvbox", "lr": "0.1"}


def test_an_unknown_theme_is_a_mistake_like_any_other(capsys: Capture) -> None:
    assert run(["--theme", "pink"]) == 2
    assert "theme must be one of" in capsys.readouterr().err
