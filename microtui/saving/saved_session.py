"""What is kept of a session, so that it can be gone on with."""

from __future__ import annotations

from dataclasses import dataclass

from engine.replay.saved_run import SavedRun


@dataclass(frozen=True, eq=False)
class SavedTwin:
    """A twin and where it parted from the run beside it."""

    run: SavedRun
    start_epoch: int
    parted: tuple[int, int] | None


@dataclass(frozen=True, eq=False)
class SavedSession:
    """What is kept of a session: the run, and its twin if there is one."""

    run: SavedRun
    twin: SavedTwin | None = None
