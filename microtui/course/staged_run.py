"""What a stage of a lesson comes to: a run, lines for the scratchpad, or a case."""

from __future__ import annotations

from dataclasses import dataclass

from engine.replay.saved_run import SavedSession


@dataclass(frozen=True, eq=False)
class StagedRun:
    """A stage that is ready to be opened; the run of a case stands in `saved`, too."""

    saved: SavedSession | None
    """A run, at its epoch."""
    lines: str | None
    """Of the scratchpad."""
    case: str | None
    """What is wrong with the run: a key of `microtui.course.detective.cases`."""
    command: str
    """The command line that opens this stage by itself; of a case, one that does not tell."""
