"""A case on the stage: what it is, whether it has been named, and how often one has looked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from microtui.course.moment import Moment
from microtui.course.progress import Score

TOOLS = ("check", "source")
"""Screens in front of the run that show how it stands; dictionaries and dialogs show nothing."""


class Sight(NamedTuple):
    """What of a moment makes it another one to look at."""

    pane: str
    is_alone: bool
    screen: str
    is_playing: bool
    updates: int
    phase: int

    @classmethod
    def of(cls, moment: Moment) -> Sight:
        snapshot = moment.snapshot
        return cls(
            moment.pane,
            moment.is_alone,
            moment.screen,
            snapshot.progress.playing,
            snapshot.updates,
            snapshot.phase,
        )

    def looks_since(self, before: Sight) -> int:
        """Another pane, a pane alone or all again, a tool opened, the run gone on or back while it
        rests, or set playing: each is a look. What is chosen within a pane is none."""
        is_other_pane = (before.pane, before.is_alone) != (self.pane, self.is_alone)
        is_tool = self.screen != before.screen and self.screen in TOOLS
        return is_other_pane + is_tool + self._has_gone_since(before)

    def _has_gone_since(self, before: Sight) -> bool:
        """While it plays, that is one look; where it comes to rest then, it has been looked at."""
        if self.is_playing or before.is_playing:
            return self.is_playing and not before.is_playing
        return (self.updates, self.phase) != (before.updates, before.phase)


@dataclass(frozen=True)
class OpenCase:
    """It is closed as soon as somebody has said what is wrong, rightly or not; until then nothing
    tells of it, and looks count."""

    key: str
    """What is wrong: one of `microtui.course.detective.cases`."""
    looks: int = 0
    last: Sight | None = None
    """None before the first moment, which is no look."""
    is_closed: bool = False

    def seen(self, moment: Moment) -> OpenCase:
        """Once this has come to the screen."""
        sight = Sight.of(moment)
        if self.is_closed or sight == self.last:
            return self
        looks = 0 if self.last is None else sight.looks_since(self.last)
        return replace(self, looks=self.looks + looks, last=sight)

    def closed(self) -> OpenCase:
        return replace(self, is_closed=True)

    def told_in(self, moment: Moment, score: Score) -> Moment:
        """The moment, with what figures tell of the case and of those before."""
        return replace(
            moment, case=self.key, cases=score.cases, solved=score.solved, looks=self.looks
        )
