"""The output layer as a setting: typed, saved, and left out of what was saved before it came."""

from __future__ import annotations

from dataclasses import replace

from engine.run.configuration import Configuration
from engine.run.outputs import OUTPUT_LAYERS
from microtui.settings.configuration_dict import as_dict, from_dict
from microtui.settings.run_settings import BY_FIELD

NUMBERS = Configuration(dataset="plane", loss="mse")


def test_it_is_typed_and_read_as_any_setting() -> None:
    assert BY_FIELD["output"].choices == OUTPUT_LAYERS
    assert BY_FIELD["output"].read(" tanh ") == "tanh"
    assert BY_FIELD["output"].text(NUMBERS) == "auto"


def test_what_was_saved_before_there_was_a_choice_had_none() -> None:
    values = as_dict(replace(NUMBERS, output="tanh"))
    assert from_dict(values, None, None).output == "tanh"
    del values["output"]
    assert from_dict(values, None, None) == NUMBERS
