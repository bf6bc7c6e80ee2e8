"""What the output layer applies to its sums: what goes with task and loss, or what was chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from several_outputs import of_classes, of_targets

from engine.errors import ConfigurationError
from engine.run.configuration import Configuration
from engine.run.suggestions import configured, on_data
from engine.training import Training

NUMBERS = Configuration(dataset="plane", loss="mse")
CLASSES = Configuration(loss="mse")
SEVERAL_CLASSES = Configuration(table=of_classes(3), loss="cross-entropy", batch_size=None)


@pytest.mark.parametrize(
    ("configuration", "expected"),
    [
        (NUMBERS, "linear"),
        (CLASSES, "tanh"),
        (replace(CLASSES, loss="hinge"), "linear"),
        (SEVERAL_CLASSES, "linear"),
        (Configuration(table=of_targets(2), loss="sse", batch_size=None), "linear"),
    ],
)
def test_unless_chosen_it_is_what_goes_with_task_and_loss(
    configuration: Configuration, expected: str
) -> None:
    assert configuration.output == "auto"
    assert configuration.output_activation == expected
    assert configuration.activations[-1].name == expected


@pytest.mark.parametrize("table", [None, of_targets(2), of_targets(3)])
@pytest.mark.parametrize("output", ["linear", "tanh", "sigmoid"])
@pytest.mark.parametrize("engine", ["matrix", "scalar"])
def test_numbers_may_be_fitted_by_any(table: Any, output: str, engine: str) -> None:
    training = Training(
        replace(NUMBERS, table=table, output=output, engine=engine, samples=20, batch_size=5)
    )
    training.run_epoch()
    scores = training.model.predict(100.0 * training.data.inputs)
    low, high = {"linear": (-np.inf, np.inf), "tanh": (-1.0, 1.0), "sigmoid": (0.0, 1.0)}[output]
    assert low <= scores.min() < scores.max() <= high
    assert output == "linear" or np.abs(scores).max() <= 1.0


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"loss": "hinge", "output": "tanh"}, "loss hinge takes the score as it is"),
        ({"loss": "bce", "output": "sigmoid"}, "loss bce takes the score as it is"),
        ({"loss": "mse", "output": "sigmoid"}, "two classes are fitted as -1 and 1"),
        (
            {"loss": "cross-entropy", "table": of_classes(3), "batch_size": None, "output": "tanh"},
            "loss cross-entropy takes the score as it is, so choose auto or linear",
        ),
        ({"output": "relu"}, "output layer must be one of auto, linear, tanh, sigmoid"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(settings: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ConfigurationError, match=sentence):
        Configuration(**settings)


@pytest.mark.parametrize("loss", ["hinge", "bce"])
def test_a_score_as_it_is_may_be_asked_for_by_name(loss: str) -> None:
    assert Configuration(loss=loss, output="linear").output_activation == "linear"


def test_chosen_earlier_it_gives_way_to_data_and_loss_that_it_does_not_go_with() -> None:
    fitted = replace(NUMBERS, output="sigmoid")
    assert on_data(fitted, "multi-gauss").output == "sigmoid"
    assert on_data(fitted, "moons").output == "auto"
    assert on_data(fitted, "moons", of_classes(3)).output == "auto"
    assert configured({"loss": "sse"}, vars(fitted)).output == "sigmoid"
    with pytest.raises(ConfigurationError, match="as it is"):
        configured({"dataset": "moons", "loss": "hinge", "output": "sigmoid"})
    with pytest.raises(ConfigurationError, match="loss must be one of"):
        configured({"loss": "no such"}, vars(fitted))
