"""How a run goes on: by which units, and where it stops."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

Unit = Literal["phase", "batch", "epoch"]


@dataclass(frozen=True)
class Divergence:
    """The update at which a number stopped being finite; `epoch` and `batch` count from 0."""

    epoch: int
    batch: int
    what: str
    """What is not finite, such as "the loss is inf"."""


class Run(Protocol):
    """What goes on by phases, batches and epochs: a training, or a recording of one."""

    @property
    def epoch(self) -> int:
        """How many are finished."""

    @property
    def divergence(self) -> Divergence | None: ...

    def run_phase(self) -> None:
        """Run the phase that comes next."""

    def run_batch(self) -> None:
        """Go on to the end of the update under way, or to the phase at which it diverges."""


def steps(run: Run, unit: Unit) -> Iterator[None]:
    """Go on by one phase, or batch by batch to the end of a unit; yields after each of them."""
    match unit:
        case "phase":
            run.run_phase()
            yield
        case "batch":
            run.run_batch()
            yield
        case "epoch":
            yield from rest_of_epoch(run, run.run_batch)


def rest_of_epoch(run: Run, run_batch: Callable[[], None]) -> Iterator[None]:
    """Run batches to the end of the epoch under way, or to divergence; yields after each."""
    epoch = run.epoch
    while True:
        run_batch()
        yield
        if run.epoch != epoch or run.divergence is not None:
            return
