"""How often somebody has looked at a case: what the detective's score is made of, beside right and
wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace

from microtui.course.moment import Moment

TOOLS = ("check", "source")
"""Screens in front of the run that show how it stands; dictionaries and dialogs show nothing."""


@dataclass(frozen=True, eq=False)
class Looks:
    """Another pane, a pane alone or all again, a tool opened, the run gone on or back while it
    rests, or set playing: each is a look. What is chosen within a pane is none."""

    count: int = 0
    last: Moment | None = None
    """None before the first moment of the case, which is no look."""

    def seen(self, now: Moment) -> Looks:
        """Once this has come to the screen."""
        if self.last is None:
            return replace(self, last=now)
        return Looks(self.count + looks_between(self.last, now), now)


def looks_between(before: Moment, now: Moment) -> int:
    is_other_pane = (before.pane, before.is_alone) != (now.pane, now.is_alone)
    is_tool = now.screen != before.screen and now.screen in TOOLS
    return is_other_pane + is_tool + has_gone(before, now)


def has_gone(before: Moment, now: Moment) -> bool:
    """Whether it rests elsewhere, or has begun to play; while it plays it is one look."""
    if now.snapshot.progress.playing or before.snapshot.progress.playing:
        return now.snapshot.progress.playing and not before.snapshot.progress.playing
    return place_of(before) != place_of(now)


def place_of(moment: Moment) -> tuple[int, int]:
    return moment.snapshot.updates, moment.snapshot.phase
