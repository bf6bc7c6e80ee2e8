"""The loss curves of a snapshot: which there are, what they are now, and whether they go on."""

from __future__ import annotations

from engine.run.history import Curve
from microtui.session.snapshot import Snapshot


def curves_of(snapshot: Snapshot) -> dict[str, Curve]:
    """By name, the one to be drawn on top last."""
    curves = {"test": snapshot.test_curve, "train": snapshot.train_curve}
    if snapshot.twin is not None:
        curves["twin"] = snapshot.twin.train_curve
    return {name: curve for name, curve in curves.items() if curve is not None}


def values_now(snapshot: Snapshot) -> dict[str, float]:
    """By curve, the loss now, which in the middle of an epoch is not on the curve yet."""
    values = {"train": snapshot.loss}
    if snapshot.test_loss is not None:
        values["test"] = snapshot.test_loss
    if snapshot.twin is not None:
        values["twin"] = snapshot.twin.loss
    return values


def twin_text(snapshot: Snapshot) -> str:
    """Where this run and its twin have parted."""
    if snapshot.twin is None:
        return ""
    if snapshot.twin.parted is None:
        return "the twin is still the same"
    epoch, batch = snapshot.twin.parted
    return f"this run and its twin part at epoch {epoch}, batch {batch}"


def are_other_curves(old: Snapshot, new: Snapshot) -> bool:
    """Whether the curves do not simply go on: the run was changed, or stepped back, or its twin."""
    if old.configuration != new.configuration or (old.twin is None) != (new.twin is None):
        return True
    if new.train_curve.last_epoch < old.train_curve.last_epoch or new.changes != old.changes:
        return True
    return (
        old.twin is not None
        and new.twin is not None
        and (old.twin.configuration, old.twin.parted) != (new.twin.configuration, new.twin.parted)
    )
