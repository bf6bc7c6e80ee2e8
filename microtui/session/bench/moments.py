"""Runs as they were before something was done to them that can be taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.replay.saved_run import Checkpoint, SavedRun, SavedSession

if TYPE_CHECKING:
    from microtui.saving.run_store import RunStore

MOST_MOMENTS = 200
"""So many things can be taken back, one after the other."""

MOST_BYTES = 128_000_000
"""For all of them together, about; the last can be taken back however large it is."""

BYTES_PER_BUCKET = 64
"""Of a loss curve, with its two numbers."""


@dataclass(frozen=True, eq=False)
class Moment:
    """A run at a moment, and where it is saved."""

    saved: SavedSession
    store: RunStore | None
    has_gone_on: bool
    """Whether anything has happened in it that is to be saved; else there is no file of it."""

    @property
    def bytes_alone(self) -> int:
        """What it takes in memory beside its checkpoints, which it shares with others."""
        return sum(
            run.state.size
            + BYTES_PER_BUCKET * (len(run.train_history.low) + len(run.test_history.low))
            for run in runs_of(self.saved)
        )

    @property
    def checkpoints(self) -> Iterator[Checkpoint]:
        return (checkpoint for run in runs_of(self.saved) for _, checkpoint in run.checkpoints)


def runs_of(saved: SavedSession) -> list[SavedRun]:
    return [saved.run] if saved.twin is None else [saved.run, saved.twin.run]


class Moments:
    """What can be taken back, and what was taken back and can be brought back."""

    def __init__(self) -> None:
        self._behind: list[Moment] = []
        self._ahead: list[Moment] = []
        self._shares: Counter[Checkpoint] = Counter()
        self._bytes = 0
        self.is_full = False
        """Whether the oldest have been forgotten."""

    @property
    def nothing_left(self) -> str:
        """What to say where nothing can be taken back any more."""
        if self.is_full:
            return (
                f"Nothing more can be taken back: the last {MOST_MOMENTS} things are kept, of a "
                "large network fewer."
            )
        return "There is nothing to take back: the program began with this run."

    def push(self, moment: Moment) -> None:
        """Remember how things were before something was done to them.

        What was taken back before can be taken back to from now on: it is not lost.
        """
        self._behind += reversed(self._ahead)
        self._ahead.clear()
        self._remember(self._behind, moment)

    def take_back(self, present: Moment) -> Moment | None:
        """The last one, while the present can be brought back; None where there is none."""
        return self._exchange(self._behind, self._ahead, present)

    def bring_back(self, present: Moment) -> Moment | None:
        """The one before that was last taken back; None where there is none."""
        return self._exchange(self._ahead, self._behind, present)

    def _exchange(self, taken: list[Moment], kept: list[Moment], present: Moment) -> Moment | None:
        if not taken:
            return None
        moment = taken.pop()
        self._forget(moment)
        self._remember(kept, present)
        return moment

    def _remember(self, moments: list[Moment], moment: Moment) -> None:
        moments.append(moment)
        self._count(moment)
        self._make_room()

    def _count(self, moment: Moment) -> None:
        self._bytes += moment.bytes_alone
        for checkpoint in moment.checkpoints:
            if not self._shares[checkpoint]:
                self._bytes += checkpoint.state.size
            self._shares[checkpoint] += 1

    def _forget(self, moment: Moment) -> None:
        self._bytes -= moment.bytes_alone
        for checkpoint in moment.checkpoints:
            self._shares[checkpoint] -= 1
            if not self._shares[checkpoint]:
                del self._shares[checkpoint]
                self._bytes -= checkpoint.state.size

    def _make_room(self) -> None:
        """Forget the oldest while there are too many; where it is memory that they take, most of
        their checkpoints first: those can be gone without."""
        while len(self._behind) + len(self._ahead) > MOST_MOMENTS and self._forget_oldest():
            pass
        while self._bytes > MOST_BYTES and (self._thin_oldest() or self._forget_oldest()):
            pass

    def _thin_oldest(self) -> bool:
        for moments in (self._behind, self._ahead):
            for index, moment in enumerate(moments[:-1]):
                thin = replace(moment, saved=moment.saved.with_few_checkpoints())
                if len(list(thin.checkpoints)) < len(list(moment.checkpoints)):
                    self._forget(moment)
                    moments[index] = thin
                    self._count(thin)
                    return True
        return False

    def _forget_oldest(self) -> bool:
        for moments in (self._behind, self._ahead):
            if len(moments) > 1:
                self._forget(moments.pop(0))
                self.is_full = True
                return True
        return False
