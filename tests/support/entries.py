"""Every entry of every registry, each in a small run of its own: none is named one by one.

So an entry that is added is exported, checked and drawn by the tests without another line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from several_outputs import with_loss

from engine.data.datasets import DATASETS
from engine.data.features import FEATURES
from engine.formulas.activations import ACTIVATIONS
from engine.formulas.losses import LOSSES
from engine.formulas.optimizers import OPTIMIZERS
from engine.formulas.schedules import SCHEDULES
from engine.mistakes import MISTAKES
from engine.network.initialization import INITIALIZATIONS
from engine.run.configuration import Configuration
from microtui.changes.revisions import with_dataset, with_mistake_switched

SMALL = Configuration(samples=30, hidden=(4, 3), loss="hinge", batch_size=7, learning_rate=0.02)

REGISTRIES: Mapping[str, Mapping[str, Any]] = {
    "dataset": DATASETS,
    "features": FEATURES,
    "activation": ACTIVATIONS,
    "loss": LOSSES,
    "optimizer": OPTIMIZERS,
    "mistakes": MISTAKES,
    "initialization": INITIALIZATIONS,
    "schedule": SCHEDULES,
}
"""By the field of the configuration that names their entries."""

ENTRIES = [(field, name) for field, registry in REGISTRIES.items() for name in registry]


def run_with(field: str, name: str) -> Configuration:
    """A small run that has this entry."""
    if field == "dataset":
        return with_dataset(SMALL, name)
    if field == "mistakes":
        return with_mistake_switched(name)(SMALL)
    if field == "loss":
        return replace(SMALL, **with_loss(name))
    if field == "features":
        return replace(SMALL, features=(name,))
    choice: dict[str, Any] = {field: name}
    return replace(SMALL, **choice)
