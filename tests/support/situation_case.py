"""A run that comes into a situation there are words for, and numbers that are then in these words.

All settings are written down, so that other defaults make no difference.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from flowers_and_houses import flowers, houses
from witness import Way, Witness

from engine.run.configuration import Configuration
from microtui.words.number_text import short

Numbers = Callable[[Witness], list[str]]

# fmt: off
MOONS = Configuration(
    dataset="moons", samples=200, noise=10.0, train_share=0.5, features=("x", "y"),
    hidden=(16, 16), activation="tanh", loss="mse", optimizer="sgd", learning_rate=0.2,
    batch_size=20, l1=0.0, l2=0.0, seed=1337, engine="matrix", initialization="glorot",
)
# fmt: on
LECTURE = replace(
    MOONS, dataset="lecture", hidden=(4, 4), loss="sse", learning_rate=0.1, batch_size=None
)
PLANE = replace(MOONS, dataset="plane", activation="linear")
SCALAR = replace(MOONS, engine="scalar", samples=40, hidden=(4, 3), batch_size=10)
NOISY = replace(
    MOONS,
    dataset="circles",
    samples=60,
    noise=30.0,
    loss="bce",
    batch_size=10,
    learning_rate=0.1,
    optimizer="adam",
)
THREE_CLASSES = replace(MOONS, table=flowers(), loss="cross-entropy", hidden=(8,), batch_size=10)
TWO_TARGETS = replace(MOONS, table=houses(), hidden=(8,), batch_size=10, learning_rate=0.1)
FEW = replace(MOONS, samples=60, hidden=(8,), batch_size=10)


@dataclass(frozen=True)
class Case:
    """A run that comes into a situation, and numbers that are then said of it."""

    situation: str
    configuration: Configuration
    way: tuple[Way, ...]
    numbers: Numbers = lambda run: []
    about: str = ""

    def __str__(self) -> str:
        return f"{self.situation} {self.about}".strip()


def loss_now(run: Witness) -> list[str]:
    return [short(run.now)]


def loss_then_and_now(run: Witness) -> list[str]:
    return [short(run.at_changes[0]), short(run.now)]


def loss_before_and_now(run: Witness) -> list[str]:
    return [short(run.losses[0]), short(run.now)]


def accuracy(run: Witness) -> str:
    """By the largest score of each training sample, of several classes."""
    training = run.recording.training
    scores = training.model.predict(training.data.inputs)[:, : training.data.train_count]
    rows = zip(scores.T.tolist(), training.data.targets.tolist(), strict=False)
    right = [target[score.index(max(score))] == 1.0 for score, target in rows]
    return f"train accuracy {sum(right) / len(right):.0%}"
