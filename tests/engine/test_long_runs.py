"""A run takes no more memory however long it goes on, its loss curve included."""

from __future__ import annotations

import tracemalloc

from engine.run.configuration import Configuration
from engine.training import Training


def run_epochs(training: Training, epochs: int) -> None:
    for _ in range(epochs):
        training.run_epoch()


def test_memory_stays_the_same_over_thousands_of_epochs() -> None:
    """Of the matrix form; the history is full of merged buckets by the time of the first look."""
    training = Training(Configuration(samples=20, hidden=(3,), batch_size=3, learning_rate=0.01))
    tracemalloc.start()
    try:
        run_epochs(training, 1024)
        before, _ = tracemalloc.get_traced_memory()
        run_epochs(training, 1024)
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert training.updates == 2048 * 4
    assert after - before < 4096


def test_the_curve_of_a_long_run_keeps_to_its_buckets_and_covers_all_epochs() -> None:
    training = Training(Configuration(samples=4, hidden=(), batch_size=None))
    run_epochs(training, 3000)
    curve = training.train_history.curve()
    assert curve.last_epoch == 3000
    assert len(curve.epochs) == len(curve.low) == len(curve.high) <= training.train_history.capacity
    assert curve.epochs[-1] + training.train_history.width > curve.last_epoch
