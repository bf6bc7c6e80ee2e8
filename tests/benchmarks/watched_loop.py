"""A training loop alone and looked on at, in turn: how many times as long it takes.

    PYTHONPATH=.:tests/benchmarks python tests/benchmarks/watched_loop.py

Ten times a second a reading is made, as for the screen. Time is that of the processor, so that
whatever else the machine does counts as little as can be. About two minutes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

import torch
from torch import nn

from microtui.watch.probe.probe import Probe

READING_EVERY = 0.1


@dataclass(frozen=True)
class Case:
    """A loop, and how much of it is timed."""

    name: str
    layers: tuple[int, ...]
    batch: int
    clears: bool
    first: int
    """Updates before any is timed: all are measured then."""
    updates: int
    """To a round."""
    rounds: int


CASES = [
    Case("2-16-16-1", (2, 16, 16, 1), 32, True, 40, 1500, 9),
    Case("2-16-16-1 without zero_grad", (2, 16, 16, 1), 32, False, 40, 1500, 9),
    Case("10 million parameters", (1800, 1800, 1800, 1800), 48, True, 25, 60, 5),
    Case("10 million without zero_grad", (1800, 1800, 1800, 1800), 48, False, 25, 60, 5),
]


def updating(case: Case) -> Callable[[], None]:
    """A call is an update of a model of its own."""
    torch.manual_seed(0)
    layers: list[Any] = []
    for nin, nout in zip(case.layers, case.layers[1:], strict=False):
        layers += [nn.Linear(nin, nout), nn.Tanh()]
    model = nn.Sequential(*layers[:-1])
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-6)
    x = torch.randn(case.batch, case.layers[0])

    def update() -> None:
        if case.clears:
            optimizer.zero_grad()
        loss = (model(x) ** 2).mean()
        loss.backward()
        optimizer.step()

    return update


def seconds(case: Case, is_watched: bool) -> float:
    """That an update takes."""
    last = 0.0

    def reached(stop: object) -> None:
        nonlocal last
        now = time.perf_counter()
        if now - last > READING_EVERY:
            probe.reading(None)
            last = now

    probe = Probe(reached, ".")
    if is_watched:
        probe.install()
    try:
        update = updating(case)
        for _ in range(case.first):
            update()
        start = time.process_time()
        for _ in range(case.updates):
            update()
        return (time.process_time() - start) / case.updates
    finally:
        probe.remove()


def main() -> None:
    torch.set_num_threads(1)
    for case in CASES:
        pairs = []
        for index in range(case.rounds):
            order = (False, True) if index % 2 else (True, False)
            times = {is_watched: seconds(case, is_watched) for is_watched in order}
            pairs.append((times[False], times[True]))
        alone, watched = (median(each) for each in zip(*pairs, strict=True))
        ratios = sorted(theirs / ours for ours, theirs in pairs)
        print(
            f"{case.name:30} alone {1e3 * alone:8.3f} ms, watched {1e3 * watched:8.3f} ms:"
            f" {median(ratios):.3f} times as long ({ratios[1]:.3f} to {ratios[-2]:.3f})",
            flush=True,
        )


if __name__ == "__main__":
    main()
