"""How much of the samples is trained on; with all of them there is no test set."""

from __future__ import annotations

import numpy as np
import pytest

from engine.run.configuration import Configuration
from engine.training import Training


@pytest.mark.parametrize("samples", [4, 5, 100, 10_000])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999, 1.0])
def test_only_all_of_them_are_all_of_them(samples: int, share: float) -> None:
    configuration = Configuration(samples=samples, train_share=share, batch_size=None)
    assert 1 <= configuration.train_count <= samples
    assert configuration.has_test_set == (share < 1.0)
    assert (configuration.train_count < samples) == configuration.has_test_set


@pytest.mark.parametrize("engine", ["matrix", "scalar"])
def test_the_four_points_of_xor_can_be_trained_whole(engine: str) -> None:
    training = Training(
        Configuration(
            dataset="xor", samples=4, noise=0.0, train_share=1.0, batch_size=None, engine=engine
        )
    )
    for _ in range(100):
        training.run_epoch()
    train, test = training.evaluate()
    assert test is None
    assert train.accuracy == 1.0
    assert training.test_history.length == 0
    assert len(training.batches[0][1]) == 4


def test_the_training_set_is_all_samples_in_the_same_order() -> None:
    half, whole = (Training(Configuration(train_share=share)) for share in (0.5, 1.0))
    np.testing.assert_array_equal(half.data.points, whole.data.points)
    assert whole.data.train_count == 200
