"""All who have come, each with a folder; and how many folders there may be."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from engine.errors import ConfigurationError
from microtui.saving.file_lock import is_locked
from microtui.serving.admission.rate_bound import RateBound
from microtui.serving.process.child import IN_USE
from microtui.serving.process.environment import ROOMS
from microtui.serving.visitors.visitor import (
    COURSE,
    FILE,
    RUNS,
    Visitor,
    read_visitor,
    write_visitor,
)

MOST_KEPT = 1000
"""Visitors; beyond it those that stayed away longest are forgotten, with their runs."""

SAFE_TIME = 24 * 3600.0
"""Seconds for which nobody is forgotten who has a saved run or progress, however many come."""

SAFE_WITHOUT_RUN = 600.0
"""The same for all others."""


class TooManyVisitorsError(ConfigurationError):
    """So many have come of late that no more can be kept."""


class KeptVisitors:
    """Who has come, by what their cookie says; a folder is made for them when they first play."""

    def __init__(
        self,
        folder: Path,
        settings: Path | None,
        most: int = MOST_KEPT,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`settings` is what each begins with a copy of, if anything."""
        self._folder = folder
        self._settings = settings
        self._most = most
        self._clock = clock
        # A class comes at once; who makes ever new cookies is slow.
        self._newcomers = RateBound(rate=0.1, burst=100)
        self._visitors: dict[Path, Visitor] = {}
        self._seen_at: dict[Path, float] = {}
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for place in folder.iterdir():
            with contextlib.suppress(OSError, ValueError):
                self._visitors[place] = read_visitor(place)
                self._seen_at[place] = last_seen(place)
        self._number_each_once()

    @property
    def everybody(self) -> list[Visitor]:
        return list(self._visitors.values())

    def knows(self, identity: str) -> bool:
        """Whether the one whose cookie holds this id has played before."""
        return self._place_of(identity) in self._visitors

    def of(self, identity: str) -> Visitor:
        """The one whose cookie holds this id.

        Raises `TooManyVisitorsError` where no more can be kept, OSError where nothing can.
        """
        place = self._place_of(identity)
        visitor = self._visitors.get(place) or self._new(place)
        self._visitors[place] = visitor
        self._seen_at[place] = self._clock()
        return visitor

    def changed(self, visitor: Visitor) -> Visitor:
        """Keep what is said of them now."""
        with contextlib.suppress(OSError):
            # What is not kept is still true until the server ends.
            write_visitor(visitor)
        self._visitors[visitor.folder] = visitor
        self._seen_at[visitor.folder] = self._clock()
        return visitor

    def _place_of(self, identity: str) -> Path:
        # The id opens the run; whoever sees the names of the folders must not learn it.
        return self._folder / hashlib.sha256(identity.encode()).hexdigest()[:32]

    def _new(self, place: Path) -> Visitor:
        self._make_room()
        place.mkdir(mode=0o700, exist_ok=True)
        for room in ROOMS:
            (place / room).mkdir(mode=0o700, exist_ok=True)
        self._give_settings(place / "config" / "microtui")
        visitor = Visitor(self._next_number, "", place, self._clock())
        write_visitor(visitor)
        self._next_number += 1
        return visitor

    def _give_settings(self, place: Path) -> None:
        if self._settings is None:
            return
        place.mkdir(mode=0o700, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            shutil.copyfile(self._settings, place / self._settings.name)
            (place / self._settings.name).chmod(0o600)

    def _number_each_once(self) -> None:
        """Another server in the same folder may have given a number that this one had given."""
        taken: set[int] = set()
        for place, visitor in sorted(self._visitors.items(), key=lambda each: each[1].since):
            number = visitor.number if visitor.number not in taken else max(taken) + 1
            taken.add(number)
            self._visitors[place] = replace(visitor, number=number)
        self._next_number = max(taken, default=0) + 1

    def _make_room(self) -> None:
        """For one more; raises `TooManyVisitorsError` where nobody can be forgotten."""
        if self._newcomers.seconds_until(1) > 0:
            raise TooManyVisitorsError(
                "Too many have come for the first time within a moment: this page tries again by "
                "itself."
            )
        self._newcomers.take(1)
        if len(self._visitors) >= self._most and not self._has_forgotten_one():
            raise TooManyVisitorsError(
                f"{self._most} have come within a day, and no more can be kept here: try "
                "tomorrow, or ask whoever serves this."
            )

    def _has_forgotten_one(self) -> bool:
        """First one who has nothing to lose, else the one that stayed away longest."""
        now = self._clock()
        away_longest = sorted(self._seen_at, key=self._seen_at.__getitem__)
        for has_run, safe_time in ((False, SAFE_WITHOUT_RUN), (True, SAFE_TIME)):
            for place in away_longest:
                if now - self._seen_at[place] < safe_time:
                    break
                if has_run or not self._visitors[place].has_something_to_lose:
                    if is_locked(place / IN_USE):
                        continue
                    shutil.rmtree(place, ignore_errors=True)
                    del self._visitors[place], self._seen_at[place]
                    return True
        return False


def last_seen(place: Path) -> float:
    """By the files of their runs, and of what is kept of them; raises OSError."""
    paths = [place / FILE, place / IN_USE, place / RUNS, place / COURSE]
    return max(path.stat().st_mtime for path in paths if path.exists())
