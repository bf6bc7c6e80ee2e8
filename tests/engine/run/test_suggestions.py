"""Settings follow the dataset where nobody has set them, and stay where somebody has."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from engine.data.datasets import DATASETS
from engine.data.table import scaled_table
from engine.errors import ConfigurationError
from engine.run.configuration import Configuration
from engine.run.suggestions import FOLLOWING, configured, on_data, set_by_hand, suggested

NUMBERS = np.random.default_rng(1).normal(size=(12, 2))
OWN = scaled_table("own.csv", ("a", "b"), NUMBERS, ["yes", "no"] * 6)
OWN_NUMBERS = scaled_table("own.csv", ("a", "b"), NUMBERS, NUMBERS.sum(axis=1))


def test_the_defaults_are_what_suits_moons() -> None:
    moons = DATASETS["moons"]
    assert Configuration() == configured({"dataset": "moons"})
    for field, value in moons.suggestion.settings.items():
        assert getattr(Configuration(), field) == value


@pytest.mark.parametrize("name", DATASETS)
def test_each_dataset_is_begun_as_it_suggests_and_says_why(name: str) -> None:
    configuration = configured({"dataset": name})
    suggestion = DATASETS[name].suggestion
    assert set_by_hand(configuration) == ()
    for field, value in suggestion.settings.items():
        assert getattr(configuration, field) == value
    assert suggestion.reason[0].islower()
    assert not suggestion.reason.endswith(".")


def test_settings_follow_from_one_dataset_to_the_next() -> None:
    for first, second in permutations(DATASETS, 2):
        there = on_data(configured({"dataset": first}), second)
        assert there == configured({"dataset": second})


def test_what_was_set_by_hand_stays_on_every_dataset() -> None:
    by_hand = Configuration(learning_rate=0.07, hidden=(5,), seed=3)
    seen = by_hand
    for name in (*DATASETS, "moons"):
        seen = on_data(seen, name)
        assert (seen.learning_rate, seen.hidden, seen.seed) == (0.07, (5,), 3)
        assert {"learning_rate", "hidden"} <= set(set_by_hand(seen))
        assert seen.loss == suggested(DATASETS[name], "loss")
    assert seen == by_hand


def test_what_follows_is_what_some_dataset_suggests() -> None:
    assert "learning_rate" in FOLLOWING
    assert "seed" not in FOLLOWING
    assert "dataset" not in FOLLOWING


def test_a_loss_set_by_hand_gives_way_where_numbers_are_to_be_fitted() -> None:
    hinge = Configuration(loss="hinge")
    assert set_by_hand(hinge) == ("loss",)
    assert on_data(hinge, "circles").loss == "hinge"
    assert on_data(hinge, "plane").loss == "mse"
    with pytest.raises(ConfigurationError, match="needs two classes"):
        configured({"dataset": "plane", "loss": "hinge"})
    assert configured({"dataset": "plane"}, {"loss": "hinge"}).loss == "mse"


def test_few_samples_make_a_suggested_batch_all_of_them_and_that_is_not_by_hand() -> None:
    few = configured({"samples": 10})
    assert few.batch_size is None
    assert set_by_hand(few) == ()
    assert on_data(few, "circles").batch_size is None
    assert on_data(Configuration(samples=10, batch_size=2), "circles").batch_size == 2
    with pytest.raises(ConfigurationError, match="batch size must be at most 5"):
        configured({"samples": 10, "batch_size": 6})


def test_the_reader_s_own_data_get_what_suits_most() -> None:
    for table in (OWN, OWN_NUMBERS):
        own = configured({"table": table})
        assert own == on_data(configured({"dataset": "lecture"}), "moons", table)
        assert (own.loss, own.batch_size) == ("mse", None)
        assert on_data(own, "lecture") == configured({"dataset": "lecture"})


def test_a_name_that_there_is_not_is_refused_as_ever() -> None:
    with pytest.raises(ConfigurationError, match="dataset must be one of moons"):
        configured({"dataset": "moon"})
