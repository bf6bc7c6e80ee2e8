"""A few small pictures of three kinds: a bar that stands, a bar that lies, and a frame."""

from __future__ import annotations

import numpy as np
import pytest

from engine.arrays import Array
from engine.data.datasets import DATASETS, Dataset
from engine.data.suggestion import NEUTRAL

ROWS, COLUMNS = 4, 3

STANDS = ((0, 9, 0), (0, 9, 0), (0, 9, 0), (0, 9, 0))
LIES = ((0, 0, 0), (9, 9, 9), (0, 0, 0), (0, 0, 0))
FRAME = ((9, 9, 9), (9, 0, 9), (9, 0, 9), (9, 9, 9))


def stamps(samples: int, noise: float, random: np.random.Generator) -> tuple[Array, Array]:
    """24 of them, the kinds in turn, some pixels somewhat fainter than others."""
    truth = np.arange(24) % 3
    pixels = np.array([STANDS, LIES, FRAME], np.float64).reshape(3, -1)[truth]
    faded = np.random.default_rng(5).uniform(0.6, 1.0, size=pixels.shape)
    return pixels * faded, np.eye(3)[truth]


STAMPS = Dataset(
    name="stamps",
    description="Pictures of three kinds.",
    source="made up",
    task="classification",
    generate=stamps,
    suggestion=NEUTRAL,
    input_names=tuple(f"p{row}{column}" for row in range(ROWS) for column in range(COLUMNS)),
    fixed=True,
    count=24,
    classes=("stands", "lies", "frame"),
    picture=(ROWS, COLUMNS),
)


def offer_stamps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a configuration find them by their name, `stamps`."""
    monkeypatch.setitem(DATASETS, "stamps", STAMPS)
