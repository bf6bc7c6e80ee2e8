"""The update that the numbers on the screen belong to: the one under way, or, between two updates,
the one just finished. What of it has run, and by which settings."""

from __future__ import annotations

from engine.run.configuration import Configuration
from engine.training import PHASES
from microtui.session.snapshot import Snapshot

ZERO_GRAD, BACKWARD, UPDATE = (PHASES.index(name) for name in PHASES[1:])


def has_run(snapshot: Snapshot, phase: int) -> bool:
    """Whether this phase of it has run."""
    return snapshot.phase > phase or is_finished(snapshot)


def is_finished(snapshot: Snapshot) -> bool:
    """Whether all of it has run; false before the first."""
    return snapshot.phase == 0 and snapshot.updates > 0


def configuration_of(snapshot: Snapshot, phase: int) -> Configuration:
    """What the run went by when this phase of it ran; it must have run."""
    update = snapshot.updates - 1 if snapshot.phase == 0 else snapshot.updates
    time = len(PHASES) * update + phase
    return [change for change in snapshot.changes if change.time <= time][-1].configuration


def has_cleared(snapshot: Snapshot) -> bool:
    """Whether its zero_grad has run, and did what it is for."""
    return has_run(snapshot, ZERO_GRAD) and configuration_of(snapshot, ZERO_GRAD).zero_grad
