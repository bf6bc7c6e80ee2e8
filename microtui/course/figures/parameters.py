"""Figures of one parameter, as the table of parameters shows it."""

from __future__ import annotations

import math

from engine.network.flat import parameter_names
from engine.training import PHASES
from microtui.course.figures.figure import Argument, Figure, number
from microtui.course.moment import Moment
from microtui.session.snapshot import Snapshot

PARAMETER = Argument("parameter", "text", '"0.3.w[1]"')

ZERO_GRAD, BACKWARD = PHASES.index("zero_grad"), PHASES.index("backward")


def index_of(moment: Moment, name: str) -> int | None:
    names = parameter_names(moment.snapshot.sizes)
    return names.index(name) if name in names else None


def data(moment: Moment, name: str) -> float | None:
    index = index_of(moment, name)
    return None if index is None else float(moment.snapshot.parameters[index])


def grad(moment: Moment, name: str) -> float | None:
    index = index_of(moment, name)
    return None if index is None else float(moment.snapshot.gradients[index])


def added(moment: Moment, name: str) -> float | None:
    index = index_of(moment, name)
    if index is None or not has_run(moment.snapshot, BACKWARD):
        return None
    return float(moment.snapshot.added[index])


def carried(moment: Moment, name: str) -> float | None:
    """Once zero_grad has had its turn, it is what is held; then backward adds to it."""
    index, snapshot = index_of(moment, name), moment.snapshot
    if index is None or not has_run(snapshot, ZERO_GRAD):
        return None
    held = snapshot.carried if has_run(snapshot, BACKWARD) else snapshot.gradients
    return float(held[index])


def before(moment: Moment, name: str) -> float | None:
    """None within an update, and where it was set by hand since."""
    index, snapshot = index_of(moment, name), moment.snapshot
    if index is None or not is_finished(snapshot):
        return None
    old = float(snapshot.parameters_before[index])
    return None if math.isnan(old) else old


def has_run(snapshot: Snapshot, phase: int) -> bool:
    """Whether this phase has, of the update under way, or between two of the one just finished."""
    return snapshot.phase > phase or is_finished(snapshot)


def is_finished(snapshot: Snapshot) -> bool:
    return snapshot.phase == 0 and snapshot.updates > 0


FIGURES: tuple[Figure, ...] = (
    number("parameter.data", "its value", data, PARAMETER),
    number("parameter.grad", "the gradient that is held", grad, PARAMETER),
    number("parameter.added", "what the last backward added to it", added, PARAMETER),
    number("parameter.carried", "what it was added to", carried, PARAMETER),
    number("parameter.before", "its value before the last update", before, PARAMETER),
)
