"""What is known of a watched loop at one moment: what travels from the watched process to whoever
shows it. Frozen, bounded in size, and nothing but plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from microtui.watch.events import Place
from microtui.watch.finding import Finding

Stop = Literal["backward", "step"]
"""Where a loop can wait: behind a backward, or behind a step."""


class TensorReading(NamedTuple):
    """One tensor's line of the table; norms are None where nobody has looked yet."""

    number: int
    """Its place in the order of first sight."""
    name: str
    shape: tuple[int, ...]
    optimizer: int | None
    weight: float | None
    """The norm of the tensor itself."""
    carried: float | None
    added: float | None
    grad: float | None
    """carried + added = grad, of the last backward that was measured; norms of these sums."""
    backwards: int
    """How many backwards `.grad` is the sum of; 0 where it is clear."""
    is_stale: bool
    """Whether some of these were used by a step already, and others not, now or as the last step
    used it."""


class Entry(NamedTuple):
    """One number of the tensor that is opened."""

    position: tuple[int, ...]
    weight: float
    carried: float
    added: float
    grad: float


class OptimizerReading(NamedTuple):
    name: str
    rates: tuple[float, ...]
    """The learning rate of each group."""
    steps: int


class UnitsReading(NamedTuple):
    """How the units of one activation are, over the last batch that was looked at."""

    name: str
    """Of the module: `net.1`."""
    kind: str
    """Its class: `Tanh`."""
    stuck: Literal["saturated", "dead"]
    units: int
    """Units, or channels."""
    stuck_units: int
    not_finite: int = 0
    """Units that gave NaN or infinity for a sample: these are neither stuck nor well."""


class NormsReading(NamedTuple):
    """The norms of all gradients together, at one backward that was measured."""

    backward: int
    carried: float
    added: float
    grad: float


@dataclass(frozen=True)
class Reading:
    """All that is known of the loop now."""

    steps: int = 0
    backwards: int = 0
    seconds: float = 0.0
    """Since the script began."""
    steps_per_second: float | None = None
    loss: float | None = None
    """The newest loss that was looked at: of the tensor that backward was called on."""
    losses: tuple[tuple[int, float], ...] = ()
    """(backward, loss), thinned to some hundreds over the whole run."""
    norms: tuple[NormsReading, ...] = ()
    """Thinned likewise."""
    tensor_count: int = 0
    tensors: tuple[TensorReading, ...] = ()
    """Those of some hundreds with the largest gradients, where there are more."""
    opened: int | None = None
    entries: tuple[Entry, ...] = ()
    """Of the tensor `opened`: those with the largest gradients."""
    optimizers: tuple[OptimizerReading, ...] = ()
    units: tuple[UnitsReading, ...] = ()
    not_finite: str | None = None
    """Where NaN or an infinity appeared first, in words; None while there is none."""
    findings: tuple[Finding, ...] = ()
    place: Place | None = None
    """The line of the user's own code that the last backward or step was called in."""
    waits_at: Stop | None = None
    has_torch: bool = False
    """Whether the script has imported PyTorch."""
    is_over: bool = False
    fault: str | None = None
    """Why the looking has ended before the script, in a sentence: by a mistake of its own."""
