"""Runs with nothing wrong in them, which cases are made from.

All are computed with Values and step by plain gradient descent, so that every mistake can be in
each of them, and a step can be held against its gradient. Their scores have no bounds, so that
steps that are too long are seen to be. They are small: their tables can be read.
"""

from __future__ import annotations

from engine.run.configuration import Configuration


def small(
    dataset: str,
    hidden: tuple[int, ...],
    loss: str,
    learning_rate: float,
    *,
    batch_size: int | None = 6,
) -> Configuration:
    return Configuration(
        dataset=dataset,
        samples=30,
        train_share=0.8,
        hidden=hidden,
        loss=loss,
        learning_rate=learning_rate,
        batch_size=batch_size,
        l2=0.0,
        engine="scalar",
    )


RIGHT_RUNS = (
    small("lecture", (4, 4), "bce", 0.2, batch_size=None),
    small("lecture", (4,), "bce", 0.3, batch_size=None),
    small("lecture", (3,), "hinge", 0.1, batch_size=None),
    small("moons", (6,), "bce", 0.3),
    small("moons", (4, 4), "bce", 0.3, batch_size=8),
    small("moons", (5,), "hinge", 0.1),
    small("circles", (6,), "bce", 0.2),
    small("circles", (6,), "hinge", 0.1),
    small("plane", (4,), "mse", 0.02),
    small("plane", (3, 3), "mse", 0.02),
)
