"""Which settings show best what a forgotten `zero_grad` does: a grid on one dataset.

    PYTHONPATH=.:tests/support python tests/benchmarks/demonstration_search.py moons

Prints the best of the grid with the two seeds that the tests use, then what the dataset suggests
now, and what all of them had before, with five seeds more. About three minutes on two idle cores.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from multiprocessing import Pool
from typing import Any

from demonstration import MORE_SEEDS, SEEDS, Demonstration, demonstration

from engine.data.datasets import DATASETS
from engine.run.suggestions import FOLLOWING, configured, suggested

GRID: dict[str, Sequence[Any]] = {
    "loss": ("mse", "bce"),
    "learning_rate": (0.05, 0.1, 0.2, 0.5),
    "l2": (0.001, 0.003, 0.01),
    "batch_size": (5, 10, 20),
}
BEFORE = {
    "features": ("x", "y"),
    "loss": "hinge",
    "learning_rate": 0.2,
    "batch_size": 20,
    "l2": 0.0,
    "hidden": (16, 16),
}
SHOWN = 12
PROCESSES = 2


@dataclass(frozen=True)
class Candidate:
    """Settings to try on a dataset, and the seeds to try them with."""

    settings: dict[str, Any]
    seeds: tuple[int, ...]


def measured(candidate: Candidate) -> Demonstration:
    return demonstration(configured(candidate.settings), candidate.seeds)


def grid(dataset: str) -> Iterator[Candidate]:
    """All combinations, and for the rest what the dataset suggests."""
    for values in product(*GRID.values()):
        yield Candidate({"dataset": dataset, **dict(zip(GRID, values, strict=True))}, SEEDS)


def worth(found: Demonstration) -> float:
    """Harm at nine moments in ten and a network that has learned are needed; then, soon and mended
    again."""
    count = len(found.forgotten)
    shown = min(found.harmed / count, 0.9)
    learned = min(*found.known, 0.95)
    return 10.0 * (shown + learned) + (found.harmed_soon + found.recovered) / count


def row(settings: dict[str, Any], found: Demonstration) -> str:
    count = len(found.forgotten)
    told = " ".join(f"{field} {value}" for field, value in settings.items() if field != "dataset")
    return (
        f"{mean(found.known):6.1%} {min(found.known):6.1%} {mean(found.tested):6.1%}"
        f" {found.harmed:3}/{count} {found.harmed_soon:4} {found.recovered:8}"
        f" {found.zero_gradients:6}  {told}"
    )


def mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


def main(dataset: str) -> None:
    every_seed = (*SEEDS, *MORE_SEEDS)
    now = {field: suggested(DATASETS[dataset], field) for field in FOLLOWING}
    with Pool(PROCESSES, initializer=os.nice, initargs=(10,)) as pool:
        candidates = list(grid(dataset))
        results = pool.imap(measured, candidates)
        best = sorted(zip(candidates, results, strict=True), key=lambda pair: -worth(pair[1]))
        print(f"{dataset}: accuracy after 100 epochs (mean, worst, on the test set), harm within")
        print("50 epochs, within 15, mended again, updates with a gradient of exactly zero")
        for candidate, found in best[:SHOWN]:
            print(row(candidate.settings, found))
        for title, settings in (("now", now), ("before", BEFORE)):
            found = measured(Candidate({**settings, "dataset": dataset}, every_seed))
            print(title, row({}, found), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1])
