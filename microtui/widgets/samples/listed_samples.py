"""Where a sample stands in a list, and whether a list is still of the same samples."""

from __future__ import annotations

import numpy as np

from engine.run.configuration import Configuration
from microtui.session.snapshot import Snapshot


def position_in(snapshot: Snapshot | None, sample: int | None) -> int | None:
    """Where the sample stands in the list; None where it does not."""
    if snapshot is None or snapshot.examples is None or sample is None:
        return None
    positions = np.flatnonzero(snapshot.examples.order == sample)
    return int(positions[0]) if len(positions) else None


def are_others(old: Configuration, new: Configuration) -> bool:
    """Whether the samples are not the same ones, number by number."""
    if old is new:
        return False
    of_old, of_new = (
        (each.dataset, each.table, each.samples, each.noise, each.seed, each.train_share)
        for each in (old, new)
    )
    return of_old != of_new
