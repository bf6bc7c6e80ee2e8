"""What a run goes on from under another configuration, and what it begins anew with."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from several_outputs import SEVERAL

from engine.data.table import Table, scaled_table
from engine.errors import ConfigurationError
from engine.replay.reconfiguration import new_start, reconfigured
from engine.replay.recording import Recording
from engine.run.configuration import Configuration
from engine.run.starting_parameters import StartingParameters
from engine.training import Training

SMALL = Configuration(samples=24, hidden=(3,), batch_size=5)

ANEW: list[dict[str, Any]] = [
    {"dataset": "circles"},
    {"hidden": (4,)},
    {"features": ("x", "y", "xy")},
    {"seed": 1},
    {"mistakes": ("equal-start",)},
    {"train_share": 1.0},
    {"parameters": StartingParameters("own.json", np.linspace(-1.0, 1.0, 13))},
]
ON: list[dict[str, Any]] = [
    {"samples": 40},
    {"noise": 30.0},
    {"train_share": 0.7},
    {"features": ("x2", "y2")},
    {"activation": "relu"},
    {"loss": "mse"},
    {"optimizer": "adam"},
    {"batch_size": None},
    {"l1": 0.1, "l2": 0.1},
    {"engine": "scalar"},
    {"mistakes": ("ascend",)},
    {"learning_rate": 0.01},
    {"zero_grad": False},
    {"schedule": "step"},
]


def own_data() -> Table:
    points = np.random.default_rng(1).normal(size=(20, 2))
    return scaled_table("own.csv", ("a", "b"), points, ["yes", "no"] * 10)


def after_an_epoch() -> Recording:
    recording = Recording.begin(SMALL)
    recording.run("epoch")
    return recording


@pytest.mark.parametrize("change", ANEW, ids=str)
def test_another_beginning_is_a_run_from_epoch_0_with_fresh_parameters(
    change: dict[str, Any],
) -> None:
    recording, configuration = after_an_epoch(), replace(SMALL, **change)
    recording.configure(configuration)
    fresh = Training(configuration)
    np.testing.assert_array_equal(recording.training.model.parameters, fresh.model.parameters)
    assert (recording.time, recording.last_epoch) == (0, 0)
    assert recording.training.train_history.high == fresh.train_history.high
    changed = reconfigured(after_an_epoch().training, configuration)
    np.testing.assert_array_equal(changed.model.parameters, fresh.model.parameters)
    assert changed.epoch == 0


@pytest.mark.parametrize("change", ON, ids=str)
def test_whatever_else_changes_parameters_gradients_and_curve_are_kept(
    change: dict[str, Any],
) -> None:
    recording = after_an_epoch()
    before, losses = recording.training.state(), list(recording.training.train_history.high)
    recording.configure(replace(SMALL, **change))
    np.testing.assert_array_equal(recording.training.model.parameters, before.parameters)
    np.testing.assert_array_equal(recording.training.model.gradients, before.gradients)
    assert recording.training.train_history.high == losses
    assert recording.training.epoch == 1


def test_other_samples_of_the_dataset_are_trained_on_from_there() -> None:
    recording = after_an_epoch()
    recording.configure(replace(SMALL, noise=30.0))
    expected = Training(replace(SMALL, noise=30.0)).data.points
    np.testing.assert_array_equal(recording.training.data.points, expected)


def test_own_data_read_twice_are_the_same_data() -> None:
    first, again = (replace(SMALL, table=own_data()) for _ in range(2))
    assert new_start(first, again) is None
    assert new_start(SMALL, first) == "dataset"
    assert new_start(first, SMALL) == "dataset"


# -- several outputs -----------------------------------------------------------------------------

OTHER_OUTPUTS: dict[str, dict[str, Any]] = {"one output": {"table": None, "loss": "mse"}, **SEVERAL}


@pytest.mark.parametrize("before", OTHER_OUTPUTS)
@pytest.mark.parametrize("after", OTHER_OUTPUTS)
def test_from_one_output_to_several_and_back_a_run_begins_anew_with_parameters_of_its_own(
    before: str, after: str
) -> None:
    """Also where as many outputs stand for something else: three classes, three numbers."""
    old, new = (replace(SMALL, **OTHER_OUTPUTS[name]) for name in (before, after))
    recording = Recording.begin(old)
    recording.run("epoch")
    recording.configure(new)
    assert new_start(old, new) == (None if before == after else "dataset")
    if before == after:
        assert recording.training.epoch == 1
        return
    fresh = Training(new)
    np.testing.assert_array_equal(recording.training.model.parameters, fresh.model.parameters)
    assert recording.training.model.parameters.size == new.parameter_count
    assert (recording.time, recording.training.train_history.length) == (0, 1)
    recording.run("epoch")
    assert recording.divergence is None


@pytest.mark.parametrize("aim", SEVERAL.values(), ids=SEVERAL)
def test_the_reader_s_own_parameters_are_left_behind_by_a_network_with_more_outputs(
    aim: dict[str, Any],
) -> None:
    own = StartingParameters("own.json", np.linspace(-1.0, 1.0, SMALL.parameter_count))
    with_own = replace(SMALL, parameters=own)
    assert with_own.parameters is own
    other = replace(with_own, **aim)
    assert other.parameters is None
    assert other.parameter_count > SMALL.parameter_count


@pytest.mark.parametrize("aim", SEVERAL.values(), ids=SEVERAL)
@pytest.mark.parametrize(
    "change",
    [
        *({"optimizer": "adam"}, {"engine": "scalar"}, {"batch_size": None}, {"l1": 0.1}),
        *({"zero_grad": False}, {"learning_rate": 0.3}, {"activation": "relu"}),
    ],
    ids=str,
)
def test_with_several_outputs_a_run_goes_on_through_changes_and_back_over_them(
    aim: dict[str, Any], change: dict[str, Any]
) -> None:
    start = replace(SMALL, **aim)
    recording = Recording.begin(start)
    recording.run("epoch")
    before = recording.training.state()
    recording.configure(replace(start, **change))
    np.testing.assert_array_equal(recording.training.model.parameters, before.parameters)
    recording.run("epoch")
    end, there = recording.time, recording.training.state()
    recording.go_to(0)
    first = Training(start)
    np.testing.assert_array_equal(recording.training.model.parameters, first.model.parameters)
    recording.go_to(end)
    for name in ("parameters", "gradients", "slots", "added"):
        np.testing.assert_array_equal(
            getattr(recording.training.state(), name), getattr(there, name)
        )


@pytest.mark.parametrize("aim", SEVERAL.values(), ids=SEVERAL)
def test_an_output_layer_is_changed_on_the_way_where_numbers_are_fitted(
    aim: dict[str, Any],
) -> None:
    start = replace(SMALL, **aim)
    if start.task == "classification":
        with pytest.raises(ConfigurationError, match="takes the score as it is"):
            replace(start, output="tanh")
        return
    recording = Recording.begin(start)
    recording.run("epoch")
    kept = recording.training.model.parameters.copy()
    recording.configure(replace(start, output="tanh"))
    np.testing.assert_array_equal(recording.training.model.parameters, kept)
    assert np.abs(recording.training.model.predict(recording.training.data.inputs)).max() < 1.0
