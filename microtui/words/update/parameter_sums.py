"""The sum that a gradient is, and the move that it led to, for one parameter: numbers that a reader
can add up. They belong to the update of `microtui.words.update.shown_update`."""

from __future__ import annotations

import math
from dataclasses import dataclass

from microtui.session.snapshot import Snapshot
from microtui.words.number_text import signed
from microtui.words.update.shown_update import BACKWARD, ZERO_GRAD, has_run, is_finished

HEADINGS = {
    "old": "old",
    "value": "value",
    "carried": "carried",
    "added": "added",
    "grad": "grad",
}
SUM_HEADINGS = {**HEADINGS, "added": "+ added", "grad": "= grad"}
MOVE_HEADINGS = {**SUM_HEADINGS, "value": "→ value"}


@dataclass(frozen=True)
class ParameterSums:
    """Once all has run, carried + added = grad, and the update has moved old to value.

    None stands for what has not come about yet, or is not known any more.
    """

    old: float | None
    """The value before the update."""
    value: float
    """As it is now."""
    carried: float | None
    """What `.grad` held when backward ran: zero, unless zero_grad did nothing."""
    added: float | None
    """What this one backward added to it."""
    grad: float
    """What `.grad` holds now."""

    @property
    def is_piled_up(self) -> bool:
        """Whether gradients of earlier updates are in this one."""
        return self.carried is not None and self.carried != 0.0

    def text(self, column: str) -> str:
        """Seven characters; a dash for what there is not."""
        number: float | None = getattr(self, column)
        return "–".rjust(7) if number is None else signed(number)


def sums_of(snapshot: Snapshot, index: int) -> ParameterSums:
    """Those of the parameter at this index."""
    held = float(snapshot.gradients[index])
    carried: float | None = None
    added: float | None = None
    if has_run(snapshot, BACKWARD):
        carried, added = float(snapshot.carried[index]), float(snapshot.added[index])
    elif has_run(snapshot, ZERO_GRAD):
        carried = held
    old = float(snapshot.parameters_before[index]) if is_finished(snapshot) else math.nan
    return ParameterSums(
        old=None if math.isnan(old) else old,
        value=float(snapshot.parameters[index]),
        carried=carried,
        added=added,
        grad=held,
    )
