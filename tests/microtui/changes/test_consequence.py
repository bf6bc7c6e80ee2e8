"""What is said of a change before it is made is what then happens."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from flowers_and_houses import flowers, houses
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.data.table import scaled_table
from engine.errors import ConfigurationError
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from engine.run.presets import PRESETS
from engine.run.starting_parameters import StartingParameters
from engine.run.suggestions import configured, on_data
from microtui.changes.alternatives import alternatives
from microtui.changes.consequence import UNCHANGED, consequence, what_follows
from microtui.changes.revisions import with_dataset

SMALL = Configuration(samples=24, hidden=(3,), batch_size=5, loss="mse")
TABLES = [
    None,
    *(
        scaled_table(
            name, ("a", "b"), np.random.default_rng(1).normal(size=(20, 2)), ["yes", "no"] * 10
        )
        for name in ("own.csv", "own.csv", "other.csv")
    ),
    flowers(),
    houses(),
]

CHOICES: dict[str, list[Any]] = {
    "dataset": ["moons", "circles", "plane", "lecture"],
    "samples": [24, 30],
    "noise": [0.0, 10.0],
    "train_share": [0.5, 0.8, 1.0],
    "features": [("x", "y"), ("x2", "y"), ("x", "y", "xy")],
    "hidden": [(), (3,), (2, 2)],
    "activation": ["tanh", "relu"],
    "loss": ["mse", "sse", "hinge", "cross-entropy"],
    "optimizer": ["sgd", "adam"],
    "learning_rate": [0.1, 0.2],
    "batch_size": [None, 5],
    "l1": [0.0, 0.1],
    "l2": [0.0, 0.1],
    "seed": [1, 2],
    "output": ["auto", "linear"],
    "initialization": ["glorot", "uniform"],
    "engine": ["matrix", "scalar"],
    "zero_grad": [True, False],
    "mistakes": [(), ("ascend",), ("equal-start",), ("equal-start", "ascend")],
    "table": TABLES,
    "schedule": ["constant", "linear", "step"],
    "learning_rate_end": [None, 0.01],
    "schedule_epochs": [2, 100],
    "parameters": [None, *(StartingParameters(name, np.ones(13)) for name in ("a", "a", "b"))],
}
"""Of each setting a few; a setting that is missing here fails the test below."""


def assert_what_is_said_happens(old: Configuration, new: Configuration) -> None:
    recording = Recording.begin(old)
    recording.run("epoch")
    recording.run("phase")
    points = recording.training.data.points
    sentence = consequence(old, new)
    recording.configure(new)
    assert ("begins anew" in sentence) == (recording.time == 0)
    assert ("goes on" in sentence) == (recording.time > 0 and new != old)
    if "goes on" in sentence:
        others = not np.array_equal(points, recording.training.data.points)
        assert not others or "on other samples" in sentence


@pytest.mark.parametrize("field", list(CHOICES))
def test_of_each_setting_it_says_what_happens(field: str) -> None:
    choices = [each for each in CHOICES[field] if (field, each) != ("loss", "cross-entropy")]
    for first in choices:
        for second in choices:
            changes = ({field: choice} for choice in (first, second))
            old, new = (configured(change, vars(SMALL)) for change in changes)
            assert_what_is_said_happens(old, new)


def test_no_setting_is_left_out() -> None:
    assert set(CHOICES) == set(Configuration.__dataclass_fields__)


@st.composite
def configurations(draw: st.DrawFn) -> Configuration:
    choices = {field: draw(st.sampled_from(choices)) for field, choices in CHOICES.items()}
    try:
        return Configuration(**choices)
    except ConfigurationError:
        assume(False)
        raise


@settings(max_examples=150, deadline=None)
@given(configurations(), st.data())
def test_of_any_two_configurations_it_says_what_happens(
    old: Configuration, data: st.DataObject
) -> None:
    fields = data.draw(st.sets(st.sampled_from(list(CHOICES)), max_size=3))
    changes = {field: data.draw(st.sampled_from(CHOICES[field])) for field in sorted(fields)}
    try:
        new = replace(old, **changes)
    except ConfigurationError:
        assume(False)
    assert_what_is_said_happens(old, new)


def test_what_the_palette_says_of_a_choice_happens_when_it_is_taken() -> None:
    taken = 0
    for each in alternatives(SMALL):
        with contextlib.suppress(ConfigurationError):
            new = each.command.revision(SMALL)
            assert each.explanation == consequence(SMALL, new) != UNCHANGED
            assert_what_is_said_happens(SMALL, new)
            taken += 1
    assert taken > 20


@pytest.mark.parametrize(
    "change", [{"noise": 30.0}, {"samples": 30}, {"train_share": 0.8}], ids=str
)
def test_examples_that_are_as_they_are_are_not_called_other_samples(
    change: dict[str, Any],
) -> None:
    lecture = Configuration(dataset="lecture")
    assert "other samples" not in consequence(lecture, replace(lecture, **change))


def test_what_a_dataset_brings_along_is_said_with_its_reason() -> None:
    old = Configuration()
    new = with_dataset(old, "xor")
    said = what_follows(old, new)
    assert said is not None
    assert said.startswith("xor suggests ")
    assert "loss bce" in said
    assert said.endswith(f": {new.data.suggestion.reason}.")
    assert "by hand" not in said


def test_what_was_set_by_hand_is_said_to_be_kept() -> None:
    old = Configuration(learning_rate=0.07)
    said = what_follows(old, with_dataset(old, "xor"))
    assert said is not None
    assert said.endswith("Set by hand, so kept: learning rate 0.07.")
    assert said.count("learning rate") == 1


def test_that_a_loss_cannot_be_kept_is_said_as_well() -> None:
    old = Configuration(loss="hinge")
    said = what_follows(old, with_dataset(old, "plane"))
    assert said is not None
    assert "plane has numbers as targets, not classes: the loss is now mse." in said
    assert "by hand" not in said


@pytest.mark.parametrize(
    "old", [Configuration(), Configuration(loss="hinge")], ids=["as is", "set"]
)
def test_that_more_than_two_classes_need_another_loss_is_said(old: Configuration) -> None:
    new = on_data(old, "moons", flowers())
    said = what_follows(old, new)
    assert said is not None
    assert said.startswith("flowers.csv has 3 classes: the loss is now cross-entropy.")
    assert said.count("loss") == 1
    back = what_follows(new, with_dataset(new, "moons"))
    assert back is not None
    assert "moons suggests" in back
    assert "loss mse" in back


def test_the_palette_says_why_a_loss_cannot_be() -> None:
    of_classes = on_data(SMALL, "moons", flowers())
    for configuration, loss, reason in (
        (SMALL, "cross-entropy", "is for more than two classes, but moons has two: choose mse or"),
        (of_classes, "bce", "tells two classes apart, but flowers.csv has 3: choose cross-entropy"),
    ):
        said = {each.title: each.explanation for each in alternatives(configuration)}
        assert said[f"loss: {loss}"].startswith(f"loss {loss} {reason}")


def test_where_the_data_stay_nothing_is_said() -> None:
    assert what_follows(Configuration(), Configuration(learning_rate=0.07, hidden=(3,))) is None


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_says_what_is_to_be_seen_when_it_begins_and_not_again(name: str) -> None:
    preset = PRESETS[name]
    said = what_follows(Configuration(), preset.configuration)
    assert said == f"{name}: {preset.description}. {preset.reason}"
    forgotten = replace(preset.configuration, zero_grad=False)
    assert what_follows(forgotten, preset.configuration) is None


def test_of_columns_no_features_are_said_to_follow() -> None:
    old = configured({"dataset": "spiral"})
    said = what_follows(old, with_dataset(old, "lecture"))
    assert said is not None
    assert "hidden layers 4,4" in said
    assert "features" not in said
    assert said.endswith("All as it was there: ctrl+p, preset: lecture.")
