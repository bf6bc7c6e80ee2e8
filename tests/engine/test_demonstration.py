"""What each dataset opens with learns, and shows at any moment what a forgotten zero_grad does."""

from __future__ import annotations

import pytest
from demonstration import SEEDS, demonstration

from engine.data.datasets import DATASETS
from engine.run.configuration import Configuration
from engine.run.suggestions import configured

KNOWN = {
    "moons": 0.95,
    "circles": 0.93,
    "xor": 0.95,
    "gauss": 0.98,
    "spiral": 0.93,
    "three-spirals": 0.93,
    "iris": 0.95,
    "digits": 0.97,
}
"""The accuracy on the training set after a hundred epochs, at least."""


FIRST = ("moons", "spiral")
"""What is opened with, and what is hardest to learn; the others take their time, too."""


@pytest.mark.parametrize(
    "dataset",
    [pytest.param(each, marks=[] if each in FIRST else pytest.mark.thorough) for each in KNOWN],
)
def test_forgetting_zero_grad_shows_at_nine_moments_of_ten(dataset: str) -> None:
    found = demonstration(configured({"dataset": dataset}), SEEDS)
    assert len(found.forgotten) == 10
    assert found.harmed >= 9
    assert found.harmed_soon >= 7
    assert found.zero_gradients == 0
    assert min(found.known) >= KNOWN[dataset]


def test_every_generated_classification_dataset_is_held_to_this() -> None:
    assert set(KNOWN) == {
        each.name for each in DATASETS.values() if each.task == "classification" and not each.fixed
    }


def test_the_hinge_loss_that_was_there_before_would_not_pass() -> None:
    found = demonstration(Configuration(loss="hinge", learning_rate=0.2, l2=0.0), SEEDS)
    assert found.zero_gradients > 1000
    assert found.harmed < 9
