"""The update that the numbers on the screen belong to: the one under way, or, between two updates,
the one just finished. What of it has run, and by which settings."""

from __future__ import annotations

from engine.replay.saved_run import Change
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
    return last_change(snapshot, phase).configuration


def rate_of(snapshot: Snapshot) -> float:
    """The learning rate by which it moved the parameters, which it must have done."""
    change = last_change(snapshot, 0)
    finished = change.batch + number_of(snapshot) - change.updates
    epoch = change.epoch + finished // change.configuration.batches
    return configuration_of(snapshot, UPDATE).rate_at(epoch)


def last_change(snapshot: Snapshot, phase: int) -> Change:
    """The last one that was made before this phase of it ran."""
    time = len(PHASES) * number_of(snapshot) + phase
    return [change for change in snapshot.changes if change.time <= time][-1]


def number_of(snapshot: Snapshot) -> int:
    """How many updates were finished before it."""
    return snapshot.updates - 1 if is_finished(snapshot) else snapshot.updates


def has_cleared(snapshot: Snapshot) -> bool:
    """Whether its zero_grad has run, and did what it is for."""
    return has_run(snapshot, ZERO_GRAD) and configuration_of(snapshot, ZERO_GRAD).zero_grad
