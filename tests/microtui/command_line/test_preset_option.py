"""`--preset` and what a dataset suggests, as they are typed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from engine.data.datasets import DATASETS
from engine.run.configuration import Configuration
from engine.run.presets import PRESETS
from engine.run.suggestions import configured
from microtui.command_line.cli import run
from microtui.settings.configuration_dict import as_dict
from microtui.settings.settings_file import settings_path

Capture = pytest.CaptureFixture[str]


def config_of(capsys: Capture, *arguments: str) -> dict[str, Any]:
    assert run(["train", "--epochs", "1", "--json", "--no-save", *arguments]) == 0
    config: dict[str, Any] = json.loads(capsys.readouterr().out)["config"]
    return config


def as_printed(configuration: Configuration) -> dict[str, Any]:
    printed: dict[str, Any] = json.loads(json.dumps(as_dict(configuration)))
    return printed


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_the_run_that_it_names(capsys: Capture, name: str) -> None:
    assert config_of(capsys, "--preset", name) == as_printed(PRESETS[name].configuration)


def test_what_is_typed_beside_a_preset_wins(capsys: Capture) -> None:
    config = config_of(capsys, "--preset", "playground", "--lr", "0.3", "--seed", "4")
    playground = as_printed(PRESETS["playground"].configuration)
    assert config == {**playground, "learning_rate": 0.3, "seed": 4}


def test_a_preset_does_not_heed_the_settings_file(capsys: Capture) -> None:
    """The figures of the notebook are those of its own seed."""
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("seed = 7\nl1 = 0.5\n", encoding="utf-8")
    notebook = as_printed(PRESETS["notebook"].configuration)
    assert config_of(capsys, "--preset", "notebook") == notebook


@pytest.mark.parametrize("command", [["train"], ["check"], ["export", "json"], []])
def test_a_preset_that_there_is_not_is_refused_with_those_that_there_are(
    capsys: Capture, command: list[str]
) -> None:
    assert run([*command, "--preset", "micrograd"]) == 2
    assert (
        "preset must be one of lecture, notebook, playground, xor, got 'micrograd'"
        in capsys.readouterr().err
    )


@pytest.mark.parametrize("name", DATASETS)
def test_a_dataset_is_begun_as_it_suggests(capsys: Capture, name: str) -> None:
    assert config_of(capsys, "--dataset", name) == as_printed(configured({"dataset": name}))


def test_what_was_typed_or_stands_in_the_settings_file_stays(capsys: Capture) -> None:
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('hidden = "3"\ndataset = "xor"\n', encoding="utf-8")
    expected = configured({"dataset": "xor", "hidden": (3,), "l2": 0.02})
    assert config_of(capsys, "--l2", "0.02") == as_printed(expected)
    expected = configured({"dataset": "spiral", "hidden": (3,)})
    assert config_of(capsys, "--dataset", "spiral") == as_printed(expected)


def test_config_shows_what_the_dataset_of_the_file_suggests(capsys: Capture) -> None:
    path = settings_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('dataset = "xor"\n', encoding="utf-8")
    assert run(["config"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["loss", configured({"dataset": "xor"}).loss, "by", "default"] in lines
