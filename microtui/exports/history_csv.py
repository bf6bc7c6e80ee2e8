"""The loss curves as a table: one line an epoch, or a few epochs once the run is long."""

from __future__ import annotations

import csv
import io
from itertools import repeat

from engine.replay.recording import Recording
from engine.run.history import Curve

COLUMNS = ("first_epoch", "last_epoch", "train_low", "train_high", "test_low", "test_high")


def history_csv(recording: Recording) -> str:
    """A line a bucket of the history, with the extremes of the epochs in it.

    Numbers read back bit for bit; the test columns are empty where there is no test set.
    """
    training = recording.training
    train, test = training.train_history.curve(), training.test_history.curve()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    first = train.epochs.astype(int).tolist()
    last = [*(epoch - 1 for epoch in first[1:]), train.last_epoch]
    columns = [first, last, train.low.tolist(), train.high.tolist(), *test_columns(test)]
    writer.writerows(zip(*columns, strict=False))
    return text.getvalue()


def test_columns(test: Curve) -> list[object]:
    if len(test.low) == 0:
        return [repeat(""), repeat("")]
    return [test.low.tolist(), test.high.tolist()]
